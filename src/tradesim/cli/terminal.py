"""The console on which commands print: rich's, ending quietly when nobody reads on."""

from __future__ import annotations

from rich.console import Console

from tradesim.cli.edge import leave_pipe


class Terminal(Console):
    """A console without markup: what it prints are names and numbers, not instructions."""

    def __init__(self, *, stderr: bool = False) -> None:
        """Print on standard output, or on standard error."""
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """End with success where rich would end with failure: the run itself is done."""
        leave_pipe()
