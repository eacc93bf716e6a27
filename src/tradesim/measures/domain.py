"""What values a measure can take: its domain."""

from __future__ import annotations

import math
from typing import NamedTuple

from tradesim import lazy_numpy as np
from tradesim.arrays import Floats

ROUNDING = 1e-9
"""Share of a value by which it may miss its domain."""


class Domain(NamedTuple):
    """The least and the greatest value that a measure can take; endless where nothing holds it.

    Attributes:
        least: No value is below it.
        greatest: No value is above it.
    """

    least: float = -math.inf
    greatest: float = math.inf

    @property
    def of_differences(self) -> Domain:
        """What the difference of two of its values can be."""
        width = self.greatest - self.least
        return Domain(-width, width)

    def outside(self, values: Floats) -> list[float]:
        """Return the values that do not lie in it, but for rounding and for what is not known."""
        slack = ROUNDING * np.maximum(np.abs(values), 1.0)
        beyond = (values < self.least - slack) | (values > self.greatest + slack)
        found: list[float] = values[beyond].tolist()
        return found

    def __str__(self) -> str:
        """Return it as words."""
        if math.isinf(self.greatest):
            return "any number" if math.isinf(self.least) else f"{self.least:g} or more"
        if math.isinf(self.least):
            return f"{self.greatest:g} or less"
        return f"{self.least:g} to {self.greatest:g}"


def bounded(least: float | None, greatest: float | None) -> Domain:
    """Return what is held by one end, by both, or by none."""
    return Domain(-math.inf if least is None else least, math.inf if greatest is None else greatest)


ANY = Domain()
"""Any number."""

NOT_NEGATIVE = Domain(least=0.0)
"""Quantities, counts, times and sums of money that cannot be below nothing."""

SHARE = Domain(0.0, 1.0)
"""Shares of a whole, and indices from 0 to 1."""
