"""The console on which commands print: rich's, where names steer nothing."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from tradesim.cli.edge import printable

WIDEST = 120
"""Letters of a line that tables of many columns may have; and have, where no terminal says."""

NO_BREAK, HELD = "\u00a0", "\u2800"
"""The space between a number and its unit, and what stands for it while lines are broken.

Rich breaks a line at every kind of space, so that a line ended with "100" and the next began with
"%"; the empty Braille pattern is as wide and is no space.
"""


class Terminal(Console):
    """A console without markup: what it prints are names and numbers, not instructions."""

    def __init__(self, *, stderr: bool = False) -> None:
        """Print on standard output, or on standard error."""
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Show escaped what would steer a terminal, and numbers beside their units."""
        for segment in super().render(_held(renderable), options):
            text = printable(segment.text).replace(HELD, NO_BREAK)
            yield segment if segment.control else segment._replace(text=text)


def _held(renderable: RenderableType) -> RenderableType:
    """Return a text whose no-break spaces are none for the breaking of lines."""
    if isinstance(renderable, str):
        return renderable.replace(NO_BREAK, HELD)
    if isinstance(renderable, Text) and NO_BREAK in renderable.plain:
        held = renderable.copy()
        held.plain = held.plain.replace(NO_BREAK, HELD)
        return held
    return renderable


def wide_terminal() -> Terminal:
    """Return a console for tables of many columns."""
    console = Terminal()
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    return console
