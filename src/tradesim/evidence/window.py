"""What was known when a measure was announced, and what is scored: the months of an episode."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tradesim.evidence.periods import MONTHS_A_YEAR, between, earlier
from tradesim.scenario import Scenario
from tradesim.scenario.forecast_day import forecast_day

MONTHS_KNOWN = 36
"""How long before the first scored month observations count as what was known."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months of an episode.

    Attributes:
        announced: Day on which the forecast is made.
        baseline: Months whose mean is the forecast of no change, as YYYY-MM.
        first_scored: First month that is scored.
        tolerance: How far from a published quantity or value a hit may lie, relative to it.
    """

    announced: dt.date
    baseline: tuple[str, ...]
    first_scored: str
    tolerance: float

    @property
    def oldest(self) -> str:
        """First month of what is known of before: what is older says little of today."""
        return min(earlier(self.first_scored, MONTHS_KNOWN), self.baseline[0])

    @classmethod
    def of(cls, scenario: Scenario) -> Window:
        """Return what a scenario says, or the defaults: a year before, the month of the news."""
        said = scenario.hindcast
        announced = forecast_day(scenario) or scenario.start
        month = said.first_scored or f"{announced:%Y-%m}"
        before = f"{announced:%Y-%m}"
        baseline = between(earlier(before, MONTHS_A_YEAR), earlier(before, 1))
        if said.baseline is not None:
            baseline = between(said.baseline.start, said.baseline.end)
        return cls(announced, baseline, month, float(said.tolerance.value))
