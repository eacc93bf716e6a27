"""A column of a table in memory: numbers, or words told apart once and counted by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.arrays import Flags, Floats, Rows

EMPTY = -1
"""The code of a cell that is empty."""


class DoubtfulError(Exception):
    """Something that columns cannot vouch for: the rows are checked one by one instead."""


@dataclass(frozen=True)
class NumberColumn:
    """A column of numbers.

    Attributes:
        values: Shape (row,); whatever where a cell is empty.
        present: Whether a cell is filled, shape (row,).
    """

    values: Floats
    present: Flags


@dataclass(frozen=True)
class WordColumn:
    """A column of few or many words.

    Attributes:
        codes: Place of each cell's word in ``values``, ``EMPTY`` for none, shape (row,).
        values: Each word once: text, or what a cell otherwise says.
    """

    codes: Rows
    values: Sequence[Any]

    @property
    def present(self) -> Flags:
        """Whether a cell is filled, shape (row,)."""
        flags: Flags = self.codes != EMPTY
        return flags

    def used(self) -> set[Any]:
        """Return the words that some cell holds."""
        return {self.values[code] for code in np.unique(self.codes[self.present]).tolist()}


Column = NumberColumn | WordColumn

Columns = dict[str, Column]
"""The columns of a table by name, all of the same length."""


def length(columns: Columns) -> int:
    """Return the number of rows of a table."""
    return len(next(iter(columns.values())).present)


def needed(columns: Columns, name: str) -> WordColumn:
    """Return a column of words without an empty cell.

    Raises:
        DoubtfulError: It holds numbers, or an empty cell.
    """
    column = columns.get(name)
    if not isinstance(column, WordColumn) or not column.present.all():
        raise DoubtfulError(name)
    return column
