"""Series of many runs, kept on disk while they come in, block by block, until bands are taken.

Each block of runs is appended as one stretch of bytes, without the series that rest: those that
have in every week and run of the block what the first run of all had. Bands are taken some rows at
a time, so that neither the runs nor the series need fit in memory. Above ``EXACT_RUNS`` runs values
are kept as float32: an end of a band is then off by at most one part in 10 million of its value.
"""

from __future__ import annotations

import math
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Flags, Floats, Rows
from tradesim.records.ordering import STATISTICS, statistics_of

EXACT_RUNS = 64
"""Up to so many runs values are kept as they are."""

IN_MEMORY = 4 * 2**20
"""Bytes up to which nothing is written to disk."""

AT_ONCE = 2**20
"""Values that are sorted at once: so many that calls cost little beside them."""


@dataclass
class _Block:
    """A block of runs on disk.

    Attributes:
        start: Its first byte.
        runs: Number of its runs.
        moving: Of each series, whether it is on disk; else it rests.
    """

    start: int
    runs: int
    moving: list[bool] = field(default_factory=list)


class Columns:
    """Rows of values, one column a run."""

    def __init__(self, runs: int) -> None:
        """Make room for some runs."""
        self._type: Any = np.dtype(np.float64 if runs <= EXACT_RUNS else np.float32)
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._blocks: list[_Block] = []
        self._first: list[npt.NDArray[Any]] = []

    def begin(self, runs: int) -> None:
        """Begin a block of some runs."""
        self._blocks.append(_Block(self.size, runs))

    def add(self, values: Floats) -> None:
        """Add rows to the block, of shape (row, run) or (series, row, run): in each block alike.

        What goes to the system at once fits the processor's cache, where it has just been made.
        """
        series = math.prod(values.shape[:-2])
        for rows in values.reshape(series, *values.shape[-2:]):
            self._put(np.ascontiguousarray(rows, dtype=self._type))

    def _put(self, rows: npt.NDArray[Any]) -> None:
        """Write a series, if it does not rest."""
        if len(self._blocks) == 1:
            self._first.append(rows[:, 0].copy())
        moving = self._blocks[-1].moving
        moving.append(_moves(rows, self._first[len(moving)]))
        if moving[-1]:
            self._file.write(rows.data)

    @property
    def size(self) -> int:
        """Bytes of all that was written."""
        return self._file.seek(0, 2)

    def parts(self, at_once: int | None = None) -> Iterator[npt.NDArray[Any]]:
        """Yield the values of all runs, some rows at a time, each of shape (row, run).

        Args:
            at_once: Values that are yielded at once; as many as are sorted at once where absent.
        """
        for _, values in self._gathered(np.arange(len(self._usual)), at_once or AT_ONCE):
            yield values

    def statistics(self) -> Floats:
        """Return mean, 5th, 50th and 95th percentile of every row, shape (4, row)."""
        usual, moving = self._usual, np.zeros(len(self._usual), np.bool_)
        for block in self._blocks:
            moving |= self._on_disk(block)
        found = np.tile(usual.astype(np.float64), (len(STATISTICS), 1))
        for rows, values in self._gathered(np.flatnonzero(moving), AT_ONCE):
            found[:, rows] = statistics_of(values)
        return found

    @property
    def _usual(self) -> npt.NDArray[Any]:
        """What each row has where it rests."""
        return np.concatenate([np.zeros(0, self._type), *self._first])

    def _on_disk(self, block: _Block) -> Flags:
        """Return which rows of a block do not rest."""
        return np.repeat(np.array(block.moving, np.bool_), [len(rows) for rows in self._first])

    def _gathered(self, rows: Rows, at_once: int) -> Iterator[tuple[Rows, npt.NDArray[Any]]]:
        """Yield rows, among them all that are on disk, some at a time, and their values."""
        usual, runs = self._usual, sum(block.runs for block in self._blocks)
        blocks = [(block.runs, self._on_disk(block)) for block in self._blocks]
        places = [block.start for block in self._blocks]
        step = max(at_once // max(runs, 1), 1)
        for some in (rows[first : first + step] for first in range(0, len(rows), step)):
            values, filled = np.empty((len(some), runs), self._type), 0
            for number, (count, on_disk) in enumerate(blocks):
                moving = on_disk[some]
                read = self._read(places[number], int(moving.sum()), count)
                places[number] += read.nbytes
                column = values[:, filled : filled + count]
                if len(read) == len(some):
                    column[:] = read
                else:
                    column[:] = usual[some, np.newaxis]
                    column[moving] = read
                filled += count
            yield some, values

    def _read(self, start: int, rows: int, runs: int) -> npt.NDArray[Any]:
        """Return rows of a block that stand on disk from some byte on."""
        self._file.seek(start)
        size = rows * runs * self._type.itemsize
        return np.frombuffer(self._file.read(size), self._type).reshape(rows, runs)


def _moves(rows: npt.NDArray[Any], usual: npt.NDArray[Any]) -> bool:
    """Say whether rows have, in some run, other bits than usual."""
    kind = f"u{rows.itemsize}"
    bits, same = rows.view(kind), usual.view(kind)[:, np.newaxis]
    return bool((bits[-1:] != same[-1:]).any() or (bits != same).any())
