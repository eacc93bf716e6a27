"""A report as Markdown, for those who write their own; its figures stand in a folder beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tradesim.reporting.report.document import (
    Block,
    Branch,
    Bullets,
    Cell,
    Code,
    Drawing,
    Fold,
    Panels,
    Report,
    Subheading,
    Table,
    Text,
    Tiles,
    Tree,
)
from tradesim.reporting.report.numbers import Number

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")
"""What Markdown reads as more than a letter."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(report: Report, folder: str) -> str:
    """Return a report as Markdown.

    Args:
        report: The report.
        folder: Folder of the figures, as the text refers to it.
    """
    lines = [f"# {plain(report.title)}", "", plain(f"{report.kicker}. " + "; ".join(report.facts))]
    for section in report.sections:
        lines += ["", f"## {plain(section.title)}"]
        for block in section.blocks:
            lines += ["", *_lines(block, folder)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is: no markup, no new line."""
    joined = " ".join(text.split())
    escaped = "".join(ENTITIES.get(letter, letter) for letter in joined)
    escaped = SPECIAL.sub(r"\\\1", escaped)
    return re.sub(r"^(\d+)\.", r"\1\\.", escaped.replace("://", ":&#47;&#47;"))


def _lines(block: Block, folder: str) -> list[str]:
    writer: Callable[[Any, str], Iterator[str]] = WRITERS[type(block)]
    return list(writer(block, folder))


def _text(block: Text, folder: str) -> Iterator[str]:
    del folder
    yield f"**{plain(block.text)}**" if block.tone == "lead" else plain(block.text)


def _bullets(block: Bullets, folder: str) -> Iterator[str]:
    del folder
    for number, item in enumerate(block.items, start=1):
        yield f"{number}. {plain(item)}" if block.ordered else f"- {plain(item)}"


def _tree(block: Tree, folder: str) -> Iterator[str]:
    del folder
    yield from _branches(block.branches, "")


def _branches(branches: Sequence[Branch], indent: str) -> Iterator[str]:
    for branch in branches:
        yield f"{indent}- {plain(branch.text)}"
        yield from _branches(branch.branches, f"{indent}  ")


def _code(block: Code, folder: str) -> Iterator[str]:
    """Fence a text with more backticks than it has."""
    del folder
    longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}sh", block.text, fence)


def _subheading(block: Subheading, folder: str) -> Iterator[str]:
    del folder
    yield f"### {plain(block.text)}"


def _table(block: Table, folder: str) -> Iterator[str]:
    del folder
    yield f"*{plain(block.caption)}*"
    yield ""
    yield _row([plain(column) for column in block.columns])
    count = len(block.columns)
    yield _row(["---" if place < block.words else "---:" for place in range(count)])
    for cells in block.rows:
        yield _row([_cell(cell) for cell in cells])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Number):
        return plain(f"{cell.text} ({cell.band})" if cell.band else cell.text)
    return plain(cell)


def _drawing(block: Drawing, folder: str) -> Iterator[str]:
    yield f"![{plain(block.caption)}](<{folder}/{block.name}.png>)"
    yield ""
    yield f"*{plain(block.caption)}*"


def _panels(block: Panels, folder: str) -> Iterator[str]:
    for drawing in block.drawings:
        yield f"![{plain(drawing.caption)}](<{folder}/{drawing.name}.png>)"
        yield ""


def _tiles(block: Tiles, folder: str) -> Iterator[str]:
    del folder
    for tile in block.tiles:
        yield f"- **{_cell(tile.number)}** {plain(tile.label)}"


def _fold(block: Fold, folder: str) -> Iterator[str]:
    yield f"#### {plain(block.summary)}"
    for inner in block.blocks:
        yield ""
        yield from _lines(inner, folder)


WRITERS: dict[type[Block], Callable[[Any, str], Iterator[str]]] = {
    Text: _text,
    Bullets: _bullets,
    Tree: _tree,
    Code: _code,
    Subheading: _subheading,
    Table: _table,
    Drawing: _drawing,
    Panels: _panels,
    Tiles: _tiles,
    Fold: _fold,
}
"""Who writes a block."""
