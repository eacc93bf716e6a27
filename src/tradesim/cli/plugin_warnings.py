"""What installed packages add and cannot be loaded, said in one line each."""

from __future__ import annotations

import warnings
from typing import TextIO

from tradesim.cli.edge import say


def say_plainly() -> None:
    """Say warnings of packages as a person would; leave others as Python shows them."""
    usual = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        """Show a warning."""
        from tradesim.plugins import PluginWarning

        if issubclass(category, PluginWarning):
            say(f"warning: {message}", err=True)
        else:
            usual(message, category, filename, lineno, file, line)

    warnings.showwarning = show
