"""Posterior predictive checks: what a fitted model would have made of its own targets.

Points are drawn from the posterior and simulated with draws of chance that they were not chosen by;
with an error of the tolerance, the result is what might have been observed were the model right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.sampling import Aim, Posterior, Simulate

RUNS = 200
"""Runs that targets are foretold from."""

FIRST_REPLICATE = 250_000
"""Replicate of the first of them: draws that no point was chosen by."""

LEVELS = (0.5, 0.9)
"""Central intervals of which it is told how many targets lie in them."""


@dataclass(frozen=True)
class Predictive:
    """What might have been observed.

    Attributes:
        foretold: Each target, shape (target, run).
        observed: What was observed, shape (target,).
    """

    foretold: Floats
    observed: Floats

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """Return the ends of the central interval of each target, each of shape (target,)."""
        low, high = np.nanquantile(self.foretold, [0.5 - level / 2, 0.5 + level / 2], axis=1)
        return low, high

    def inside(self, level: float) -> np.ndarray:
        """Return which targets lie in their central interval, shape (target,)."""
        low, high = self.interval(level)
        return np.asarray((low <= self.observed) & (self.observed <= high))

    def chances(self) -> Floats:
        """Return how likely a gap as large is by the model itself, two-sided, shape (target,)."""
        below = (self.foretold <= self.observed[:, None]).mean(axis=1)
        above = (self.foretold >= self.observed[:, None]).mean(axis=1)
        return np.minimum(2.0 * np.minimum(below, above), 1.0)


def predictive(simulate: Simulate, aim: Aim, posterior: Posterior, seed: int) -> Predictive:
    """Return what might have been observed, by a posterior with at least one point."""
    chosen = posterior.drawn(RUNS, seed)
    runs = simulate(posterior.points[:, chosen], FIRST_REPLICATE)
    rng = np.random.default_rng([seed, 5])
    error = rng.standard_normal(runs.shape) * aim.tolerance[:, None]
    return Predictive(runs + error, aim.observed)
