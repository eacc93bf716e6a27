"""How far a batch is, on standard error; nothing where that is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradesim.experiments.task import Done

EARLIER = 0.5
"""Seconds after the start in which what was finished before is counted, not timed."""


@contextmanager
def run_progress(total: int, *, silent: bool) -> Iterator[Callable[[Done], None] | None]:
    """Show a bar with the runs per second and the time left.

    Args:
        total: Runs that there will be: those there are, and those to come here.
        silent: Show nothing.

    Yields:
        What to call with every finished block; None where nothing is shown.
    """
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from tradesim.cli.terminal import Terminal

    columns = (
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} runs"),
        BarColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[trouble]}"),
    )
    console = Terminal(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, pace="", trouble="")
        yield _Counter(lambda **facts: bar.update(task, **facts)).count


class _Counter:
    """Counts runs and times them."""

    def __init__(self, show: Callable[..., None]) -> None:
        self._show = show
        self._began = time.monotonic()
        self._runs = self._failed = self._earlier = 0

    def count(self, done: Done) -> None:
        """Count a finished block."""
        self._runs += done.runs
        self._failed += done.failed
        elapsed = time.monotonic() - self._began
        if elapsed < EARLIER:
            self._earlier = self._runs
        pace = (self._runs - self._earlier) / max(elapsed, EARLIER)
        self._show(
            completed=self._runs,
            pace=f"{pace:,.0f} runs/s" if pace else "",
            trouble=f"{self._failed:,} failed" if self._failed else "",
        )
