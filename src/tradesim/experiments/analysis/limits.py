"""The limits of a box as words: numbers as they are, dates as dates, names by what they allow."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from tradesim.experiments.analysis.values import as_numbers


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
