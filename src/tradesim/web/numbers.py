"""Numbers as the page gets them: few digits, null where there is none."""

from __future__ import annotations

from typing import Any

import numpy as np

from tradesim.arrays import Floats

DIGITS = 4
"""Significant digits that the page gets: more than an eye can see on a chart."""


def listed(values: Floats, digits: int = DIGITS) -> list[Any]:
    """Return an array as nested lists of rounded numbers, None where a number is missing."""
    return _plain(rounded(values, digits).tolist())  # type: ignore[no-any-return]


def rounded(values: Floats, digits: int = DIGITS) -> Floats:
    """Return numbers rounded to some significant digits."""
    size = np.abs(values)
    known = np.isfinite(size) & (size > 0.0)
    power = np.where(known, np.floor(np.log10(np.where(known, size, 1.0))), 0.0)
    scale = 10.0 ** (digits - 1 - power)
    return np.where(known, np.round(np.where(known, values, 0.0) * scale) / scale, values)


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(entry) for entry in node]
    if node != node or node in {float("inf"), float("-inf")}:  # noqa: PLR0124 - not a number
        return None
    return int(node) if node == int(node) else node
