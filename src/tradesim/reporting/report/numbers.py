"""Numbers as a reader wants them: few digits, with their bands, the exact value kept beside."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradesim.measures.bands import Band
from tradesim.wording.measure_units import spoken_unit
from tradesim.wording.numbers import NOTHING, writer

NARROW = 0.005
"""A band no wider than this share of its mean is not worth telling."""

PERCENT = frozenset({"share", "share of runs"})
"""Units that are written as per cent."""

SKEWED, WORTH = 0.1, 0.05
"""Where mean and median lie further apart than these parts of band and mean, the median is told."""


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


def written(value: float, how: str = "amount") -> Number:
    """Return a number of a table that has no band; nothing is written of one that is not known.

    Args:
        value: The number.
        how: ``amount``, ``percent``, or the number of decimals.
    """
    return Number(writer(how)(value), value)


def band_in(row: Mapping[str, Any]) -> Band:
    """Return the band in a row of ``summary.json`` that has a value."""
    return Band(*(float(row[key]) for key in ("mean", "p05", "p95")))


def turned(band: Band) -> Band:
    """Return the same number counted the other way: a loss as a gain."""
    return Band(-band.mean, -band.high, -band.low, -band.median, band.share)


def is_skewed(band: Band) -> bool:
    """Say whether a few runs pull the mean away from what most of them show."""
    gap = abs(band.mean - band.median)
    return gap > SKEWED * (band.high - band.low) and gap > WORTH * abs(band.mean)


def typical(band: Band) -> float:
    """Return the mean; of a skewed number the median."""
    return band.median if is_skewed(band) else band.mean


def told_typical(band: Band, how: str = "amount") -> Number:
    """Return a number that stands alone, with its band; a skewed one by its median, named so."""
    found = told(band, how)
    if not band.is_known or not is_skewed(band):
        return found
    write = writer(how)
    said = f"median; mean {write(band.mean)}, 90 % of runs {write(band.low)} to {write(band.high)}"
    return Number(write(band.median), band.median, said)


def value(number: float, unit: str) -> str:
    """Return a number with its unit as one says it."""
    if unit in PERCENT:
        return writer("percent")(number)
    said = writer("amount")(number)
    money, _, rest = unit.partition(" ")
    if money == "USD" and rest:
        return f"USD {said} {rest}"
    return f"{said} {spoken_unit(unit)}".strip()
