"""Imports and exports by calendar month, as customs statistics publish them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats, Rows
from tradesim.measures.irregular import published
from tradesim.measures.last_days import last_days
from tradesim.measures.markets import USD_M
from tradesim.measures.prices import price_cif, price_fob
from tradesim.measures.recording import Flow, Recording
from tradesim.measures.spans import summed
from tradesim.world.calendar import Calendar

CALLED = {"quantity": "quantity", "value_usd_m": "value", "unit_value_usd": "unit value"}
"""What is published of trade by month, and what it is called."""

WORLD = "WLD"
"""What stands for all origins, or all destinations, together."""

PRICES = {"arrivals": price_cif, "dispatches": price_fob}
"""What values are taken at: imports at the customer's border, exports free on board."""

Row = tuple[str, str, str]
"""Customs group, destination, origin."""


@dataclass(frozen=True)
class MonthlyTrade:
    """Trade of each customs group by destination and origin: imports, or exports.

    Attributes:
        months: First day of each month wholly simulated.
        rows: Customs group, destination and origin of each series.
        units: Physical unit of each series.
        quantity: What crossed the border, unit/month, shape (month, row, run).
        value: The same at its price of the week, of imports CIF and of exports FOB, USD
            million/month, same shape.
    """

    months: tuple[dt.date, ...]
    rows: tuple[Row, ...]
    units: tuple[str, ...]
    quantity: Floats
    value: Floats

    def series(self, customs_group: str, destination: str, origin: str = WORLD) -> int:
        """Return the row of a series.

        Raises:
            KeyError: No such goods can travel between these countries.
        """
        try:
            return self.rows.index((customs_group, destination, origin))
        except ValueError:
            raise KeyError((customs_group, destination, origin)) from None


def monthly_imports(recording: Recording) -> MonthlyTrade:
    """Return monthly imports, on arrival; what a country supplies itself with is no import.

    Weeks are split by day; months not wholly simulated are left out. The origin ``WLD`` is all
    origins.
    """
    return _monthly(recording, "arrivals", _with_all_origins)


def monthly_exports(recording: Recording) -> MonthlyTrade:
    """Return monthly exports, on dispatch, laid out like imports; ``WLD`` is all destinations.

    Of the last week before a control binds, what it covers left on the days before its date.
    """
    return _monthly(recording, "dispatches", _with_all_destinations)


def _with_all_origins(row: Row) -> tuple[Row, Row]:
    return row, (row[0], row[1], WORLD)


def _with_all_destinations(row: Row) -> tuple[Row, Row]:
    return row, (row[0], WORLD, row[2])


Totals = Callable[[Row], tuple[Row, Row]]
"""Which series a flow is added to: its own, and that of all partners."""


def _monthly(recording: Recording, panel: str, totals: Totals) -> MonthlyTrade:
    recording = published(recording)
    days = days_of_months(recording.layout.calendar)
    flows_of = _series(recording, totals)
    units = {item.customs_group: item.unit for item in recording.layout.items}
    shape = (len(days.months), len(flows_of), len(recording.replicates))
    trade = MonthlyTrade(
        months=days.months,
        rows=tuple(flows_of),
        units=tuple(units[group] for group, _, _ in flows_of),
        quantity=np.empty(shape),
        value=np.empty(shape),
    )
    _add_up(recording, panel, days, (list(flows_of.values()), trade))
    if panel == "dispatches":
        _left_by_the_day(recording, trade, totals)
    return trade


def _left_by_the_day(recording: Recording, trade: MonthlyTrade, totals: Totals) -> None:
    """Count what left in the last week before a control bound on its days before the control."""
    for each in last_days(recording, trade.months):
        row = _row_of(recording, recording.flows[each.flow])
        if row[1] == row[2]:
            continue
        moved = each.part * recording.panels["dispatches"][each.week, each.flow]
        paid = moved * PRICES["dispatches"](recording, each.flow)[each.week] / USD_M
        for series in map(trade.rows.index, totals(row)):
            trade.quantity[:, series] += each.moved[:, None] * moved
            trade.value[:, series] += each.moved[:, None] * paid


@dataclass(frozen=True)
class MonthDays:
    """How weeks fall into months.

    Attributes:
        months: First day of each month.
        share: Share of each week's days that lie in each month, shape (month, week).
    """

    months: tuple[dt.date, ...]
    share: npt.NDArray[np.float64]

    @cached_property
    def _weeks(self) -> list[tuple[Rows, Floats]]:
        """The first week of each month and its share, the second, and so on; 0 where none is."""
        inside = self.share > 0.0
        first, count = inside.argmax(axis=1), inside.sum(axis=1)
        steps = range(count.max(initial=0))
        weeks = [np.minimum(first + step, self.share.shape[1] - 1) for step in steps]
        return [
            (week, np.where(step < count, self.share[np.arange(len(week)), week], 0.0))
            for step, week in enumerate(weeks)
        ]

    def total(self, weekly: Floats) -> Floats:
        """Return monthly totals of weekly flows, added week after week.

        Args:
            weekly: The flows, unit/week, shape (week, ...).

        Returns:
            Totals, unit/month, shape (month, ...).
        """
        totals = np.zeros((len(self.share), *weekly.shape[1:]))
        for week, share in self._weeks:
            totals += weekly[week] * share.reshape(-1, *[1] * (weekly.ndim - 1))
        return totals


@cache
def days_of_months(calendar: Calendar) -> MonthDays:
    """Return how the weeks of a calendar fall into the months that it covers wholly."""
    end = calendar.monday(calendar.weeks) + dt.timedelta(days=1)
    days = np.arange(np.datetime64(calendar.first_monday), np.datetime64(end))
    month = days.astype("datetime64[M]")
    # The last day stands for the one after the end: a month is whole when the next one begins.
    months = month[days == month][:-1]
    of_week = month[:-1].reshape(calendar.weeks, 7)
    share = (of_week == months.reshape(-1, 1, 1)).sum(axis=2) / 7
    return MonthDays(tuple(months.astype("datetime64[D]").tolist()), share)


def _series(recording: Recording, totals: Totals) -> dict[Row, list[int]]:
    """Return the series of what crosses borders, and the flows that each is the sum of."""
    found: dict[Row, list[int]] = {}
    for number, flow in enumerate(recording.flows):
        row = _row_of(recording, flow)
        if row[1] != row[2]:
            for series in totals(row):
                found.setdefault(series, []).append(number)
    return {row: found[row] for row in _in_order(found, recording)}


def _add_up(
    recording: Recording, panel: str, days: MonthDays, table: tuple[list[list[int]], MonthlyTrade]
) -> None:
    """Fill a table of trade, series by series; what is the same flows is added up once."""
    of_series, trade = table
    moved = recording.panels[panel]
    paid = {
        flow: moved[:, flow] * PRICES[panel](recording, flow) / USD_M
        for flow in dict.fromkeys(flow for flows in of_series for flow in flows)
    }
    known: dict[tuple[int, ...], int] = {}
    for series, flows in enumerate(of_series):
        same = known.setdefault(tuple(flows), series)
        if same < series:
            trade.quantity[:, series] = trade.quantity[:, same]
            trade.value[:, series] = trade.value[:, same]
        else:
            trade.quantity[:, series] = days.total(summed(moved[:, flow] for flow in flows))
            trade.value[:, series] = days.total(summed(paid[flow] for flow in flows))


def _row_of(recording: Recording, flow: Flow) -> Row:
    """Return the customs group, destination and origin of a flow."""
    layout = recording.layout
    group = layout.items[flow.item].customs_group
    return group, flow.destination, layout.suppliers[flow.supplier].country


def _in_order(rows: Iterable[Row], recording: Recording) -> list[Row]:
    """Sort by customs group, destination and origin as the file has them, all partners last."""
    countries = [country.code for country in recording.layout.countries] + [WORLD]
    groups = [item.customs_group for item in recording.layout.items]
    return sorted(
        rows,
        key=lambda row: (groups.index(row[0]), countries.index(row[1]), countries.index(row[2])),
    )
