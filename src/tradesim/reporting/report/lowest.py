"""The worst single month of threatened deliveries: what a line of 13 weeks smooths away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from tradesim.records.records import MID_MONTH
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import first_day
from tradesim.reporting.report.document import SectionPart, Table, Text
from tradesim.reporting.report.numbers import written
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.dates import date_of, month
from tradesim.wording.lists import some
from tradesim.wording.numbers import fixed

YEAR = 12
"""Months before the first control that a month is held against."""

FEWEST = 6
"""Of them at least so many must lie in the run."""

MOST = 3
"""Months that are told in a sentence."""


@dataclass(frozen=True)
class Low:
    """The lowest month of deliveries, mean of all runs.

    Attributes:
        called: Its item within a sentence.
        day: Its middle, days since 1970-01-01.
        index: Deliveries, those of the twelve months before the first control = 100.
        quantity: Deliveries, unit a week.
        unit: The unit.
    """

    called: str
    day: float
    index: float
    quantity: float
    unit: str

    @property
    def month(self) -> str:
        """Return its month in words."""
        return month(date_of(self.day))


def worst_months(subject: Subject, labels: Collection[str]) -> dict[str, Low]:
    """Return the lowest month of each item after the country was first cut off, by label."""
    start = _first_cut(subject)
    if start is None:
        return {}
    items = [item for item in subject.items(subject.main) if label_of(item) in labels]
    found = {label_of(item): _lowest(subject, item, start) for item in items}
    return {label: low for label, low in found.items() if low is not None}


def _first_cut(subject: Subject) -> float | None:
    """Return the first day of the month of the first announcement or loss; None without a date."""
    controls = (each.heard for each in subject.aims.controls_on(subject.main) if not each.available)
    shocks = (cut.shock.heard for cut in subject.aims.interruptions_of(subject.main))
    days = [first_day(date) for date in (*controls, *shocks) if date is not None]
    return float(days_of([min(days).replace(day=1)])[0]) if days else None


def _lowest(subject: Subject, item: Item, start: float) -> Low | None:
    main = subject.main
    origins = subject.aims.sources(main, item.name) or subject.aims.sources(main)
    line = subject.deliveries(item.name, main, origins)
    if line is None:
        return None
    first = line.days - MID_MONTH
    before = line.mean[first < start][-YEAR:]
    after = np.flatnonzero((first >= start) & np.isfinite(line.mean))
    if len(before) < FEWEST or not before.mean() > 0.0 or not len(after):
        return None
    place = after[line.mean[after].argmin()]
    index = 100.0 * float(line.mean[place]) / float(before.mean())
    return Low(in_prose(item), float(line.days[place]), index, float(line.mean[place]), item.unit)


def said_of(lows: dict[str, Low]) -> list[SectionPart]:
    """Return the worst months in a sentence, the worst first; nothing where there is none."""
    worst = sorted(lows.values(), key=lambda low: low.index)
    told = (f"{low.called}, {low.month}: {fixed(low.index, 0)}" for low in worst)
    said = f"Lowest single months, year before = 100: {some(told, MOST, '{count} more goods')}."
    return [Text(said, "note")] if lows else []


def lowest_table(lows: dict[str, Low], first: str) -> Table:
    """Return the lowest month of each item as a table, told against what came first."""
    rows = tuple(
        (
            label, low.month, written(low.index, "0"),
            written(low.quantity), f"{low.unit}/week",
        )
        for label, low in lows.items()
    )  # fmt: skip
    caption = f"The lowest single month, mean of all runs; twelve months before the {first} = 100"
    return Table(caption, ("item", "month", "index", "deliveries", "unit"), rows, words=2)
