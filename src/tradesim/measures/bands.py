"""A number over runs: its mean, and the band that holds nine runs in ten. One rule for all."""

from __future__ import annotations

import math
import warnings
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats

LOW, HIGH = 5.0, 95.0
"""Percentiles over runs between which the band lies."""

HALF = 0.5


class Band(NamedTuple):
    """A number over runs; not a number where no run has a value.

    Attributes:
        mean: Mean of the runs that have a value.
        low: 5th percentile of them.
        high: 95th percentile of them.
        median: Median of them.
        share: Share of runs that have a value.
    """

    mean: float
    low: float
    high: float
    median: float = math.nan
    share: float = 1.0

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return math.isfinite(self.mean)


UNKNOWN = Band(math.nan, math.nan, math.nan, share=0.0)


def band_of(values: Floats) -> Band:
    """Return mean and band of one value a run; runs without a value are left out."""
    known = values[np.isfinite(values)]
    if not len(known):
        return UNKNOWN
    ordered = np.sort(known)
    low, median, high = (float(percentile(ordered, level)) for level in (LOW, 50.0, HIGH))
    return Band(float(known.mean()), low, high, median, len(known) / len(values))


def percentile(ordered: npt.NDArray[Any], level: float) -> Floats:
    """Return a percentile over runs that stand in order: the bits of ``numpy.percentile``.

    Sorting takes a third of what picking a few ends out of all runs does.

    Args:
        ordered: Shape (..., run), sorted, all of them numbers.
        level: Which percentile.

    Returns:
        Shape (...).
    """
    place = place_of(level, ordered.shape[-1])
    return place.between(ordered[..., place.below], ordered[..., place.above])


class Percentile(NamedTuple):
    """Where a percentile lies among runs that stand in order.

    Attributes:
        below: Place of the run below it, or at it.
        above: Place of the next.
        part: How far from the one to the other it lies.
    """

    below: int
    above: int
    part: float

    def between(self, low: npt.NDArray[Any], high: npt.NDArray[Any]) -> Floats:
        """Return the percentile, given the values at the two places."""
        low, high = low.astype(np.float64), high.astype(np.float64)
        apart, part = high - low, self.part
        value: Floats = low + apart * part if part < HALF else high - apart * (1.0 - part)
        return value


def place_of(level: float, runs: int) -> Percentile:
    """Return where a percentile lies among some runs."""
    place = level / 100.0 * (runs - 1)
    below = int(place)
    above = min(below + 1, runs - 1)
    return Percentile(below, above, place - below if below < above else 1.0)


def bands(values: Floats) -> Floats:
    """Return mean, lower and upper end of the band over runs.

    Args:
        values: Shape (..., run).

    Returns:
        Shape (3, ...); not a number where no run has a value.
    """
    if not np.isnan(values).any():
        return np.stack([values.mean(axis=-1), *_ends_of_all(values)])
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN slice|Mean of empty slice", RuntimeWarning)
        return np.stack([np.nanmean(values, axis=-1), *_ends(values)])


def _ends(values: Floats) -> Floats:
    """Return both ends where some runs have no value: one slow call only for each such row."""
    whole = ~np.isnan(values).any(axis=-1)
    ends = np.empty((2, *values.shape[:-1]))
    ends[:, whole] = _ends_of_all(values[whole])
    ends[:, ~whole] = np.nanpercentile(values[~whole], [LOW, HIGH], axis=-1)
    return ends


def _ends_of_all(values: Floats) -> list[Floats]:
    """Return both ends where every run has a value."""
    ordered = np.sort(values, axis=-1)
    return [percentile(ordered, level) for level in (LOW, HIGH)]
