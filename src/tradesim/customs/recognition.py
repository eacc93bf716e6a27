"""Which layout a file is of: by its headings, wherever in its first lines they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from tradesim.customs.layouts import BY_NAME, LAYOUTS, FileLayout
from tradesim.customs.source import Source, open_source
from tradesim.errors import CustomsError, Problem
from tradesim.scenario.wording import did_you_mean, listing, near_miss

ENOUGH = 0.5
"""Share of the columns of a layout from which a file may be meant to have it."""

PLAINEST = ("month", "item", "destination", "origin", "flow", "quantity", "unit")
"""Columns of a tidy table that are written by hand."""

HEADLESS = "baci"
"""The layout that is also written without a heading."""


def layout_named(name: str) -> FileLayout:
    """Return a layout by its name.

    Raises:
        ValueError: If there is none, with the near miss.
    """
    if name not in BY_NAME:
        known = ", ".join(BY_NAME)
        message = f"'{name}' is no layout ({known}).{did_you_mean(name, BY_NAME)}"
        raise ValueError(message)
    return BY_NAME[name]


def recognise(
    path: Path, insisted: FileLayout | None = None
) -> tuple[Source, FileLayout, dict[str, int]]:
    """Return a file, its layout, and the place of each role among its columns.

    Args:
        path: The file.
        insisted: The layout it must have; recognised where None.

    Raises:
        CustomsError: If it is of no layout that is known, or not of that which was asked for.
    """
    sources = open_source(path)
    tried = (insisted,) if insisted is not None else LAYOUTS
    for source in sources:
        for layout in tried:
            if layout.fits(source.columns):
                places = layout.found(source.columns)
                _refuse_repeated(path, source, places)
                return source, layout, places
    if insisted is not None and insisted.name == HEADLESS and (bare := _headless(sources)):
        return bare, insisted, insisted.found(bare.columns)
    raise _unknown(path, sources, insisted)


def _headless(sources: list[Source]) -> Source | None:
    """Return a file of BACI whose first line is its first row."""
    names = ("t", "i", "j", "k", "v", "q")
    for source in sources:
        if len(source.columns) == len(names) and source.columns[0].isdigit():
            return replace(source, columns=names, first_line=source.first_line - 1)
    return None


def _refuse_repeated(path: Path, source: Source, places: dict[str, int]) -> None:
    counts = Counter(source.columns)
    twice = [source.columns[p] for p in places.values() if counts[source.columns[p]] > 1]
    if twice:
        line = source.first_line - 1 if source.table is None else None
        problems = [
            Problem(line, name, "this heading stands there twice: which column is meant?")
            for name in dict.fromkeys(twice)
        ]
        raise CustomsError(path, problems)


def _unknown(path: Path, sources: list[Source], insisted: FileLayout | None) -> Exception:
    """Return the refusal of a file whose layout is not known, with the nearest one."""
    widest = max(sources, key=lambda source: len(source.columns), default=None)
    if widest is None:
        return CustomsError.of(path, "it is no table: no line of it is a heading.")
    layouts = (insisted,) if insisted is not None else LAYOUTS
    nearest = max(layouts, key=lambda layout: _share(layout, widest))
    line = widest.first_line - 1 if widest.table is None else None
    if insisted is None and _share(nearest, widest) < ENOUGH:
        known = ", ".join(layout.name for layout in LAYOUTS)
        said = f"its columns ({listing(widest.columns)}) are those of no layout known ({known})."
        said += f" Name them as the plainest does: {','.join(PLAINEST)}."
        return CustomsError.of(path, said, line=line)
    return CustomsError(
        path,
        [
            Problem(line, heading, _no_column(heading, widest.columns, nearest))
            for heading in nearest.missing(widest.columns)
        ],
    )


def _share(layout: FileLayout, source: Source) -> float:
    return 1.0 - len(layout.missing(source.columns)) / len(layout.required)


def _no_column(heading: str, columns: tuple[str, ...], layout: FileLayout) -> str:
    known = {columns[place] for place in layout.found(columns).values()}
    near = near_miss(heading, columns, known).replace("Did you mean", "Is it")
    return (
        f"there is no such column ({listing(columns)}), which the layout {layout.title} has.{near}"
    )
