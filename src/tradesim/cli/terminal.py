"""The console on which commands print: rich's, where names steer nothing."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from tradesim.cli.edge import printable

WIDEST = 120
"""Letters of a line that tables of many columns may have; and have, where no terminal says."""


class Terminal(Console):
    """A console without markup: what it prints are names and numbers, not instructions."""

    def __init__(self, *, stderr: bool = False) -> None:
        """Print on standard output, or on standard error."""
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Show names of a folder escaped where they would steer the terminal."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=printable(segment.text))


def wide_terminal() -> Terminal:
    """Return a console for tables of many columns."""
    console = Terminal()
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    return console
