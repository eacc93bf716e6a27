"""Series of many runs, kept on disk while they come in, block by block, until bands are taken.

Each block of runs is appended as one stretch of bytes. Bands are taken some rows at a time, so that
neither the runs nor the series need fit in memory. Above ``EXACT_RUNS`` runs values are kept as
float32: an end of a band is then off by at most one part in 10 million of its value.
"""

from __future__ import annotations

import math
import tempfile
import weakref
from collections.abc import Iterator
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.records.ordering import STATISTICS, statistics_of

EXACT_RUNS = 64
"""Up to so many runs values are kept as they are."""

IN_MEMORY = 4 * 2**20
"""Bytes up to which nothing is written to disk."""

AT_ONCE = 2**18
"""Values that are sorted at once: they stay in the processor's cache meanwhile."""


class Columns:
    """Rows of values, one column a run."""

    def __init__(self, runs: int) -> None:
        """Make room for some runs."""
        self._type: Any = np.dtype(np.float64 if runs <= EXACT_RUNS else np.float32)
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._blocks: list[tuple[int, int]] = []
        self._rows = 0

    def begin(self, runs: int) -> None:
        """Begin a block of some runs."""
        self._blocks.append((self._file.seek(0, 2), runs))
        self._rows = 0

    def add(self, values: Floats) -> None:
        """Add rows to the block, of shape (row, run) or (..., row, run).

        What goes to the system at once fits the processor's cache, where it has just been made.
        """
        self._rows += values.size // values.shape[-1]
        series = math.prod(values.shape[:-2])
        for rows in values.reshape(series, *values.shape[-2:]):
            self._file.write(np.ascontiguousarray(rows, dtype=self._type).data)

    @property
    def size(self) -> int:
        """Bytes of all that was added."""
        return self._file.seek(0, 2)

    def parts(self, at_once: int | None = None) -> Iterator[npt.NDArray[Any]]:
        """Yield the values of all runs, some rows at a time, each of shape (row, run).

        Args:
            at_once: Values that are yielded at once; so few that they stay in cache where absent.
        """
        runs = sum(count for _, count in self._blocks)
        step = max((at_once or AT_ONCE) // max(runs, 1), 1)
        for first in range(0, self._rows, step):
            rows = min(step, self._rows - first)
            yield np.concatenate([self._read(block, first, rows) for block in self._blocks], axis=1)

    def _read(self, block: tuple[int, int], first: int, rows: int) -> npt.NDArray[Any]:
        start, runs = block
        size = runs * self._type.itemsize
        self._file.seek(start + first * size)
        return np.frombuffer(self._file.read(rows * size), self._type).reshape(rows, runs)

    def statistics(self) -> Floats:
        """Return mean, 5th, 50th and 95th percentile of every row, shape (4, row)."""
        found = [statistics_of(part) for part in self.parts()]
        return np.concatenate(found, axis=1) if found else np.zeros((len(STATISTICS), 0))
