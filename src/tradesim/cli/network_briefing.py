"""The printed summary of a run of a large world: sectors, countries, tiers, and who was hit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from tradesim.cli.tables import HeadedTable, part_of
from tradesim.measures.measured import describe
from tradesim.wording.numbers import percent

if TYPE_CHECKING:
    from tradesim.measures.measured import Measured
    from tradesim.results import Result

MOST_LINES = 12
"""Lines of a table on the terminal; the files hold all."""

PARTS = (
    ("Sectors", "sector_output_lost", "item", "output lost, share of a usual week's, by value"),
    ("Countries", "country_output_lost", "destination", "the same of all firms of a country"),
    ("Tiers", "tier_output_lost", "actor", "steps to the nearest final buyer, which is tier 0"),
)


def print_network(console: Console, result: Result, folder: Path) -> None:
    """Print what happened in a run of a large world, and where it is written.

    Args:
        console: Where to print.
        result: The run.
        folder: Where its results are.
    """
    measures = result.records.measures
    parts = [_groups(measures, *part) for part in PARTS]
    for part in (*parts, _firms(measures), _exposure(measures)):
        if part.table.row_count:
            console.print(part.heading, part.table, "", sep="\n")
    console.print(f"Results: {folder}", soft_wrap=True)


def _groups(
    measures: tuple[Measured, ...], title: str, name: str, label: str, meaning: str
) -> HeadedTable:
    part = part_of(title, meaning, (title.lower(),), ("lost",))
    found = [(getattr(figure, label), describe(figure).mean) for figure in _named(measures, name)]
    known = [(word, mean) for word, mean in found if mean == mean]  # noqa: PLR0124 - no number
    if name != "tier_output_lost":
        known.sort(key=lambda pair: -pair[1])
    for word, mean in known[:MOST_LINES]:
        part.table.add_row(word, percent(mean))
    return part


def _firms(measures: tuple[Measured, ...]) -> HeadedTable:
    meaning = "share of output lost over the whole run; worst_hit.csv holds a hundred"
    part = part_of("Firms hit worst", meaning, ("firm", "makes", "in"), ("lost",))
    for figure in list(_named(measures, "firm_output_lost"))[:MOST_LINES]:
        lost = percent(describe(figure).mean)
        part.table.add_row(figure.actor, figure.item, figure.destination, lost)
    return part


def _exposure(measures: tuple[Measured, ...]) -> HeadedTable:
    meaning = "share of a country's output that stops without one plant, at any tier"
    part = part_of("Exposure", meaning, ("country", "plant", "makes"), ("hangs",))
    found = sorted(_named(measures, "plant_exposure"), key=lambda each: -describe(each).mean)
    for figure in found[:MOST_LINES]:
        share = percent(describe(figure).mean)
        part.table.add_row(figure.destination, figure.actor, figure.item, share)
    return part


def _named(measures: tuple[Measured, ...], name: str) -> Iterator[Measured]:
    return (figure for figure in measures if figure.name == name)
