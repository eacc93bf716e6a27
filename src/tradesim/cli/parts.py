"""Tables of a printed summary, each with a heading that explains its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

Row = Sequence[str]


class HeadedTable(NamedTuple):
    """A table with its heading, which explains its columns."""

    heading: Text
    table: Table


def part_of(title: str, meaning: str, words: Row, numbers: Row = ()) -> HeadedTable:
    """Return a part with an empty table: some columns of words, then some of numbers."""
    heading = Text(title, style="bold")
    if meaning:
        heading.append(f": {meaning}", style="not bold dim")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for word in words:
        table.add_column(word, overflow="fold", no_wrap=word in {"date", "into", "from", "by"})
    for figure in numbers:
        table.add_column(figure, justify="right", no_wrap=True)
    return HeadedTable(heading, table)
