"""What is told of the trade of runs that are a forecast: by how much it strays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Irregular:
    """How trade as it is published strays from the flow that is simulated.

    Attributes:
        seed: Seed of the draws.
        months: Whether single months stray.
        drift: Standard deviation, in logarithms, by which flows have drifted away from the model
            about a year after the first policy.
        price_drift: The same of prices, after one year; it grows with the root of time.
    """

    seed: int
    months: bool
    drift: float = 0.0
    price_drift: float = 0.0
