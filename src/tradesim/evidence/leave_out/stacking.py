"""Which mixture of points tells the record best: stacking of predictive distributions.

A forecast draws its replicates from several points, so what is chosen is the mixture, not each
point by itself (Yao et al. 2018, here with the continuous ranked probability score). The
score of a mixture with weights ``w`` is

    CRPS(w) = sum_p w_p E|X_p - y| - 1/2 sum_p sum_q w_p w_q E|X_p - X_q|

(Gneiting & Raftery 2007), which is convex in ``w``: points that err alike share a weight, points
that err apart keep one each, and the mixture is as wide as it must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.evidence.record import Record
from tradesim.evidence.scores import SeriesPair
from tradesim.evidence.simulated_record import Simulated

MOST = 0.1
"""Largest weight of a point where a design says none: few groups do not tell ten points apart."""

STEPS = 400
"""Steps of the search; each cuts what is left to gain."""


@dataclass(frozen=True)
class MixtureTerms:
    """What the score of any mixture on an episode is made of.

    Attributes:
        apart: How far each point lies from what was observed, shape (point,).
        between: How far points lie from each other, shape (point, point).
    """

    apart: Floats
    between: Floats

    def of(self, weights: Floats) -> float:
        """Return the score of a mixture, over that of the best naive rival."""
        return float(self.apart @ weights - weights @ self.between @ weights / 2.0)


def terms_of(record: Record, simulated: Simulated, replicates: int, seed: int) -> MixtureTerms:
    """Return the terms of an episode, over the score of the best naive rival.

    Args:
        record: What was observed.
        simulated: Runs of all points, the same replicates for each, one point after the other.
        replicates: Runs of each point.
        seed: Seed by which single months scatter.
    """
    score = record.score(simulated)
    scaled = [pair for pair in score.pairs if pair.line.rivals]
    rng = np.random.default_rng(seed)
    points = simulated.points.shape[1] // replicates
    apart, between = np.zeros(points), np.zeros((points, points))
    for pair in scaled:
        weight = 1.0 / (len(scaled) * len(pair.months) * pair.line.scale)
        for row, observed in zip(_strayed(pair, replicates, rng), pair.observed, strict=True):
            table = row.reshape(points, replicates)
            apart += weight * np.abs(table - observed).mean(axis=1)
            between += weight * _distances(table)
    rival = score.crps_of_rival
    return MixtureTerms(apart / rival, between / rival)


def _strayed(pair: SeriesPair, replicates: int, rng: np.random.Generator) -> Floats:
    """Return the runs as months would be published, each replicate of all points alike."""
    spread = pair.irregularity.reshape(-1, 1)
    chance = rng.standard_normal((len(pair.months), replicates))
    stray = np.exp(spread * chance - spread**2 / 2.0)
    return np.asarray(pair.simulated * np.tile(stray, pair.simulated.shape[1] // replicates))


def _distances(table: Floats) -> Floats:
    """Return the mean distance of runs of two points with different chance, (point, point)."""
    points, replicates = table.shape
    runs = table.T.reshape(-1)  # replicate after replicate
    gaps = np.abs(runs[:, None] - runs[None, :]).reshape(replicates, points, replicates, points)
    same = np.einsum("ipiq->pq", gaps)
    return np.asarray((gaps.sum(axis=(0, 2)) - same) / (replicates * (replicates - 1)))


def stacked(terms: Sequence[Sequence[MixtureTerms]], heaviest: float = MOST) -> Floats:
    """Return the weights of the best mixture, mean over groups and over episodes within each.

    By conditional gradients (Frank & Wolfe 1956): no weight is over ``heaviest``, and they sum to
    one.

    Args:
        terms: The terms of the episodes, group by group.
        heaviest: Largest weight of a point.
    """
    apart = np.mean([np.mean([t.apart for t in group], axis=0) for group in terms], axis=0)
    between = np.mean([np.mean([t.between for t in group], axis=0) for group in terms], axis=0)
    weights = np.full(len(apart), 1.0 / len(apart))
    most = max(heaviest, 1.0 / len(apart))
    for step in range(STEPS):
        slope = apart - between @ weights
        towards = np.zeros(len(apart))
        left = 1.0
        for point in np.argsort(slope, kind="stable"):
            towards[point] = min(most, left)
            left -= towards[point]
            if left <= 0.0:
                break
        weights = weights + 2.0 / (step + 2.0) * (towards - weights)
    return weights


def rows_of(weights: Floats, count: int) -> npt.NDArray[np.int64]:
    """Return points in order, each as often as its weight asks for, ``count`` together.

    By largest remainders.
    """
    exact = weights * count
    times = np.floor(exact).astype(np.int64)
    rest = np.argsort(times - exact, kind="stable")[: count - int(times.sum())]
    times[rest] += 1
    return np.repeat(np.arange(len(weights)), times)
