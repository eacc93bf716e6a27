"""Scores of single published figures: a hit, and whether it lies inside the band.

A figure is hit where the simulated median lies within 25 % of a quantity or value (or what the
scenario says), 5 points of a share, 4 weeks of a date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.proper_scores import HIGH, LOW, ROUNDING
from tradesim.wording.dates import days_until

RELATIVE, POINTS, DAYS = 0.25, 5.0, 28.0
"""Tolerances: of a quantity or value, of a share in per cent, of a date."""


@dataclass(frozen=True, slots=True)
class FigureScore:
    """A published figure beside its simulated counterpart.

    Attributes:
        unit: Unit of all its numbers; dates are days since 1970-01-01.
        tolerance: How far the median may lie from what was observed.
    """

    figure: str
    measure: str
    item: str
    period: str
    unit: str
    observed: float
    median: float
    low: float
    high: float
    tolerance: float

    @property
    def is_hit(self) -> bool:
        """Whether the median lies within the tolerance."""
        return abs(self.median - self.observed) <= self.tolerance

    @property
    def is_inside(self) -> bool:
        """Whether what was observed lies inside the 90 % band of the runs."""
        slack = ROUNDING * max(abs(self.observed), 1e-12)
        return self.low - slack <= self.observed <= self.high + slack


def figure_score(
    facts: dict[str, str], simulated: Floats, relative: float = RELATIVE
) -> FigureScore:
    """Score one figure.

    Args:
        facts: Its row of the published figures, with its ``id``.
        simulated: Its statistic, shape (run,).
        relative: How far a quantity or value may lie from it, relative to it.
    """
    unit = facts["unit"]
    observed = observed_number(facts["value"], unit)
    low, median, high = np.quantile(simulated, [LOW, 0.5, HIGH], method="inverted_cdf")
    if unit != "date":
        low, median, high = np.quantile(simulated, [LOW, 0.5, HIGH])
    return FigureScore(
        figure=facts["id"],
        measure=facts["measure"],
        item=facts["item"],
        period=facts["period"],
        unit=unit,
        observed=observed,
        median=float(median),
        low=float(low),
        high=float(high),
        tolerance=tolerance(observed, unit, relative),
    )


def observed_number(value: str, unit: str) -> float:
    """Return a published value as a number; a date as days since 1970-01-01."""
    return days_until(value) if unit == "date" else float(value)


def tolerance(observed: float, unit: str, relative: float = RELATIVE) -> float:
    """Return how far from the observed number a hit may lie."""
    return {"date": DAYS, "per cent": POINTS}.get(unit, relative * abs(observed))
