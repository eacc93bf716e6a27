"""Approximate Bayesian computation: which parameters may have brought about what was observed.

Every point is simulated by the model itself, chance included. What a target's tolerance is: the
standard deviation of the gap between a run and what was observed (Wilkinson 2013), so that a point
weighs ``exp(-gap^2 / 2)``, with ``gap^2`` the sum over targets of ``((simulated - observed) /
tolerance)^2``. *Rejection* accepts points of the prior with that chance. *Sequential Monte Carlo*
draws population after population about what weighed most before, corrects for where it drew
(population Monte Carlo: Beaumont et al. 2009) and lets wider tolerances shrink to what was asked
for, as fast as enough points still weigh something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats
from scipy.stats import qmc

from tradesim.arrays import Floats

Simulate = Callable[[Floats, int], Floats]
"""From points, shape (parameter, point), and the first replicate to the targets in a run of each,
shape (target, point); not a number where a point cannot be simulated."""

EFFECTIVE = 0.1
"""Points of a population that weigh something, as part of all, before tolerances shrink further."""

MOST_PARENTS = 500
"""Points about which a population is drawn."""

NARROWEST = 0.003
"""Least spread about a parent, as part of the range."""

WIDEST = 1e6
"""How many times wider than asked for tolerances may begin."""

STEPS = 200
"""Widths of tolerances that are looked at, from what was asked for to those of before."""


@dataclass(frozen=True)
class Aim:
    """What is sought: a flat prior, and targets.

    Attributes:
        low: Lower end of each parameter, shape (parameter,).
        high: Upper end, likewise.
        observed: What was observed, shape (target,).
        tolerance: Standard deviation of its gap to a run, shape (target,).
    """

    low: Floats
    high: Floats
    observed: Floats
    tolerance: Floats

    def spread(self, share: Floats) -> Floats:
        """Return points of the unit cube, shape (point, parameter), as (parameter, point)."""
        return np.asarray(self.low[:, None] + share.T * (self.high - self.low)[:, None])


@dataclass(frozen=True)
class Posterior:
    """Points that may have brought about what was observed.

    Attributes:
        points: The points, shape (parameter, point).
        weights: How likely each is; they add up to one.
        simulated: Their targets, shape (target, point).
        scale: How many times wider than asked for the tolerances are; 1 where all went well.
        tried: Points that were simulated.
    """

    points: Floats
    weights: Floats
    simulated: Floats
    scale: float
    tried: int

    @property
    def effective(self) -> float:
        """How many points of equal weight would tell as much (Kish)."""
        return _effective(self.weights) if len(self.weights) else 0.0

    def drawn(self, count: int, seed: int) -> np.ndarray:
        """Return which points to take for a number of equally likely ones, in random order."""
        rng = np.random.default_rng(seed)
        places = (np.arange(count) + rng.random()) / count
        found = np.searchsorted(np.cumsum(self.weights), places)
        return rng.permutation(np.minimum(found, len(self.weights) - 1))


def squared_gaps(simulated: Floats, aim: Aim) -> Floats:
    """Return the sum of squared gaps to the targets, in tolerances, shape (point,)."""
    gaps = (simulated - aim.observed[:, None]) / aim.tolerance[:, None]
    finite = np.isfinite(gaps)
    return np.where(finite.all(axis=0), (np.where(finite, gaps, 0.0) ** 2).sum(axis=0), np.inf)


def hypercube(aim: Aim, samples: int, seed: int) -> Floats:
    """Return points spread evenly over the prior, shape (parameter, point)."""
    cube = qmc.LatinHypercube(len(aim.low), seed=np.random.default_rng(seed))
    return aim.spread(cube.random(samples))


def rejected(points: Floats, simulated: Floats, aim: Aim, seed: int) -> Posterior:
    """Return the points of the prior that are accepted, all of equal weight."""
    chance = np.exp(-0.5 * squared_gaps(simulated, aim))
    kept = np.flatnonzero(np.random.default_rng([seed, 3]).random(len(chance)) < chance)
    weights = np.full(len(kept), 1.0 / max(len(kept), 1))
    return Posterior(points[:, kept], weights, simulated[:, kept], 1.0, len(chance))


def rejection(simulate: Simulate, aim: Aim, samples: int, seed: int) -> Posterior:
    """Return what rejection accepts of points of the prior."""
    points = hypercube(aim, samples, seed)
    return rejected(points, simulate(points, 0), aim, seed)


def sequential(simulate: Simulate, aim: Aim, samples: int, waves: int, seed: int) -> Posterior:
    """Return the last population of sequential Monte Carlo.

    Args:
        simulate: The model.
        aim: Prior and targets.
        samples: Points of each population.
        waves: Populations at most; it ends before where tolerances are as asked for.
        seed: Seed of the points.
    """
    points = hypercube(aim, samples, seed)
    drawn = np.zeros(samples)  # log density by which points were drawn, against that of the prior
    found: Posterior | None = None
    for wave in range(waves):
        if found is not None:
            points, drawn = _about(found, aim, samples, np.random.default_rng([seed, wave]))
        simulated = simulate(points, wave * samples)
        before = WIDEST if found is None else found.scale
        found = _weighted((points, simulated), drawn, aim, before)
        found = replace(found, tried=(wave + 1) * samples)
        if not len(found.weights) or found.scale == before == 1.0:
            break
    assert found is not None  # noqa: S101 - there is a wave at least
    return found


def _weighted(
    population: tuple[Floats, Floats], drawn: Floats, aim: Aim, widest: float
) -> Posterior:
    """Return a population with its weights, at the least tolerances that leave enough of it."""
    points, simulated = population
    gaps = squared_gaps(simulated, aim)
    known = np.isfinite(gaps)
    points, simulated = points[:, known], simulated[:, known]
    gaps, drawn = gaps[known], drawn[known]
    if not len(gaps):
        return Posterior(points, gaps, simulated, widest, 0)
    scales = np.geomspace(1.0, widest, STEPS)
    worth = [_effective(_weights(gaps, drawn, scale)) for scale in scales.tolist()]
    enough = np.flatnonzero(np.array(worth) >= EFFECTIVE * len(known))
    scale = float(scales[enough[0] if len(enough) else int(np.argmax(worth))])
    return Posterior(points, _weights(gaps, drawn, scale), simulated, scale, 0)


def _weights(gaps: Floats, drawn: Floats, scale: float) -> Floats:
    logs = -0.5 * gaps / scale**2 - drawn
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _effective(weights: Floats) -> float:
    return 1.0 / float((weights**2).sum())


def _about(
    found: Posterior, aim: Aim, samples: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Draw a population about the points of another.

    Returns:
        The points, shape (parameter, point), and the logarithm of the density by which each was
        drawn, against that of the prior: of a mixture of normal distributions cut off at the ends
        of the prior, one about each parent, twice as wide as what was found (Beaumont et al. 2009).
    """
    parents = found.points[:, found.drawn(min(samples, MOST_PARENTS), int(rng.integers(2**31)))]
    width = aim.high - aim.low
    mean = (found.points * found.weights).sum(axis=1, keepdims=True)
    variance = ((found.points - mean) ** 2 * found.weights).sum(axis=1)
    spread = np.maximum(np.sqrt(2.0 * variance), NARROWEST * width)[:, None]
    low, high = ((end[:, None] - parents) / spread for end in (aim.low, aim.high))
    first, last = stats.norm.cdf(low), stats.norm.cdf(high)
    chosen = rng.integers(0, parents.shape[1], samples)
    share = first[:, chosen] + rng.random((len(width), samples)) * (last - first)[:, chosen]
    points = parents[:, chosen] + spread * stats.norm.ppf(share)
    points = np.clip(points, aim.low[:, None], aim.high[:, None])
    logs = np.zeros((samples, parents.shape[1]))
    for place in range(len(width)):
        away = (points[place][:, None] - parents[place]) / spread[place]
        cut = np.log(spread[place] * (last[place] - first[place]) / width[place])
        logs += stats.norm.logpdf(away) - cut
    top = logs.max(axis=1, keepdims=True)
    return points, np.asarray(top[:, 0] + np.log(np.exp(logs - top).mean(axis=1)))
