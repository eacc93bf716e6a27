"""What is said where a command is stopped: how it ends, and what it has written until then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

STOPPED = 130
"""Exit status after the user's interrupt, as shells count it."""

_WRITTEN: ContextVar[list[Path] | None] = ContextVar("written", default=None)


@contextmanager
def noting() -> Iterator[list[Path]]:
    """Note what is written meanwhile: files and folders that are whole, in the order of time."""
    written: list[Path] = []
    token = _WRITTEN.set(written)
    try:
        yield written
    finally:
        _WRITTEN.reset(token)


def note(path: Path) -> None:
    """Note that a file or a folder is written and whole."""
    written = _WRITTEN.get()
    if written is not None and path not in written:
        written.append(path)


def stopped(written: Sequence[Path] = ()) -> str:
    """Return what is said of a command that was stopped, by what it has written until then."""
    if not written:
        return "Stopped; nothing was written."
    whole = "which is whole" if len(written) == 1 else "which are whole"
    return f"Stopped; nothing was written but {' and '.join(map(str, written))}, {whole}."
