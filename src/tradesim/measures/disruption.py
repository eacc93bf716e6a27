"""Supply disruption: unmet need, thin stocks, time to survive and to recover, price."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Flags, Floats
from tradesim.measures.markets import USD_M, Market, baseline_prices
from tradesim.measures.measured import Measured, of_market
from tradesim.measures.spans import (
    added,
    any_of,
    first_time,
    highest,
    mean,
    ratio,
    since,
    total,
    year_before,
)
from tradesim.world.parameters import column
from tradesim.world.shortage import SHORT_BY

RECOVERED = 0.95
"""Cover counts as recovered at this share of what it was before the first announcement."""


def market_disruption(market: Market) -> list[Measured]:
    """Return how a market was disrupted."""
    panels = market.recording.panels
    short = stocked_out(market)
    figures = {
        "unmet_need": total(added(panels["unmet"], market.needs)),
        "weeks_below_safety_stock": total(below_safety(market).astype(np.float64)),
        "stocked_out": np.asarray(short.any(axis=0), dtype=np.float64),
        "price_peak": highest(price_index(market)),
    }
    if market.controls:
        figures["time_to_survive"] = time_to_survive(market, short)
        if market.recording.asks("time_to_recover"):
            figures["time_to_recover"] = time_to_recover(market)
    return [of_market(name, market, values) for name, values in figures.items()]


def stocked_out(market: Market) -> Flags:
    """Return the weeks in which some buyer's stock did not meet its need, shape (week, run)."""
    panels = market.recording.panels
    parts = [(panels["unmet"][:, need], panels["used"][:, need]) for need in market.needs]
    return any_of([unmet > SHORT_BY * (unmet + used) for unmet, used in parts])


def below_safety(market: Market) -> Flags:
    """Return the weeks that end with some buyer's cover under its safety cover."""
    panels, rows = market.recording.panels, market.recording.layout.need_rows
    safety = market.recording.once(
        "safety cover", lambda: column(rows, lambda row: row.need.safety_cover_weeks)
    )
    stock, rate = panels["stock"], panels["rate"]
    return any_of([stock[:, need] < safety[need] * rate[:, need] for need in market.needs])


def stock_cover(market: Market) -> Floats:
    """Return the weeks of use that buyers have on hand together, shape (week, run)."""
    panels = market.recording.panels
    return ratio(added(panels["stock"], market.needs), added(panels["rate"], market.needs))


def price_index(market: Market) -> Floats:
    """Return what buyers pay over the same goods at baseline prices, shape (week, run).

    ``sum(arrivals * price) / sum(arrivals * baseline price)``: a Paasche index, so that a shift
    to a dearer supplier is no rise; not a number in a week without arrivals.
    """
    prices = baseline_prices(market.recording)
    usual = np.zeros(market.recording.panels["arrivals"].shape[::2])
    for plant, arrivals in market.arrivals.items():
        usual += arrivals * prices[plant]
    return ratio(market.value() * USD_M, usual)


def time_to_survive(market: Market, short: Flags) -> Floats:
    """Return weeks from the first entry into force to the first stock-out, nan where none.

    Args:
        market: The market.
        short: Weeks with a stock-out, shape (week, run).
    """
    week, ever = first_time(short & since(market.in_force, len(short)))
    return np.where(ever, week - market.in_force, np.nan)


def time_to_recover(market: Market) -> Floats:
    """Return weeks from the lowest cover since the entry into force to 95 % of what it was.

    0 where it never fell below that, nan where it had not recovered at the end.
    """
    cover = np.nan_to_num(stock_cover(market))
    weeks = len(cover)
    enough = RECOVERED * mean(cover, year_before(market.announced, weeks))
    under = since(market.in_force, weeks)
    worst = np.where(under, cover, np.inf).argmin(axis=0)
    back, ever = first_time((cover >= enough) & since(worst, weeks))
    return np.where(ever & under.any(axis=0), back - worst, np.nan)
