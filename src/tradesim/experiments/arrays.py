"""The arrays that experiments are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

Values = npt.NDArray[Any]
"""Values of a parameter: floats, dates, or objects where they are neither."""


def column(values: Sequence[Any]) -> Values:
    """Return values as an array: of floats, of dates, or of objects where they are neither."""
    if all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        return np.array(values, dtype=np.float64)
    if all(isinstance(v, dt.date) for v in values):
        return np.array(values, dtype="datetime64[D]")
    objects = np.empty(len(values), dtype=object)
    objects[:] = values
    return objects
