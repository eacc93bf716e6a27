"""Mean and band of many rows over runs: each row is put in order only as far as it takes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.measures.bands import HIGH, LOW, percentile, place_of

STATISTICS = ("mean", "p05", "p50", "p95")

IN_REGISTERS = 512
"""Values of four bytes that numpy sorts without memory; each of more takes far longer."""

INFINITE = int(np.array(np.inf, dtype=np.float32).view(np.uint32))
"""Bits of what is larger than every number; those of less than nothing, and of none, lie above."""


def statistics_of(values: npt.NDArray[Any]) -> Floats:
    """Return mean, 5th, 50th and 95th percentile of every row over the runs that have a value.

    Args:
        values: Shape (row, run).

    Returns:
        Shape (4, row); not a number where no run has a value.
    """
    found = np.repeat(values[np.newaxis, :, 0].astype(np.float64), len(STATISTICS), axis=0)
    bits = values.view(f"u{values.itemsize}")  # what is no number is itself, too
    most = bits.max(axis=1)
    moving = most != bits.min(axis=1)
    plain = moving & (most <= INFINITE) & _fits_halves(values)
    if plain.any():
        found[:, plain] = _of_halves(values[plain])
        moving &= ~plain
    if moving.any():
        ordered = values[moving]
        ordered.sort(axis=1)
        found[:, moving] = _of_moving(ordered)
    return found


def _fits_halves(values: npt.NDArray[Any]) -> bool:
    return values.dtype == np.float32 and IN_REGISTERS < values.shape[1] <= 2 * IN_REGISTERS


def _of_halves(values: npt.NDArray[np.float32]) -> Floats:
    """Return the statistics of rows of numbers that are not less than nothing.

    Such numbers stand in the order of their bits. Each half of the runs is sorted by itself; the
    lowest of all are among the lowest of each half, and likewise the highest. Of the k-th lowest of
    one half and the k-th highest of the other, the lesser is of the lower half of all runs.

    Args:
        values: Shape (row, run), which is written over.
    """
    mean = values.mean(axis=1, dtype=np.float64)
    runs = values.shape[1]
    bits, half = values.view(np.int32), runs // 2
    bits[:, :half].sort(axis=1)
    bits[:, half:].sort(axis=1)
    low, high = place_of(LOW, runs), place_of(HIGH, runs)
    first, last = low.above + 1, runs - high.below
    lowest = _together(bits[:, :first], bits[:, half : half + first])
    highest = _together(bits[:, half - last : half], bits[:, -last:])
    band = (
        low.between(lowest[:, low.below], lowest[:, low.above]),
        place_of(50.0, runs).between(*_middle(bits, half)),
        high.between(highest[:, last], highest[:, last + 1]),
    )
    return np.array([mean, *band])


def _together(some: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> npt.NDArray[Any]:
    """Return parts of both halves as numbers in order."""
    both = np.concatenate([some, others], axis=1)
    both.sort(axis=1)
    return both.view(np.float32)


def _middle(bits: npt.NDArray[np.int32], half: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the largest of the lower half of all runs, and the least of the upper half."""
    ours, theirs = bits[:, :half], bits[:, -half:][:, ::-1]
    below = np.minimum(ours, theirs).max(axis=1)
    if bits.shape[1] % 2:
        below = np.maximum(below, bits[:, half])
    above = np.maximum(ours, theirs).min(axis=1)
    return below.view(np.float32), above.view(np.float32)


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
