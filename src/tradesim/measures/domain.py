"""What values a measure can take: its domain."""

from __future__ import annotations

import math
from typing import NamedTuple

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

    def holds(self, value: float) -> bool:
        """Say whether a value lies in it, but for rounding."""
        slack = ROUNDING * max(abs(value), 1.0)
        return self.least - slack <= value <= self.greatest + slack

    def __str__(self) -> str:
        """Return it as words."""
        return f"{self.least:g} to {self.greatest:g}"


ANY = Domain()
"""Any number."""

NOT_NEGATIVE = Domain(least=0.0)
"""Quantities, counts, times and sums of money that cannot be below nothing."""

SHARE = Domain(0.0, 1.0)
"""Shares of a whole, and indices from 0 to 1."""
