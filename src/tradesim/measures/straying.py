"""What is told of the trade of runs that are a forecast: by how much it strays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Irregular:
    """How trade as it is published strays from the flow that is simulated.

    Attributes:
        seed: Seed of the draws.
        months: Whether single months stray.
        drift: Standard deviation, in logarithms, by which flows have drifted away from the model
            about a year after the first policy.
        price_drift: The same of prices, after one year; it grows with the root of time.
        shown: How much single months scatter in the runs already, by the lots they ship: variance
            of logarithms by series of trade. Nothing for those that are not named.
    """

    seed: int
    months: bool
    drift: float = 0.0
    price_drift: float = 0.0
    shown: Mapping[str, float] = field(default_factory=dict)
