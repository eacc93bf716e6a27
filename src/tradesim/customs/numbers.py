"""Numbers of customs files: what is a number, what is missing, and what is neither."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tradesim.arrays import Floats

MISSING = frozenset(
    {"", "-", "--", "–", ".", "..", "...", "…", ":", "nan", "na", "n/a", "#n/a", "null", "none"}
    | {"no quantity", "x", "xx", "xxx", "xxxx", "c", "*", "s", "(d)", "(s)", "n.a.", "s.d."}
)
"""What statistics write, in small letters, where a figure is not known or not told."""

PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|[+-]?\.[0-9]+")
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")


def parse_number(text: str) -> float | None:
    """Return a number, NaN where it is missing, None where the text is neither.

    Only ASCII digits are digits, and commas only group thousands: the one of 0,500 does not.
    """
    word = text.strip().strip("'\"").strip()
    if word.lower() in MISSING:
        return math.nan
    if PLAIN.fullmatch(word):
        number = float(word)
    elif GROUPED.fullmatch(word):
        number = float(word.replace(",", ""))
    else:
        return None
    return number if math.isfinite(number) else None


def numbers(column: pa.Array) -> tuple[Floats, Any]:
    """Return the numbers of a column of text, and where it holds what is no number from 0 up.

    Returns:
        The numbers, NaN where they are missing; a mask of the cells that are refused.
    """
    quick = _quick(column)
    if quick is not None:
        return quick, quick < 0.0
    encoded = pc.fill_null(column, "").dictionary_encode()
    read = [parse_number(str(word)) for word in encoded.dictionary.to_pylist()]
    refused = np.array([number is None or number < 0.0 for number in read], dtype=bool)
    values = np.array([math.nan if number is None else number for number in read], dtype=float)
    places = encoded.indices.to_numpy(zero_copy_only=False)
    if not read:
        return np.zeros(0), np.zeros(0, dtype=bool)
    return values[places], refused[places]


def _quick(column: pa.Array) -> Floats | None:
    """Return the numbers of a column without anything unusual in it, None of any other."""
    unusual = pc.any(pc.match_substring_regex(column, r"[^0-9.]"))
    if unusual.as_py():
        return None
    empty = pc.equal(column, "")
    try:
        cast = pc.if_else(empty, pa.scalar(None, pa.string()), column).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return np.asarray(cast.to_numpy(zero_copy_only=False), dtype=float)
