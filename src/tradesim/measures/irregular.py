"""Trade as customs publish it: what a forecast of it must hold beyond the flow that is simulated.

Three things stray. Single months jump with single shipments, by as much as the months before a
measure show (``monthly_scatter`` of an item), less what the runs show in those months by the lots
they ship. From the day of the forecast on flows drift away from any model of them, and
prices from any price at rest. All three multiply what crosses the border by a lognormal factor,
drawn for replicate, series and month, so that worlds that are compared stray alike. Stocks, use and
output are those of the flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats, Rows, Words
from tradesim.measures.recording import Flow, Recording, flows_of
from tradesim.measures.spans import YEAR
from tradesim.measures.straying import Irregular
from tradesim.randomness import name_keys, normal, run_keys
from tradesim.scenario.forecast_day import unknown_from
from tradesim.world.calendar import Calendar
from tradesim.world.layout import Layout
from tradesim.world.parameters import column

TRADE = ("arrivals", "dispatches")
"""The panels of what crosses a border."""

LEAST_MONTHS, MOST_MONTHS = 6, 12
"""First months, before the day of the forecast, from which the runs' own scatter is taken."""

REVERSION_MONTHS = 6.0
"""Time in which a drift of flows forgets: what a model leaves out comes and goes within a year."""

SHARED = 0.5
"""Correlation of the drifts of one good's flows."""


def published(recording: Recording) -> Recording:
    """Return a recording whose trade strays as publications do; itself where it is of flows."""
    if recording.irregular is None:
        return recording
    strays = _Strays(recording, recording.irregular)
    factor = np.ones((recording.weeks, len(recording.flows), len(recording.replicates)))
    if strays.terms.months:
        factor *= strays.single_months()
    if strays.terms.drift > 0.0:
        factor *= strays.drifts()
    panels = {name: recording.panels[name] * factor for name in TRADE if name in recording.panels}
    if strays.terms.price_drift > 0.0:
        panels["price"] = recording.panels["price"] * strays.prices()
    return replace(recording, panels={**recording.panels, **panels}, irregular=None)


def shown_by(recordings: Iterable[Recording], months: Sequence[Sequence[int]]) -> dict[str, float]:
    """Return how much single months scatter in some runs, by series of trade.

    ``log(1 + v)`` with ``v`` the mean over runs of the squared coefficient of variation.

    Args:
        recordings: Of the same scenario, with the arrivals of the months.
        months: The weeks of each month to learn from; of none, nothing is learnt.
    """
    if not months:
        return {}
    found: dict[str, list[Floats]] = {}
    for recording in recordings:
        names, place = _numbered(series_of(recording.layout))
        arrivals = recording.panels["arrivals"]
        table = np.zeros((len(months), len(names), arrivals.shape[2]))
        for month, weeks in zip(table, months, strict=True):
            for week in weeks:
                np.add.at(month, place, arrivals[week])
        usual, spread = table.mean(axis=0), table.std(axis=0, ddof=1)
        relative = np.divide(spread, usual, out=np.zeros_like(usual), where=usual > 0.0)
        for name, of_runs in zip(names, relative**2, strict=True):
            found.setdefault(name, []).append(of_runs)
    return {name: float(np.log1p(np.concatenate(each).mean())) for name, each in found.items()}


def _numbered(series: Sequence[str]) -> tuple[list[str], Rows]:
    """Return the names among some series, and the place of each series among them."""
    names = sorted(set(series))
    return names, np.array([names.index(name) for name in series], dtype=np.int64)


def months_to_learn_from(layout: Layout) -> list[list[int]]:
    """Return the weeks of each first month that is wholly before the day of the forecast.

    At most a year of them; none where there are too few.
    """
    before: dict[int, list[int]] = {}
    for week, month in enumerate(months_of_weeks(layout.calendar)[: _first_unknown(layout)]):
        before.setdefault(month, []).append(week)
    months = list(before.values())[:-1][:MOST_MONTHS]
    return months if len(months) >= LEAST_MONTHS else []


def series_of(layout: Layout) -> list[str]:
    """Return the series of trade that each flow is published in."""
    ids = layout.country_ids

    def name(flow: Flow) -> str:
        """Return goods, destination and origin, as one name."""
        origin = ids[layout.suppliers[flow.supplier].country]
        return f"{layout.items[flow.item].customs_group}|{ids[flow.destination]}|{origin}"

    return [name(flow) for flow in flows_of(layout)[0]]


def _first_unknown(layout: Layout) -> int:
    """Return the first week of which nothing was known; without one a year, as in every run."""
    day = unknown_from(layout.scenario)
    return max(int(layout.calendar.week_of(day)[0]), 0) if day else YEAR


class _Strays:
    """The factors by which trade strays in the weeks of a recording."""

    def __init__(self, recording: Recording, terms: Irregular) -> None:
        """Keep what is drawn for whom."""
        self.terms = terms
        self._recording = recording
        self._runs: Words = run_keys(terms.seed, recording.replicates)
        self._series = series_of(recording.layout)

    @cached_property
    def _months(self) -> list[int]:
        """The number of the month of each week."""
        return months_of_weeks(self._recording.layout.calendar)

    def single_months(self) -> Floats:
        """Return ``exp(s z - s^2 / 2)``: mean 1, ``s`` the scatter that runs do not show."""
        names, place = _numbered(self._series)
        shown = np.array([[self.terms.shown.get(name, 0.0)] for name in names])
        spread = np.sqrt(np.maximum(self._stated(names) ** 2 - shown, 0.0))
        keys = name_keys(names)
        by_month = {
            month: np.exp(spread * normal(self._runs, "month", keys, month) - spread**2 / 2.0)
            for month in dict.fromkeys(self._months)
        }
        return np.array([by_month[month][place] for month in self._months])

    def drifts(self) -> Floats:
        """Return ``exp(d w)`` with ``w`` a drift that forgets, half of it a good's own."""
        own = self._walk("drift", self._series, REVERSION_MONTHS)
        goods = [name.split("|", maxsplit=1)[0] for name in self._series]
        shared = self._walk("drift of a good", goods, REVERSION_MONTHS)
        walk = np.sqrt(SHARED) * shared + np.sqrt(1.0 - SHARED) * own
        return np.asarray(np.exp(self.terms.drift * walk))

    def prices(self) -> Floats:
        """Return ``exp(p w)`` with ``w`` a random walk, the same for all makers of a good."""
        layout = self._recording.layout
        goods = [layout.item_ids[plant.item] for plant in layout.suppliers]
        return np.exp(self.terms.price_drift * self._walk("price", goods, np.inf))

    def _walk(self, stream: str, names: Sequence[str], memory: float) -> Floats:
        """Return a standard drift from the first of them on, monthly, shape (week, name, run)."""
        keys = name_keys(list(names))
        state = np.zeros((len(names), len(self._recording.replicates)))
        kept = np.exp(-1.0 / memory)
        step = np.sqrt(1.0 - kept**2) if np.isfinite(memory) else np.sqrt(1.0 / 12.0)
        first = _first_unknown(self._recording.layout)
        found, last = [], None
        for week, month in enumerate(self._months):
            if week >= first and month != last:
                state = kept * state + step * normal(self._runs, stream, keys, month)
                last = month
            found.append(state)
        return np.array(found)

    def _stated(self, names: Sequence[str]) -> Floats:
        """Return the scatter of each series: that of the first item of its customs group."""
        items = self._recording.layout.items
        first = {item.customs_group: item for item in reversed(items)}
        groups = [name.split("|", maxsplit=1)[0] for name in names]
        return column([first[group] for group in groups], lambda item: item.monthly_scatter)


def months_of_weeks(calendar: Calendar) -> list[int]:
    """Return the month in which each week begins, counted from the year 0."""
    mondays = [calendar.monday(week) for week in range(calendar.weeks)]
    return [12 * day.year + day.month for day in mondays]
