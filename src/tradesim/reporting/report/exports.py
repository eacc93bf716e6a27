"""What countries with controls exported, by month and destination, as customs would print it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tradesim.measures.months import WORLD
from tradesim.reporting.material import Series, days_of, unit_word
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.report.document import (
    Cell,
    Drawing,
    Fold,
    Panels,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.numbers import written
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.sheet import slug
from tradesim.reporting.style import COLUMN, OTHERS
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import label_of, words
from tradesim.scenario.schema import Item
from tradesim.wording.shortening import shortened

MOST_DRAWN = 8
"""Goods and countries of origin whose exports are drawn."""

MOST_LINES = 6
"""Destinations drawn each by itself; the smaller ones are added up."""

LETTERS = 18
"""Letters of a label at the end of a line."""

ALL = "all countries"
"""Exports to all destinations together."""

ONE_AND_ALL = 2
"""Columns where goods go to one country alone, which then is what all take together."""

MID_MONTH = "-15"
"""Where in its month a figure stands."""

MONTH, QUANTITY = "month", "quantity"
"""Columns of the table of exports that are read."""


def exports(subject: Subject) -> tuple[Section, ...]:
    """Return the section on exports under control; none where nothing is under control."""
    found = list(_tables(subject))
    if not found:
        return ()
    blocks: list[SectionPart] = [
        Text(
            "A month holds what left in it, also to countries that no control is aimed at, and "
            f"what went elsewhere instead. Lines are means of all runs ({subject.replicates}); "
            "monthly_exports.csv has the bands, and values in USD million.",
            "note",
        ),
        Panels(tuple(_drawing(subject, *each) for each in found[:MOST_DRAWN])),
    ]
    blocks += [Fold(f"Numbers: {_title(subject, *each)}", (_table(subject, *each),), is_long=True)
               for each in found[:MOST_DRAWN]]  # fmt: skip
    return (Section("exports", "Exports by destination and month", tuple(blocks)),)


def _tables(subject: Subject) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield customs group, origin and quantities, a row a month and a column a destination."""
    frame = subject.files.monthly_exports
    for group, origin in dict.fromkeys(_under_control(subject)):
        own = frame[(frame["customs_group"] == group) & (frame["origin"] == origin)]
        abroad = own[own["destination"] != origin]
        table = abroad.pivot_table(QUANTITY, MONTH, "destination", aggfunc="sum", sort=True)
        table = table.loc[:, table.sum() > 0.0]
        if len(table.columns) == ONE_AND_ALL:
            table = table.drop(columns=WORLD, errors="ignore")
        if len(table.columns):
            yield group, origin, table[table.sum().sort_values(ascending=False).index]


def _under_control(subject: Subject) -> Iterator[tuple[str, str]]:
    for destination in subject.destinations:
        for item in subject.threatened(destination):
            for origin in subject.aims.sources(destination, item.name):
                yield item.customs_group or item.name, origin


def _title(subject: Subject, group: str, origin: str, table: pd.DataFrame) -> str:
    del table
    members = _members(subject, group)
    name = label_of(members[0]) if len(members) == 1 else words(group)
    unit = unit_word(members[0].unit) if members else ""
    made = f" from {subject.named(origin)}"
    return f"{name.removesuffix(made)}{made}, {unit} a month"


def _drawing(subject: Subject, group: str, origin: str, table: pd.DataFrame) -> Drawing:
    days = days_of([f"{month}{MID_MONTH}" for month in _months(table)])
    rest = table.columns[MOST_LINES:]
    others = Series(days, table[rest].sum(axis=1).to_numpy())
    curves = [Curve(others, OTHERS, "others")] if len(rest) else []
    for code in reversed(table.columns[:MOST_LINES]):
        line = Series(days, np.asarray(table[code], dtype=np.float64))
        colour = subject.colours.country(code)
        curves.append(Curve(line, colour, shortened(_whither(subject, code), LETTERS)))
    title = _title(subject, group, origin, table)
    name = f"exports_{slug(group)}_{origin.lower()}"
    items = [item.name for item in _members(subject, group)]
    frame = Frame(subject.span, subject.moments(subject.main, items), unit=title.rsplit(", ", 1)[1])
    return Drawing(name, title, draw_plots(frame, [Plot(curves=curves)], COLUMN, labelled=False))


def _whither(subject: Subject, code: str) -> str:
    """Return what a destination is called, all of them together too."""
    return ALL if code == WORLD else subject.country(code)


def _months(table: pd.DataFrame) -> list[str]:
    """Return the months as 2019-07, from dates or from words."""
    return [str(month)[:7] for month in table.index]


def _members(subject: Subject, group: str) -> list[Item]:
    return [item for item in subject.scenario.items if (item.customs_group or item.name) == group]


def _table(subject: Subject, group: str, origin: str, table: pd.DataFrame) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (month, *(written(float(value)) for value in values))
        for month, values in zip(_months(table), table.to_numpy(), strict=True)
    )
    columns = ("month", *(_whither(subject, code) for code in table.columns))
    caption = f"Exports: {_title(subject, group, origin, table)}; means of all runs"
    return Table(caption, columns, rows)
