"""Sections of a digest on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from tradesim.cli.terminal import Terminal
from tradesim.reporting.section import DigestTable

WIDEST = 120

MOST_LETTERS = 24
"""Longest cell that is not broken into lines."""


def print_sections(title: str, sections: Sequence[DigestTable]) -> None:
    """Print a title and tables."""
    console = Terminal()
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    console.print()
    console.print(Text(title, style="bold"), "")
    for section in sections:
        heading = Text(section.title, style="bold")
        heading.append(f": {section.note}", style="not bold dim")
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for place, column in enumerate(section.columns):
            cells = [len(row[place]) for row in section.rows]
            table.add_column(
                column,
                justify="left" if place == 0 else "right",
                overflow="fold",
                min_width=min(max(cells, default=0), MOST_LETTERS),
            )
        last = ""
        for first, *rest in section.rows:
            table.add_row(first if first != last else "", *rest)
            last = first
        console.print(heading, table, "", sep="\n")


def rich_table(rows: Sequence[Mapping[str, str]]) -> Table:
    """Return rows of cells by heading as a table; words to the left, numbers to the right."""
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(rows[0]):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row.values())
    return table
