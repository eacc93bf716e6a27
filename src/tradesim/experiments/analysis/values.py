"""Values of a parameter: numbers, dates or names, which of two rise together; and tables as one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Floats

FEWEST_LEVELS = 3
"""Levels from which on values can be seen to move in step: two always do."""


def rises_with(one: pd.Series[Any], other: pd.Series[Any]) -> bool:
    """Say whether two columns are equal, or numbers of which one rises evenly with the other."""
    same = one.dtype == other.dtype and one.tolist() == other.tolist()
    if same and len(one.unique()) > 1:
        return True
    if one.nunique() < FEWEST_LEVELS or other.nunique() < FEWEST_LEVELS:
        return False
    if any(not is_measured(column) for column in (one, other)):
        return False
    first, second = (as_numbers(column) for column in (one, other))
    shares = [(values - values.min()) / np.ptp(values) for values in (first, second)]
    return bool(np.allclose(shares[0], shares[1], rtol=0.0, atol=1e-9))


def is_measured(column: pd.Series[Any]) -> bool:
    """Say whether a parameter's values are numbers or dates, not names or yes or no."""
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return is_number or pd.api.types.is_datetime64_any_dtype(column)


def as_numbers(column: pd.Series[Any]) -> Floats:
    """Return a parameter's values as numbers: dates as days, names by their order of appearance."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy(dtype="datetime64[D]").astype(np.float64)
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=np.float64)
    return pd.factorize(column)[0].astype(np.float64)


def one_below_another(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables as one, an empty one where there are none."""
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def limit_words(name: str, column: pd.Series[Any], low: float, high: float) -> str:
    """Return what a box allows of a parameter; the empty string where it allows everything.

    Args:
        name: What the parameter is called.
        column: Its values in the runs.
        low: Lower limit, among its values as ``as_numbers`` has them; minus infinity for none.
        high: Upper limit, likewise.
    """
    if math.isinf(low) and math.isinf(high):
        return ""
    is_bool = pd.api.types.is_bool_dtype(column)
    if pd.api.types.is_datetime64_any_dtype(column):
        first, last = (
            None if math.isinf(end) else str(np.datetime64(int(rounded(end)), "D"))
            for end, rounded in ((low, math.ceil), (high, math.floor))
        )
        return _between(name, first, last)
    if pd.api.types.is_numeric_dtype(column) and not is_bool:
        ends = (None if math.isinf(end) else f"{end:.4g}" for end in (low, high))
        return _between(name, *ends)
    numbers = as_numbers(column)
    allowed = column[(numbers >= low) & (numbers <= high)]
    return f"{name}: {' or '.join(_value(value) for value in allowed.unique())}"


def _between(name: str, low: str | None, high: str | None) -> str:
    return f"{f'{low} ≤ ' if low else ''}{name}{f' ≤ {high}' if high else ''}"


def _value(value: object) -> str:
    """Return a value as an experiment file writes it."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return "null"
    return str(value).lower() if isinstance(value, bool | np.bool_) else str(value)
