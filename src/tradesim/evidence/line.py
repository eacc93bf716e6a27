"""One measure of an observed series, with what naive rivals say of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.observed import Key
from tradesim.evidence.periods import months_of
from tradesim.evidence.proper_scores import band_of, crps, interval_score, rms
from tradesim.evidence.rivals import Forecast


@dataclass(frozen=True, slots=True)
class Errors:
    """How far a forecast of a series lies from what was observed.

    Each is over the mean of the baseline, or over the mean observed where that is more, so that
    series of all sizes can be averaged and one that grew from nearly nothing does not rule.
    """

    rmse: float
    interval: float
    crps: float


@dataclass(frozen=True)
class ObservedLine:
    """One measure of an observed series.

    Attributes:
        unit: Unit of its numbers.
        periods: What is scored.
        observed: Shape (period,).
        level: Mean of the baseline, a month; NaN where nothing is known.
        scatter: Standard deviation of a month over the baseline.
        adds_up: Whether a year is the sum of its months.
        rivals: Naive forecasts by name.
        before: Months before, simulated and observed.
        seen: The same as observed, shape (month,).
    """

    key: Key
    measure: str
    unit: str
    periods: tuple[str, ...]
    observed: Floats
    level: float
    scatter: float = 0.0
    adds_up: bool = True
    rivals: dict[str, Forecast] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    seen: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def lengths(self) -> Floats:
        """Months in each period, shape (period,)."""
        return np.array([len(months_of(period)) for period in self.periods], dtype=np.float64)

    @cached_property
    def scale(self) -> float:
        """What errors are taken over; NaN where there is no baseline."""
        if not self.level > 0.0:
            return math.nan
        usual = self.level * (self.lengths if self.adds_up else np.ones(len(self.periods)))
        return float(max(usual.mean(), self.observed.mean()))

    def stray(self, learnt: float) -> Floats:
        """Return the irregularity of each period, shape (period,).

        Args:
            learnt: What the months before say of it; where it is NaN the scatter of months stands
                in. Over n months single ones even out: it falls with the root of n.
        """
        monthly = math.sqrt(math.log1p(self.scatter**2)) if math.isnan(learnt) else learnt
        return np.asarray(monthly / np.sqrt(self.lengths))

    @cached_property
    def errors_of_rivals(self) -> dict[str, Errors]:
        """How far each rival lies from what was observed."""
        return {
            name: self.errors_of(rival.level, rival.draws) for name, rival in self.rivals.items()
        }

    def errors_of(self, centre: Floats, draws: Floats) -> Errors:
        """Return how far a forecast lies from what was observed.

        Args:
            centre: Its median, shape (period,).
            draws: Equally likely numbers in order, shape (period, draw).
        """
        low, high = band_of(draws)
        return Errors(
            rms(centre - self.observed) / self.scale,
            float(interval_score(low, high, self.observed).mean()) / self.scale,
            float(crps(draws, self.observed).mean()) / self.scale,
        )
