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
from tradesim.measures.bands import HIGH, LOW, percentile

EXACT_RUNS = 64
"""Up to so many runs values are kept as they are."""

IN_MEMORY = 4 * 2**20
"""Bytes up to which nothing is written to disk."""

AT_ONCE = 2**21
"""Values that are sorted at once."""

STATISTICS = ("mean", "p05", "p50", "p95")


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

    def parts(self) -> Iterator[npt.NDArray[Any]]:
        """Yield the values of all runs, some rows at a time, each of shape (row, run)."""
        runs = sum(count for _, count in self._blocks)
        step = max(AT_ONCE // max(runs, 1), 1)
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


def statistics_of(values: npt.NDArray[Any]) -> Floats:
    """Return mean, 5th, 50th and 95th percentile of every row over the runs that have a value.

    Args:
        values: Shape (row, run).

    Returns:
        Shape (4, row); not a number where no run has a value.
    """
    found = np.repeat(values[np.newaxis, :, 0].astype(np.float64), len(STATISTICS), axis=0)
    bits = values.view(f"u{values.itemsize}")  # what is no number is itself, too
    moving = np.flatnonzero(np.ptp(bits, axis=1))
    if len(moving):
        ordered = values.copy() if len(moving) == len(values) else values[moving]
        ordered.sort(axis=1)
        found[:, moving] = _of_moving(ordered)
    return found


def _of_moving(ordered: npt.NDArray[Any]) -> Floats:
    """Return the statistics of rows in order; numpy sorts what is not a number to the end."""
    lacking = np.isnan(ordered[:, -1])
    found = np.empty((len(STATISTICS), len(ordered)))
    whole = ordered if not lacking.any() else ordered[~lacking]
    found[:, ~lacking] = _of_known(whole)
    for row in np.flatnonzero(lacking):
        known = ordered[row][: int(np.isfinite(ordered[row]).sum())]
        found[:, row] = _of_known(known[np.newaxis])[:, 0] if len(known) else np.nan
    return found


def _of_known(ordered: npt.NDArray[Any]) -> Floats:
    """Return the statistics of rows in order in which every run has a value."""
    mean = ordered.mean(axis=1, dtype=np.float64)
    return np.array([mean, *(percentile(ordered, level) for level in (LOW, 50.0, HIGH))])
