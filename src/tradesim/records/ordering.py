"""Mean and band of many rows over runs: each row is put in order only as far as it takes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Flags, Floats, Rows
from tradesim.measures.bands import HIGH, LOW, percentile, place_of

STATISTICS = ("mean", "p05", "p50", "p95")

IN_REGISTERS = 512
"""Values of four bytes that numpy sorts without memory; each of more takes far longer."""

INFINITE = int(np.array(np.inf, dtype=np.float32).view(np.uint32))
"""Bits of what is larger than every number; those of less than nothing, and of none, lie above."""

LARGEST = np.iinfo(np.int32).max
"""Above the bits of every number."""


def statistics_of(values: npt.NDArray[Any]) -> Floats:
    """Return mean, 5th, 50th and 95th percentile of every row over the runs that have a value.

    Args:
        values: Shape (row, run).

    Returns:
        Shape (4, row); not a number where no run has a value.
    """
    bits = values.view(f"u{values.itemsize}")  # what is no number lies above
    plain = _fits_halves(values) & (bits.max(axis=1) <= INFINITE)
    if plain.all():
        return _of_halves(values)
    found = np.repeat(values[np.newaxis, :, 0].astype(np.float64), len(STATISTICS), axis=0)
    if plain.any():
        found[:, plain] = _of_halves(values[plain])
    moving = ~plain & (bits != bits[:, :1]).any(axis=1)
    if moving.any():
        ordered = values[moving]
        ordered.sort(axis=1)
        found[:, moving] = _of_moving(ordered)
    return found


def _fits_halves(values: npt.NDArray[Any]) -> bool:
    return values.dtype == np.float32 and IN_REGISTERS < values.shape[1] <= 2 * IN_REGISTERS


def _of_halves(values: npt.NDArray[np.float32]) -> Floats:
    """Return the statistics of rows of numbers that are not less than nothing.

    Such numbers stand in the order of their bits. Each half of the runs is sorted by itself.

    Args:
        values: Shape (row, run), which is written over.
    """
    mean = values.mean(axis=1, dtype=np.float64)
    runs = values.shape[1]
    bits, half = values.view(np.int32), runs // 2
    bits[:, :half].sort(axis=1)
    bits[:, half:].sort(axis=1)
    places = [place_of(level, runs) for level in (LOW, 50.0, HIGH)]
    below, above = _among_halves(bits, np.array([place.below for place in places]))
    ends = zip(places, below.view(np.float32), above.view(np.float32), strict=True)
    return np.array([mean, *(place.between(low, high) for place, low, high in ends)])


def _among_halves(
    bits: npt.NDArray[np.int32], places: Rows
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the numbers at some places among all runs in order, and those that come next.

    Args:
        bits: Shape (row, run), not less than nothing, each half of the runs in order.
        places: Before the last run, shape (place,).

    Returns:
        Both of shape (place, row).
    """
    rows, runs = bits.shape
    half, ours = runs // 2, _of_first_half(bits, places)
    theirs = (places + 1)[:, np.newaxis] - ours
    first = np.arange(rows) * runs
    some, others = first + ours, first + half + theirs

    def number(at: Rows, known: Flags, otherwise: int) -> npt.NDArray[np.int32]:
        """Return the number at a place of the flat rows, where there is one in the half."""
        return np.where(known, bits.ravel().take(at, mode="clip"), np.int32(otherwise))

    below = np.maximum(number(some - 1, ours > 0, -1), number(others - 1, theirs > 0, -1))
    above = np.minimum(
        number(some, ours < half, LARGEST), number(others, theirs < runs - half, LARGEST)
    )
    return below, above


def _of_first_half(bits: npt.NDArray[np.int32], places: Rows) -> Rows:
    """Return how many runs of the first half are among those up to some places of all.

    They are as many as can be while the last of them is not above the first that is left of the
    other half: looked for by steps that are halved.

    Returns:
        Shape (place, row).
    """
    rows, runs = bits.shape
    half, flat, first = runs // 2, bits.ravel(), np.arange(rows) * runs
    wanted = (places + 1)[:, np.newaxis]
    least, most = np.maximum(wanted - (runs - half), 0), np.minimum(wanted, half)
    found = np.repeat(least, rows, axis=1)
    for step in reversed([1 << power for power in range(int((most - least).max()).bit_length())]):
        more = np.minimum(found + step, most)
        last, left = first + more - 1, first + half + wanted - more
        fits = (more > found) & (flat.take(last) <= flat.take(left, mode="clip"))
        found = np.where(fits, more, found)
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
