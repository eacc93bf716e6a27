"""Scores: a published figure against its simulated band, a monthly series against naive forecasts.

A figure is hit where the simulated median lies within 25 % of a quantity or value, 5 points of a
share, 4 weeks of a date. A series is scored month by month: the forecast is the mean over runs,
its band the middle 90 % of the runs, widened by how irregular months were before those that are
scored (see ``irregularity``); ``skill = 1 - RMSE / RMSE of a naive forecast`` is 1 for a perfect
forecast, 0 for one no better than the naive one (Murphy 1988).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

Floats = npt.NDArray[np.float64]

LOW, HIGH = EDGES = 0.05, 0.95
"""The band: 90 % lie in it."""

STEPS: Floats = norm.ppf((np.arange(199) + 0.5) / 199)
"""Equally likely values of a standard normal variable."""

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


def figure_score(facts: dict[str, str], simulated: Floats) -> FigureScore:
    """Score one figure.

    Args:
        facts: Its row of the published figures, with its ``id``.
        simulated: Its statistic, shape (run,).
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
        tolerance=tolerance(observed, unit),
    )


def observed_number(value: str, unit: str) -> float:
    """Return a published value as a number; a date as days since 1970-01-01."""
    if unit != "date":
        return float(value)
    return float((dt.date.fromisoformat(value) - dt.date(1970, 1, 1)).days)


def tolerance(observed: float, unit: str) -> float:
    """Return how far from the observed number a hit may lie."""
    return {"date": DAYS, "per cent": POINTS}.get(unit, RELATIVE * abs(observed))


@dataclass(frozen=True, slots=True)
class SeriesScore:
    """How well a monthly series was forecast; NaN where a score does not exist.

    Attributes:
        measure: ``quantity`` or ``value_usd_m``.
        months: Number of months scored.
        skill: Against no change since the months before.
        skill_last_year: Against the same month of the year before, over months that have one.
        coverage: Share of months inside the band.
        coverage_of_runs: Share of months inside the middle 90 % of the runs alone.
        nrmse: Root mean squared error over the mean observed.
        correlation: Of the months observed and simulated.
    """

    customs_group: str
    destination: str
    origin: str
    measure: str
    months: int
    skill: float
    skill_last_year: float
    coverage: float
    coverage_of_runs: float
    nrmse: float
    correlation: float


@dataclass(frozen=True)
class SeriesPair:
    """A series as observed and as simulated, month by month.

    Attributes:
        months: YYYY-MM of each month.
        observed: Shape (month,).
        simulated: Shape (month, run).
        unchanged: The level that no change would have kept; NaN where it is not known.
        last_year: Observed a year before each month, NaN where it is not known.
        irregularity: Standard deviation of the logarithm by which single months stray, beyond
            what the runs show themselves; 0 where it is not known.
    """

    customs_group: str
    destination: str
    origin: str
    measure: str
    unit: str
    months: tuple[str, ...]
    observed: Floats
    simulated: Floats
    unchanged: float
    last_year: Floats
    irregularity: float = 0.0

    @property
    def mean(self) -> Floats:
        """The forecast: the mean over runs, shape (month,)."""
        mean: Floats = self.simulated.mean(axis=1)
        return mean

    @property
    def band(self) -> Floats:
        """Lower and upper edge of the band, shape (2, month).

        The middle 90 % of what may be observed: of every run times a lognormal factor of mean 1,
        whose spread is the irregularity.
        """
        stray = np.exp(self.irregularity * STEPS - self.irregularity**2 / 2.0)
        months = len(self.months)
        return np.quantile((self.simulated[..., None] * stray).reshape(months, -1), EDGES, axis=1)

    @property
    def band_of_runs(self) -> Floats:
        """Edges of the middle 90 % of the runs, shape (2, month)."""
        return np.quantile(self.simulated, EDGES, axis=1)

    def score(self) -> SeriesScore:
        """Score the series."""
        error = self.mean - self.observed
        known = ~np.isnan(self.last_year)
        return SeriesScore(
            customs_group=self.customs_group,
            destination=self.destination,
            origin=self.origin,
            measure=self.measure,
            months=len(self.months),
            skill=_skill(error, self.unchanged - self.observed),
            skill_last_year=_skill(error[known], (self.last_year - self.observed)[known]),
            coverage=self._covered(self.band),
            coverage_of_runs=self._covered(self.band_of_runs),
            nrmse=_ratio(_rms(error), float(self.observed.mean())),
            correlation=_correlation(self.mean, self.observed),
        )

    def _covered(self, band: Floats) -> float:
        low, high = band
        slack = ROUNDING * max(float(np.abs(self.observed).max()), 1e-12)
        inside = (low - slack <= self.observed) & (self.observed <= high + slack)
        return float(inside.mean())


def irregularity(observed: Floats, simulated: Floats) -> float:
    """Return how far single months stray from the simulation, beyond what its runs show.

    ``sqrt(max(V - v, 0))`` with V the variance over months of ``log(observed / mean of the runs)``
    and v the mean variance over months of ``log(run / mean of the runs)``. A level that is too
    high or too low throughout does not count, nor do months without trade. This is a discrepancy
    of the model in the sense of Kennedy & O'Hagan (2001), learnt where nothing is scored.

    Args:
        observed: Months that are not scored, shape (month,).
        simulated: The same months, shape (month, run).

    Returns:
        A standard deviation of logarithms; 0 with fewer than ``LEAST_MONTHS`` months.
    """
    traded = (observed > 0.0) & (simulated > 0.0).all(axis=1)
    if traded.sum() < LEAST_MONTHS:
        return 0.0
    usual = simulated[traded].mean(axis=1)
    strays = np.log(observed[traded] / usual)
    own = np.log(simulated[traded] / usual[:, None])
    return math.sqrt(max(strays.var(ddof=1) - own.var(axis=0, ddof=1).mean(), 0.0))


LEAST_MONTHS = 12
"""Months from which irregularity is learnt: a year."""

ROUNDING = 1e-4
"""How far outside its band a month may lie, relative to the largest: statistics are rounded."""


def _rms(error: Floats) -> float:
    return float(np.sqrt(np.mean(error**2))) if len(error) else math.nan


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else math.nan


def _skill(error: Floats, naive: Floats) -> float:
    return 1.0 - _ratio(_rms(error), _rms(naive))


def _correlation(first: Floats, second: Floats) -> float:
    if len(first) < len("ab") or not np.ptp(first) or not np.ptp(second):
        return math.nan
    return float(np.corrcoef(first, second)[0, 1])
