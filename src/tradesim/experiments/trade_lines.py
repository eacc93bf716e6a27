"""Trade, price and sales under control by month: what a comparison of two scenarios draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.bands import bands
from tradesim.measures.markets import USD_M, Market, baseline_prices, markets
from tradesim.measures.recording import Recording
from tradesim.measures.spans import ratio
from tradesim.policies.base import Policy
from tradesim.records.monthly import by_month, months_of
from tradesim.records.records import MID_MONTH

MEANINGS = {
    "trade": ("Deliveries under control", "USD million a week, at prices of the start"),
    "price": ("Price paid for these goods, from wherever", "prices of the start = 1"),
    "sales": ("Sales of the exporters under control", "USD million a week"),
}
"""Title and unit of each line."""


@dataclass(frozen=True)
class TradeLine:
    """A monthly series of a scenario, over its runs.

    Attributes:
        name: ``trade``, ``price`` or ``sales``.
        days: Middle of each month, days since 1970-01-01.
        mean: Mean of the runs, shape (month,).
        low: 5th percentile.
        high: 95th percentile.
    """

    name: str
    days: Floats
    mean: Floats
    low: Floats
    high: Floats


def trade_of(recording: Recording, beside: Sequence[Policy]) -> dict[str, Floats]:
    """Return trade, price and sales by month, each of shape (month, run).

    Of all markets that a control of the scenario, or of those beside it, covers; of all that are
    measured where there is none. Deliveries are those from the countries whose goods are under
    control (from abroad where a control reaches plants elsewhere), the price is that of all.

    Args:
        recording: The runs.
        beside: Policies of the scenarios that the runs are compared with.
    """
    recording = replace(recording, beside=tuple(beside))
    found = markets(recording)
    found = [market for market in found if market.controls] or found
    weeks, runs = recording.weeks, len(recording.replicates)
    trade, sales, paid, usual = np.zeros((4, weeks, runs))
    for market in found:
        rows = _under_control(market)
        trade += _at_first_prices(market, rows)
        sales += market.value(rows)
        paid += market.value()
        usual += _at_first_prices(market, market.flows)
    calendar = recording.layout.calendar
    month = {"trade": trade, "sales": sales, "paid": paid, "usual": usual}
    month = {name: by_month(values, calendar) for name, values in month.items()}
    price = ratio(month["paid"], month["usual"])
    return {"trade": month["trade"], "price": price, "sales": month["sales"]}


def _under_control(market: Market) -> tuple[int, ...]:
    own = market.rows_from(market.imposers.__contains__)
    return own or market.rows_from(market.destination.__ne__)


def _at_first_prices(market: Market, rows: Sequence[int]) -> Floats:
    recording = market.recording
    prices, flows = baseline_prices(recording), recording.flows
    value = np.zeros((recording.weeks, len(recording.replicates)))
    for row in rows:
        value += recording.panels["arrivals"][:, row] * prices[flows[row].supplier] / USD_M
    return value


def lines_of(recordings: Sequence[dict[str, Floats]], last: Recording) -> tuple[TradeLine, ...]:
    """Return the lines of all blocks of runs.

    Args:
        recordings: Trade, price and sales of each block.
        last: The recording of any block: it knows the months.
    """
    first_days = months_of(last.layout.calendar).astype("datetime64[D]").astype(np.float64)
    return tuple(
        TradeLine(
            name, first_days + MID_MONTH, *bands(np.concatenate([r[name] for r in recordings], 1))
        )
        for name in MEANINGS
    )
