"""What the arrays hold that rooms hand to each other.

The names are for annotations alone, so that whoever imports them does not load numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Floats: TypeAlias = "npt.NDArray[np.float64]"
"""Quantities, prices, shares, rates; not a number where nothing is known."""
Flags: TypeAlias = "npt.NDArray[np.bool_]"
"""Yes or no."""
Rows: TypeAlias = "npt.NDArray[np.int64]"
"""Rows of another array, by number."""
Weeks: TypeAlias = "npt.NDArray[np.int64]"
"""Weeks of a run, from 0."""
Whole: TypeAlias = "npt.NDArray[np.int32]"
"""Counts, and weeks that are counted down."""
Codes: TypeAlias = "npt.NDArray[np.int8]"
"""Which of a few states something is in."""
Days: TypeAlias = "npt.NDArray[np.datetime64]"
"""Dates."""
Given: TypeAlias = "npt.ArrayLike"
"""Whatever users hand over in place of an array."""
Words: TypeAlias = "npt.NDArray[np.uint64]"
"""What draws are made of: 64 bits that name somebody, or are drawn."""
