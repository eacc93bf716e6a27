"""Intervals that stay within the domain of what they are of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit

from tradesim.arrays import Floats
from tradesim.measures.domain import Domain


def within(centre: Floats, reach: Floats, domains: Sequence[Domain]) -> tuple[Floats, Floats]:
    """Return intervals about estimates that reach as far as given, within their domains.

    Each is taken where its estimate is free to move, and taken back: of a share on the scale of
    log odds, of what is only held below on that of logarithms, with the reach times the slope of
    that scale at the estimate (delta method; Agresti 2013, section 3.1.6). Nothing is cut off: near
    an end the interval is narrow towards it and wide away from it. Without an end, and where an
    estimate lies on one or beyond, it is ``centre - reach`` to ``centre + reach``.

    Args:
        centre: Estimates, shape (column,).
        reach: How far a symmetric interval would reach to each side, same shape.
        domains: What each can be.

    Returns:
        Lower and upper ends, shape (column,).
    """
    least, greatest = np.array(domains, dtype=np.float64).reshape(-1, len(Domain._fields)).T
    low, high = centre - reach, centre + reach
    inside = (least < centre) & (centre < greatest) & np.isfinite(reach)
    for ends, moved in (
        (np.isfinite(least) & np.isfinite(greatest), _by_odds),
        (np.isfinite(least) & np.isinf(greatest), _by_logarithm),
        (np.isinf(least) & np.isfinite(greatest), _by_logarithm_from_above),
    ):
        chosen = inside & ends
        given = centre[chosen], reach[chosen], least[chosen], greatest[chosen]
        low[chosen], high[chosen] = (moved(*given, way) for way in (-1.0, 1.0))
    return np.minimum(low, centre), np.maximum(high, centre)  # but for rounding, they are


def _by_odds(centre: Floats, reach: Floats, least: Floats, greatest: Floats, way: float) -> Floats:
    below, above = centre - least, greatest - centre
    with np.errstate(over="ignore"):
        step = reach / below + reach / above
    moved = least + (greatest - least) * expit(np.log(below / above) + way * step)
    return np.asarray(np.minimum(moved, greatest))


def _by_logarithm(
    centre: Floats, reach: Floats, least: Floats, _greatest: Floats, way: float
) -> Floats:
    below = centre - least
    with np.errstate(over="ignore"):
        return np.asarray(least + below * np.exp(way * reach / below))


def _by_logarithm_from_above(
    centre: Floats, reach: Floats, least: Floats, greatest: Floats, way: float
) -> Floats:
    return -_by_logarithm(-centre, reach, -greatest, -least, -way)
