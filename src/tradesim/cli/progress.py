"""What is shown on standard error while the user waits; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress(total: int, *, silent: bool) -> Iterator[Callable[[int], None] | None]:
    """Show a bar while weeks are lived.

    Args:
        total: Weeks of all runs together.
        silent: Show nothing.

    Yields:
        What to call with the number of weeks just lived; None where nothing is shown.
    """
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_terminal(), transient=True) as bar:
        task = bar.add_task("living the weeks", total=total)
        yield lambda weeks: bar.advance(task, weeks)


@contextmanager
def status(doing: str, *, silent: bool) -> Iterator[None]:
    """Say what takes a moment.

    Args:
        doing: What is being done.
        silent: Show nothing.
    """
    if silent or not sys.stderr.isatty():
        yield
        return
    with _terminal().status(doing):
        yield


def _terminal() -> Console:
    from tradesim.cli.terminal import Terminal

    return Terminal(stderr=True)
