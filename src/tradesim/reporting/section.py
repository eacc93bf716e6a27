"""A table of a digest, as terminals, reports and notebooks print it."""

from __future__ import annotations

from typing import NamedTuple


class DigestTable(NamedTuple):
    """A table of the digest.

    Attributes:
        title: What it shows.
        note: How to read it.
        columns: Headings.
        rows: Cells, as they are written.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cut(count: int, most: int, said: str = "the first {most} of {count}") -> str:
    """Return what a note adds where a table shows so many rows at most; else nothing."""
    return f"; {said.format(most=most, count=count)}" if count > most else ""
