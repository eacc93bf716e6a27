"""Tables on the terminal, each with a heading that explains its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from tradesim.cli.terminal import wide_terminal

if TYPE_CHECKING:
    from tradesim.reporting.section import DigestTable

MOST_LETTERS = 24
"""Longest cell that is not broken into lines, if there is room."""

GAP = 2
"""Letters between columns."""


def print_sections(title: str, sections: Sequence[DigestTable]) -> None:
    """Print a title and tables."""
    console = wide_terminal()
    console.print()
    console.print(Text(title, style="bold"), "")
    for section in sections:
        heading, table = headed_table(section.title, section.note)
        widths = column_widths(section, console.width)
        for place, (column, width) in enumerate(zip(section.columns, widths, strict=True)):
            side: JustifyMethod = "left" if place == 0 else "right"
            table.add_column(column, justify=side, overflow="fold", width=width)
        last = ""
        for first, *rest in section.rows:
            table.add_row(first if first != last else "", *rest)
            last = first
        console.print(heading, table, "", sep="\n")


def column_widths(section: DigestTable, width: int) -> list[int]:
    """Return how wide each column is: the widest give way until all have room side by side.

    Headings are broken between words as long as there is room for their longest words.
    """
    least = least_widths(section, width)
    parts = [(c, *(row[n] for row in section.rows)) for n, c in enumerate(section.columns)]
    widths = [max(map(cell_len, cells)) for cells in parts]
    words = [max(map(cell_len, heading.split()), default=0) for heading in section.columns]
    room = width - GAP * (len(widths) - 1)
    for floors in ([max(pair) for pair in zip(words, least, strict=True)], least):
        while sum(widths) > room:
            give = [n for n, have in enumerate(widths) if have > floors[n]]
            if not give:
                break
            widths[max(give, key=widths.__getitem__)] -= 1
    return widths


def least_widths(section: DigestTable, width: int) -> list[int]:
    """Return how narrow each column may become, so that all have room side by side."""
    cells = [
        max((len(row[place]) for row in section.rows), default=0)
        for place in range(len(section.columns))
    ]
    most = MOST_LETTERS
    while most > 1 and sum(min(each, most) + GAP for each in cells) > width:
        most -= 1
    return [min(each, most) for each in cells]


class HeadedTable(NamedTuple):
    """A table with its heading, which explains its columns."""

    heading: Text
    table: Table


def part_of(
    title: str, meaning: str, words: Sequence[str], numbers: Sequence[str] = ()
) -> HeadedTable:
    """Return a part with an empty table: some columns of words, then some of numbers."""
    part = headed_table(title, meaning)
    for word in words:
        part.table.add_column(word, overflow="fold", no_wrap=word in {"date", "into", "from", "by"})
    for figure in numbers:
        part.table.add_column(figure, justify="right", no_wrap=True)
    return part


def headed_table(title: str, meaning: str) -> HeadedTable:
    """Return a heading, and a table that has no columns yet."""
    heading = Text(title, style="bold")
    if meaning:
        heading.append(f": {meaning}", style="not bold dim")
    padding = (0, GAP, 0, 0)
    return HeadedTable(
        heading, Table(box=None, pad_edge=False, padding=padding, header_style="dim")
    )


def rich_table(rows: Sequence[Mapping[str, str]]) -> Table:
    """Return rows of cells by heading as a table; words to the left, numbers to the right."""
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(rows[0]):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    return table
