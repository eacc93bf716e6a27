"""One draw of everything that is not known, for each replicate of a scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tradesim.arrays import Floats
from tradesim.doubt.feasible import feasible
from tradesim.doubt.judged import Judged, judged_figures
from tradesim.doubt.points import PointValues, behaviour_points, fitting_columns
from tradesim.doubt.shapes import drawn, levels, shares
from tradesim.measures.straying import Irregular
from tradesim.randomness import run_keys
from tradesim.scenario.schema import Scenario

NINE_IN_TEN = 1.46
"""How much wider than a range is a triangle of which nine in ten lie within the range."""

WIDENED = NINE_IN_TEN
"""How much wider than their ranges judgements are drawn."""

DRIFT = 0.35
"""Standard deviation, in logarithms, by which flows drift away from the model."""

PRICE_DRIFT = 0.3
"""The same of prices, in a year."""

KINSHIP = 0.5
"""Correlation of judgements of the same kind about the same good."""


@dataclass(frozen=True)
class Doubt:
    """What is drawn, and how widely.

    Attributes:
        behaviour: Points of a parameter ensemble by dotted path, each of shape (point,); each
            replicate takes the point of its number, beginning again after the last.
        widened: Multiple of the stated ranges.
        kinship: Correlation of judgements of the same kind about the same good.
        judgements: Whether figures that are judgements are drawn.
        months: Whether single months stray, as customs would publish them.
        drift: How far published flows drift away from the model, in logarithms.
        price_drift: How far prices do, in a year.
    """

    behaviour: Mapping[str, Floats] = field(default_factory=behaviour_points)
    widened: float = WIDENED
    kinship: float = KINSHIP
    judgements: bool = True
    months: bool = True
    drift: float = DRIFT
    price_drift: float = PRICE_DRIFT

    def irregular(self, seed: int) -> Irregular:
        """Return how trade as it is published strays, with a seed for its draws."""
        return Irregular(seed, self.months, self.drift, self.price_drift)


@dataclass(frozen=True)
class Draws:
    """What was drawn.

    Attributes:
        values: By dotted path, one value a run, shape (run,).
        left_out: Columns of the parameter ensemble that are not for this scenario.
        clipped: Paths of figures of which some draw was moved to the edge of what is possible.
    """

    values: PointValues
    left_out: tuple[str, ...] = ()
    clipped: tuple[str, ...] = ()


def draw(scenario: Scenario, seed: int, replicates: Sequence[int], doubt: Doubt) -> Draws:
    """Draw everything that is not known about a scenario.

    Args:
        scenario: The scenario.
        seed: Seed of all draws.
        replicates: Replicate number of each run.
        doubt: What is drawn, and how widely.
    """
    count = len(replicates)
    numbers = np.asarray(replicates, dtype=np.int64)
    columns, left_out = fitting_columns(doubt.behaviour, scenario)
    chosen = {path: column[numbers % len(column)] for path, column in columns.items()}
    figures = judged_figures(scenario) if doubt.judgements else []
    first = _judgements(figures, seed, replicates, doubt) | chosen
    level = levels(scenario, run_keys(seed, replicates)) if doubt.judgements else {}
    sound = feasible(scenario, first, level)
    clipped = tuple(path for path in sound if sound[path] is not first.get(path))
    values = {path: np.broadcast_to(column, (count,)).copy() for path, column in sound.items()}
    return Draws(values, tuple(left_out), clipped)


def _judgements(
    figures: Sequence[Judged], seed: int, replicates: Sequence[int], doubt: Doubt
) -> PointValues:
    """Return the drawn judgements by path."""
    if not figures:
        return {}
    chance = shares(figures, run_keys(seed, replicates), doubt.kinship)
    return {
        figure.path: drawn(figure.range.widened(doubt.widened), row)
        for figure, row in zip(figures, chance, strict=True)
    }
