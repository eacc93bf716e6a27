"""From chance to figures: uniform numbers that kin share, and the triangles they are drawn from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.arrays import Floats, Words
from tradesim.doubt.judged import Judged
from tradesim.doubt.ranges import Range
from tradesim.randomness import name_keys, normal
from tradesim.scenario.schema import Scenario
from tradesim.scenario.synonyms import as_first_named

OWN, SHARED = "doubt", "doubt of kin"
"""Streams of the draws: a figure's own, and that of its kin."""

LEVEL = "level"
"""Stream of the level of trade in the months before."""

MONTHS_KNOWN = 6
"""Published months that a level is usually the mean of."""


def shares(figures: Sequence[Judged], runs: Words, kinship: float) -> Floats:
    """Return a uniform number for each figure and run, shape (figure, run).

    ``Phi(sqrt(k) z_kin + sqrt(1 - k) z_own)`` with ``k`` the kinship: whoever judges the stocks of
    one buyer too high judges those of the next too high. A draw hangs on seed, replicate and path
    alone, so that a variant without a policy draws the same for all that is left; on the path by
    identities and its section's first name, so that the numbers outlive the names.
    """
    own = normal(runs, OWN, name_keys([as_first_named(figure.drawn_by) for figure in figures]), 0)
    kin = normal(runs, SHARED, name_keys([figure.kin for figure in figures]), 0)
    from scipy.special import ndtr  # noqa: PLC0415 - most runs draw no doubt

    return np.asarray(ndtr(np.sqrt(kinship) * kin + np.sqrt(1.0 - kinship) * own))


def levels(scenario: Scenario, runs: Words) -> dict[str, Floats]:
    """Return by item the trade of the months before over what the scenario says, shape (run,).

    A level is the mean of about half a year of published months that stray by the item's scatter
    ``s``, so it errs by ``exp(z s / sqrt(6))``.
    """
    identities = [item.drawn_by for item in scenario.items]
    error = normal(runs, LEVEL, name_keys(identities), 0)
    return {
        item.name: np.exp(row * float(item.monthly_scatter.value) / np.sqrt(MONTHS_KNOWN))
        for item, row in zip(scenario.items, error, strict=True)
    }


def drawn(where: Range, share: Floats) -> Floats:
    """Return values of a triangular distribution with its mode at the figure's value.

    In logarithms where the range says so. What lies beyond what the field allows is moved to its
    bound.

    Args:
        where: The range.
        share: Shares of the distribution that lie below, shape (run,).
    """
    low, mode, high = where.low, where.value, where.high
    if not low < high:
        return np.full_like(share, mode)
    if where.logarithmic:
        low, mode, high = np.log([low, mode, high])
    width, left, right = high - low, mode - low, high - mode
    below = low + np.sqrt(share * width * left)
    above = high - np.sqrt((1.0 - share) * width * right)
    values = np.where(share * width < left, below, above)
    plain = np.exp(values) if where.logarithmic else values
    return np.clip(plain, max(where.low, where.floor), min(where.high, where.ceiling))
