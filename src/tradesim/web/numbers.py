"""Numbers as the page gets them: few digits, null where there is none."""

from __future__ import annotations

from typing import Any

import numpy as np

from tradesim.arrays import Floats

DIGITS = 4
"""Significant digits that the page gets: more than an eye can see on a chart."""


def listed(values: Floats, digits: int = DIGITS) -> list[Any]:
    """Return an array as nested lists of rounded numbers, None where a number is missing."""
    found = rounded(values, digits)
    known = np.isfinite(found)
    plain = found.astype(object)
    plain[~known] = None
    whole = known & (np.where(known, found, 0.5) % 1.0 == 0.0)
    plain[whole] = [int(number) for number in found[whole].tolist()]
    return plain.tolist()  # type: ignore[no-any-return]


def rounded(values: Floats, digits: int = DIGITS) -> Floats:
    """Return numbers rounded to some significant digits."""
    size = np.abs(values)
    known = np.isfinite(size) & (size > 0.0)
    power = np.where(known, np.floor(np.log10(np.where(known, size, 1.0))), 0.0)
    scale = 10.0 ** (digits - 1 - power)
    return np.where(known, np.round(np.where(known, values, 0.0) * scale) / scale, values)
