"""Proper scores of a forecast with a band (Gneiting & Raftery 2007): lower is better.

A forecast is a set of equally likely numbers in order, ``draws``, of shape (point, draw).
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats

LOW, HIGH = EDGES = 0.05, 0.95
"""The band: 90 % lie in it."""

MISSED = 1.0 - (HIGH - LOW)
"""Share of observations that may lie outside it."""


ROUNDING = 1e-4
"""How far outside its band an observation may lie, over the largest: statistics are rounded."""


def interval_score(low: Floats, high: Floats, observed: Floats) -> Floats:
    """Return the interval score of a band, ``(u - l) + 2/alpha (l - x)+ + 2/alpha (x - u)+``.

    The width of the band, and 20 times the distance by which an observation misses it
    (Gneiting & Raftery 2007, eq. 43; Winkler 1972).

    Args:
        low: Lower edge, shape (point,).
        high: Upper edge, shape (point,).
        observed: What happened, shape (point,).
    """
    below, above = np.maximum(low - observed, 0.0), np.maximum(observed - high, 0.0)
    return np.asarray((high - low) + 2.0 / MISSED * (below + above))


def crps(draws: Floats, observed: Floats) -> Floats:
    """Return the continuous ranked probability score, ``E|X - x| - E|X - X'| / 2``.

    The expectations are over the draws themselves (Gneiting & Raftery 2007, eq. 21); for a single
    draw it is the absolute error.

    Args:
        draws: In order, shape (point, draw).
        observed: Shape (point,).
    """
    count = draws.shape[1]
    weights = (2.0 * np.arange(1, count + 1) - count - 1) / count**2
    return np.asarray(np.abs(draws - observed[:, None]).mean(axis=1) - draws @ weights)


def band_of(draws: Floats) -> Floats:
    """Return the edges of the middle 90 % of draws that are in order, shape (2, point).

    Between two draws it is interpolated, as ``numpy.quantile`` does.
    """
    place = np.array(EDGES) * (draws.shape[1] - 1)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, draws.shape[1] - 1)
    part = place - below
    return np.asarray((draws[:, below] * (1.0 - part) + draws[:, above] * part).T)


def rms(error: Floats) -> float:
    """Return the root of the mean squared error, NaN without any."""
    return float(np.sqrt(np.mean(error**2))) if len(error) else np.nan


def covered(low: Floats, high: Floats, observed: Floats) -> Floats:
    """Return which observations lie inside a band, up to rounding, shape (point,)."""
    slack = ROUNDING * max(float(np.abs(observed).max(initial=0.0)), 1e-12)
    return np.asarray((low - slack <= observed) & (observed <= high + slack), dtype=np.float64)
