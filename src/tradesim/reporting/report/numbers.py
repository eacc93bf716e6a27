"""Numbers as a reader wants them: few digits, with their bands, the exact value kept beside."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tradesim.wording.numbers import NOTHING, writer

NARROW = 0.005
"""A band no wider than this share of its mean is not worth telling."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table.

    Attributes:
        text: As it is written.
        value: As it was computed; not a number where there is none.
        band: The 90 % band in words; empty where there is none to tell.
    """

    text: str
    value: float
    band: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A number over runs: its mean and the band that holds 90 % of them."""

    mean: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return math.isfinite(self.mean)


UNKNOWN = Band(math.nan, math.nan, math.nan)


def band_of(values: Floats) -> Band:
    """Return mean and band of one value a run; runs without a value are left out."""
    known = values[np.isfinite(values)]
    if not len(known):
        return UNKNOWN
    low, high = (float(end) for end in np.percentile(known, [5, 95]))
    return Band(float(known.mean()), low, high)


def told(band: Band, how: str = "amount") -> Number:
    """Return a number of a table with its band.

    Args:
        band: The number over runs.
        how: ``amount``, ``percent``, or the number of decimals.
    """
    write = writer(how)
    if not band.is_known:
        return Number(NOTHING, math.nan)
    low, high = write(band.low), write(band.high)
    wide = band.high - band.low > NARROW * max(abs(band.mean), 1e-12) and low != high
    return Number(write(band.mean), band.mean, f"{low} to {high}" if wide else "")
