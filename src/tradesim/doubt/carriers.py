"""Which doubts carry a band: how much of an outcome's variance over runs each figure explains.

A rank regression, forward: ranks of the outcome on ranks of the figures, the figure that explains
most first, each further one by what it adds (Saltelli & Sobol' 1995; Iman & Conover 1979). It is
of first order; what no figure explains is chance, and what works only together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats

MOST = 5
"""Figures that are told."""

LEAST_RUNS = 30
"""Runs from which a share of variance means something."""

ALIKE = 1e-6
"""Length of what is left of a figure that others say all of."""

DOUBTFUL = 0.05
"""Chance that a figure is told which explains nothing, all figures together."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A figure that carries part of a band.

    Attributes:
        path: Dotted path of the figure.
        share: Share of the variance of the outcome's ranks that it adds to what is explained.
        rises: Whether the outcome rises with the figure.
    """

    path: str
    share: float
    rises: bool


def carriers(values: Mapping[str, Floats], outcome: Floats) -> list[Carrier]:
    """Return the figures that explain most of an outcome, largest first.

    A figure is told only where it explains more than the best of as many figures of pure chance
    would, but for one time in twenty.

    Args:
        values: What was drawn, by path, each of shape (run,).
        outcome: The outcome, shape (run,); runs without a value are left out.
    """
    known = np.isfinite(outcome)
    paths = [path for path, column in values.items() if np.ptp(column[known]) > 0.0]
    if known.sum() < LEAST_RUNS or not paths or not np.ptp(outcome[known]):
        return []
    table = np.array([_scores(values[path][known]) for path in paths])
    rest = _scores(outcome[known])
    found: list[Carrier] = []
    for _ in range(MOST):
        slope = table @ rest
        best = int(np.argmax(np.abs(slope)))
        gain = float(slope[best] ** 2)
        if not _is_beyond_chance(gain, float(rest @ rest), int(known.sum()) - len(found), paths):
            break
        found.append(Carrier(paths[best], gain, bool(slope[best] > 0.0)))
        rest = rest - slope[best] * table[best]
        table = _without(table, best)
    return found


def _scores(column: Floats) -> Floats:
    """Return ranks about their mean, of length one."""
    from scipy.stats import rankdata  # noqa: PLC0415 - most runs have nothing to rank

    ranks = rankdata(column)
    ranks -= ranks.mean()
    return np.asarray(ranks / np.sqrt(ranks @ ranks))


def _is_beyond_chance(gain: float, left: float, runs: int, paths: list[str]) -> bool:
    """Say whether a gain is beyond the best of all figures by chance (F test, Bonferroni)."""
    from scipy.special import fdtrc  # noqa: PLC0415 - as above

    freedom = runs - len("ab")
    ratio = gain / max(left - gain, 1e-300) * freedom
    return bool(fdtrc(1, freedom, ratio) * len(paths) < DOUBTFUL)


def _without(table: Floats, chosen: int) -> Floats:
    """Return the figures less what they share with a chosen one, each of length one or nothing."""
    base = table[chosen]
    left = table - np.outer(table @ base, base)
    length = np.sqrt((left**2).sum(axis=1))
    length[chosen] = 0.0
    return np.where(length[:, None] > ALIKE, left / np.maximum(length, ALIKE)[:, None], 0.0)
