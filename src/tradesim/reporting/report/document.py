"""What a report is made of: sections of blocks, which HTML, Markdown and PDF are written from.

No block holds markup: every text is plain, and the writers escape it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tradesim.reporting.report.numbers import Number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Cell = str | Number


class ReportBlock:
    """What a section may hold."""

    @property
    def kind(self) -> str:
        """What templates know it by: ``text`` for a ``Text``."""
        return type(self).__name__.lower()


@dataclass(frozen=True)
class Text(ReportBlock):
    """A paragraph.

    Attributes:
        text: Its words.
        tone: ``plain``, ``lead`` for a sentence that matters, or ``note`` for small print.
    """

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Bullets(ReportBlock):
    """A list of sentences.

    Attributes:
        items: The sentences.
    """

    items: tuple[str, ...]


@dataclass(frozen=True)
class Branch:
    """A sentence with those that explain it."""

    text: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Tree(ReportBlock):
    """Sentences under sentences."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Code(ReportBlock):
    """Something to type."""

    text: str


@dataclass(frozen=True)
class Table(ReportBlock):
    """A table of words and numbers.

    Attributes:
        caption: What it shows.
        columns: Headings.
        rows: Cells, as many in each row as there are headings.
        words: How many of the first columns are words; the others are numbers.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: int = 1


@dataclass(frozen=True)
class Drawing(ReportBlock):
    """A figure.

    Attributes:
        name: What its ids and files are called.
        caption: What it shows, in a sentence.
        figure: The figure for a wide page.
        narrow: The same for a telephone; where absent, the wide one is shown there too.
        titled: Whether it has its title within.
    """

    name: str
    caption: str
    figure: Figure = field(repr=False)
    narrow: Figure | None = field(default=None, repr=False)
    titled: bool = False


@dataclass(frozen=True)
class Panels(ReportBlock):
    """Small figures side by side.

    Attributes:
        drawings: The figures.
    """

    drawings: tuple[Drawing, ...]


@dataclass(frozen=True)
class Tile:
    """A number that matters, with its words."""

    label: str
    number: Number


@dataclass(frozen=True)
class Tiles(ReportBlock):
    """The few numbers to remember."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Subheading(ReportBlock):
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Fold(ReportBlock):
    """What is there for those who ask for it.

    Attributes:
        summary: What is folded away.
        blocks: The blocks.
        is_long: Whether it is left out on paper.
    """

    summary: str
    blocks: tuple[SectionPart, ...]
    is_long: bool = False


SectionPart = Text | Bullets | Tree | Code | Table | Drawing | Panels | Tiles | Subheading | Fold


@dataclass(frozen=True)
class Section:
    """A section of a report.

    Attributes:
        key: What its anchor is called.
        title: Its heading.
        blocks: What it holds.
    """

    key: str
    title: str
    blocks: tuple[SectionPart, ...]


@dataclass(frozen=True)
class Report:
    """A report.

    Attributes:
        kicker: What kind of report it is.
        title: Its title.
        facts: A line under the title: when, how many runs.
        sections: Its sections.
        is_brief: Whether it is to fit on one page.
    """

    kicker: str
    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    is_brief: bool = False

    def drawings(self) -> list[Drawing]:
        """Return every figure, in order."""
        return [found for section in self.sections for found in _drawings(section.blocks)]


def _drawings(blocks: Sequence[SectionPart]) -> list[Drawing]:
    found: list[Drawing] = []
    for block in blocks:
        if isinstance(block, Drawing):
            found.append(block)
        elif isinstance(block, Panels):
            found += block.drawings
        elif isinstance(block, Fold):
            found += _drawings(block.blocks)
    return found
