"""Sections of a digest on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from tradesim.cli.terminal import Terminal
from tradesim.reporting.section import DigestTable

WIDEST = 120

MOST_LETTERS = 24
"""Longest cell that is not broken into lines, if there is room."""

GAP = 2
"""Letters between columns."""


def print_sections(title: str, sections: Sequence[DigestTable]) -> None:
    """Print a title and tables."""
    console = Terminal()
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    console.print()
    console.print(Text(title, style="bold"), "")
    for section in sections:
        heading = Text(section.title, style="bold")
        heading.append(f": {section.note}", style="not bold dim")
        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
        widths = least_widths(section, console.width)
        for place, (column, width) in enumerate(zip(section.columns, widths, strict=True)):
            side: JustifyMethod = "left" if place == 0 else "right"
            table.add_column(column, justify=side, overflow="fold", min_width=width)
        last = ""
        for first, *rest in section.rows:
            table.add_row(first if first != last else "", *rest)
            last = first
        console.print(heading, table, "", sep="\n")


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


def rich_table(rows: Sequence[Mapping[str, str]]) -> Table:
    """Return rows of cells by heading as a table; words to the left, numbers to the right."""
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(rows[0]):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    return table
