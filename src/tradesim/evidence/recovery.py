"""Whether a calibration recovers what it is given: simulation-based calibration.

Parameters are drawn from the prior, data are simulated at them, and the posterior of these data is
asked where the parameters lie in it. Over many draws their ranks are even between 0 and 1 where the
posterior is right (Talts et al. 2018): it then holds them as often as it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from tradesim.arrays import Floats
from tradesim.evidence.sampling import Aim, Posterior, Simulate

FEWEST = 2
"""Points of a posterior from which on a rank in it means something."""

FIRST_REPLICATE = 500_000
"""Replicate of the first simulated truth: draws that no posterior has met."""

MOST_TRIES = 50
"""Draws of a truth until one can be simulated."""


@dataclass(frozen=True)
class Recovery:
    """Where truths lie in their posteriors.

    Attributes:
        ranks: Weighted share of the posterior below each truth, drawn evenly between the two
            points that it lies between, shape (draw, parameter).
        effective: How many points of equal weight each posterior is worth, shape (draw,).
        scales: How many times wider than asked for its tolerances are, shape (draw,).
        lost: Draws whose posterior holds too few points to tell.
    """

    ranks: Floats
    effective: Floats
    scales: Floats
    lost: int

    def coverage(self, level: float) -> Floats:
        """Return how often the central interval of a level holds the truth, by parameter."""
        return np.asarray((np.abs(self.ranks - 0.5) <= level / 2.0).mean(axis=0))

    def chances(self) -> Floats:
        """Return by parameter how likely ranks so uneven are where posteriors are right.

        The p-value of a Kolmogorov-Smirnov test against an even distribution.
        """
        return np.array([stats.kstest(ranks, "uniform").pvalue for ranks in self.ranks.T])


def recover(
    simulate: Simulate, aim: Aim, fit: Callable[[Aim, int], Posterior], *, draws: int, seed: int
) -> Recovery:
    """Return where truths drawn from the prior lie in the posteriors of what they bring about.

    Args:
        simulate: The model.
        aim: Prior and tolerances; what was observed is replaced by each draw's data: a run, and
            a normal error of the tolerance.
        fit: From an aim and a number of the draw to its posterior.
        draws: How many truths.
        seed: Seed of the truths and of the errors.
    """
    rng = np.random.default_rng([seed, 4])
    ranks, effective, scales = list[Floats](), list[float](), list[float]()
    for draw in range(draws):
        truth, data = _truth(simulate, aim, rng, draw)
        found = fit(replace(aim, observed=data), draw)
        if len(found.weights) >= FEWEST:
            below = ((found.points < truth) * found.weights).sum(axis=1)
            room = rng.random(len(below))  # between two points, where few would pile up at the ends
            ranks.append((below * found.effective + room) / (found.effective + 1.0))
            effective.append(found.effective)
            scales.append(found.scale)
    shape = (len(ranks), len(aim.low))
    return Recovery(
        np.reshape(ranks, shape), np.array(effective), np.array(scales), draws - len(ranks)
    )


def _truth(
    simulate: Simulate, aim: Aim, rng: np.random.Generator, draw: int
) -> tuple[Floats, Floats]:
    """Return a truth that can be simulated, shape (parameter, 1), and its data, (target,)."""
    for attempt in range(MOST_TRIES):
        truth = aim.spread(rng.random((1, len(aim.low))))
        run = simulate(truth, FIRST_REPLICATE + draw * MOST_TRIES + attempt)[:, 0]
        error = rng.standard_normal(len(run)) * aim.tolerance
        if np.isfinite(run).all():
            return truth, run + error
    raise ValueError(f"no truth in {MOST_TRIES} can be simulated")
