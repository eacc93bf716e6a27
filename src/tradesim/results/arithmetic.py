"""How a machine computes: a mark of the bits that exponentials, logarithms and the like come to.

Sums, products and roots are the same on every processor (IEEE 754). Exponentials, logarithms,
cosines and powers are not: numpy takes other routines on processors with other instructions, and
those of the system where it has none of its own. They differ in the last bit here and there, and
numbers that go through many weeks in the twelfth digit or so (decision record 170).
"""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np

CLOSE = 1e-9
"""Relative difference up to which numbers count as those of a machine with another arithmetic."""

ARITHMETIC = "arithmetic"
"""What the mark is called among the versions that a manifest names."""

POINTS = 4096
"""Arguments of each function that are tried; of those a fifth differs between processors."""


@cache
def arithmetic() -> str:
    """Return a mark of how this machine computes: the same mark, the same bits."""
    steps = np.arange(1.0, POINTS + 1.0)  # dyadic arguments, so that they have no last bit to lose
    small, large = steps / POINTS, steps / 64.0
    tried = (
        np.exp(large - 32.0),
        np.exp(-small),
        np.log(small),
        np.log(large),
        np.log1p(small),
        np.cos(large / 8.0),
        np.power(large, 1.0 / 3.0),
    )
    return hashlib.sha256(b"".join(values.tobytes() for values in tried)).hexdigest()[:12]
