"""What the arrays hold that rooms hand to each other."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
"""Quantities, prices, shares, rates; not a number where nothing is known."""
Flags = npt.NDArray[np.bool_]
"""Yes or no."""
Rows = npt.NDArray[np.int64]
"""Rows of another array, by number."""
Weeks = npt.NDArray[np.int64]
"""Weeks of a run, from 0."""
Whole = npt.NDArray[np.int32]
"""Counts, and weeks that are counted down."""
Codes = npt.NDArray[np.int8]
"""Which of a few states something is in."""
Words = npt.NDArray[np.uint64]
"""What draws are made of: 64 bits that name somebody, or are drawn."""
