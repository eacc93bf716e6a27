"""Numbers as a reader wants them: few digits, with their bands, the exact value kept beside."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NOTHING = "–"
"""Where there is no number."""

PLAIN = 1000.0
"""From here on, numbers are written without decimals."""

FEW_PERCENT = 9.95
"""Up to here, per cent have a decimal."""

ONE_DECIMAL = 0.05
"""Below this, one decimal of a per cent would round a number away."""

LEAST_PERCENT = 0.001
"""Smaller shares than this, in per cent, are told as smaller."""

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


def amount(value: float) -> str:
    """Return a number with about three digits."""
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= PLAIN:
        return minus(f"{value:,.0f}")
    if value == 0.0:
        return "0"
    decimals = min(max(2 - math.floor(math.log10(abs(value))), 0), 4)
    return minus(f"{value:,.{decimals}f}")


def fixed(value: float, decimals: int) -> str:
    """Return a number with some decimals."""
    return minus(f"{value:,.{decimals}f}") if math.isfinite(value) else NOTHING


def percent(value: float) -> str:
    """Return a share as per cent, with about two digits."""
    if not math.isfinite(value):
        return NOTHING
    hundredths = 100.0 * value
    if 0.0 < abs(hundredths) < LEAST_PERCENT:
        return f"under {LEAST_PERCENT:g}\N{NO-BREAK SPACE}%"
    small = 0.0 < abs(hundredths) < FEW_PERCENT
    decimals = 1 if small else 0
    if small and abs(hundredths) < ONE_DECIMAL:
        decimals = 1 - math.floor(math.log10(abs(hundredths)))
    return minus(f"{hundredths:.{decimals}f}\N{NO-BREAK SPACE}%")


def minus(text: str) -> str:
    """Return a number with a true minus sign, and none before zero."""
    text = text.removeprefix("-") if not any(digit in text for digit in "123456789") else text
    return text.replace("-", "\N{MINUS SIGN}")


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


def writer(how: str) -> Callable[[float], str]:
    """Return the function that writes numbers: ``amount``, ``percent``, or that many decimals."""
    if how == "amount":
        return amount
    if how == "percent":
        return percent
    return lambda value: fixed(value, int(how))
