"""New arrays of zeros, one row an entity and one column a run."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Codes, Floats, Whole


def zeros(rows: int, runs: int, *names: str) -> dict[str, Floats]:
    """Return state arrays by name, shape (row, run)."""
    return {name: np.zeros((rows, runs)) for name in names}


def codes(rows: int, runs: int) -> Codes:
    """Return an array of state codes."""
    return np.zeros((rows, runs), dtype=np.int8)


def whole(rows: int, runs: int) -> Whole:
    """Return an array of whole numbers, such as weeks."""
    return np.zeros((rows, runs), dtype=np.int32)
