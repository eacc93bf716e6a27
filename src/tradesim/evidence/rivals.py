"""Naive rivals: forecasts that whoever knew the past and the published rule could make.

Each has a band from the scatter of the months before: normal about its level with a standard
deviation of scatter times baseline, for a sum over n months times the root of n, and never below
nothing. One rule for all series and rivals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from tradesim.arrays import Floats
from tradesim.evidence.levels import Past
from tradesim.evidence.periods import MONTHS_A_YEAR, earlier, months_of
from tradesim.evidence.window import Window

NO_CHANGE, LAST_YEAR, CLOSED = "no change", "last year", "closed first"
"""The rivals: the baseline goes on; each month as in the last year before; nothing while trade is
reviewed, banned or held by the published rule, then as before."""

RIVALS = (NO_CHANGE, LAST_YEAR, CLOSED)

STEPS: Floats = ndtri((np.arange(199) + 0.5) / 199)
"""Equally likely values of a standard normal variable."""


@dataclass(frozen=True)
class Forecast:
    """A naive forecast of some periods.

    Attributes:
        level: Its median, shape (period,).
        spread: Standard deviation of its band, shape (period,).
    """

    level: Floats
    spread: Floats

    @property
    def draws(self) -> Floats:
        """Equally likely numbers in order, shape (period, draw)."""
        return np.asarray(np.maximum(self.level[:, None] + self.spread[:, None] * STEPS, 0.0))


@dataclass(frozen=True)
class RivalKnowledge:
    """What the rivals of one series know.

    Attributes:
        past: What was known of it.
        window: The months of the episode.
        scatter: Standard deviation of a month over the baseline.
        adds_up: Whether a year is the sum of its months.
    """

    past: Past
    window: Window
    scatter: float
    adds_up: bool

    def forecasts(
        self, periods: Sequence[str], open_share: dict[str, float]
    ) -> dict[str, Forecast]:
        """Return each rival there is, by name.

        Args:
            periods: What is forecast.
            open_share: Share of the series that is open by what was published, by month; empty
                where nothing is closed.
        """
        months = sorted({month for period in periods for month in months_of(period)})
        level = self.past.level
        naive = {NO_CHANGE: dict.fromkeys(months, level)}
        seasonal = {month: self._last_year(month) for month in months}
        if any(seasonal[m] is not None for m in months if m >= self.window.first_scored):
            naive[LAST_YEAR] = {
                month: level if value is None else value for month, value in seasonal.items()
            }
        if open_share and self.adds_up:
            naive[CLOSED] = {month: level * open_share.get(month, 1.0) for month in months}
        return {name: self._of_periods(periods, levels) for name, levels in naive.items()}

    def _last_year(self, month: str) -> float | None:
        """Return the same month in the last year before the announcement, None if unpublished."""
        while month >= self.window.first_scored:
            month = earlier(month, MONTHS_A_YEAR)
        return self.past.months.get(month)

    def _of_periods(self, periods: Sequence[str], levels: dict[str, float]) -> Forecast:
        """Return the forecast of periods; months known on the day of the forecast are no guess."""
        level, spread = np.zeros((2, len(periods)))
        for place, period in enumerate(periods):
            months = months_of(period)
            known = [m for m in months if m < self.window.first_scored and m in self.past.levels]
            guessed = len(months) - len(known)
            total = sum(self.past.levels[m] if m in known else levels[m] for m in months)
            deviation = self.scatter * self.past.level * np.sqrt(guessed)
            count = 1 if self.adds_up else len(months)
            level[place], spread[place] = total / count, deviation / count
        return Forecast(level, spread)
