"""Scores of an observed series: how far a forecast lies from it, against naive rivals.

The forecast is what the runs say, its band the middle 90 % of the runs, widened by how irregular
single months are (see ``irregularity``). ``skill = 1 - RMSE / RMSE of a rival`` is 1 for a perfect
forecast, 0 for one no better than the rival (Murphy 1988); a ratio of interval scores or CRPS is 0
for a perfect forecast, 1 for one no better.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from scipy.special import ndtri

from tradesim.arrays import Floats
from tradesim.evidence.line import Errors, ObservedLine
from tradesim.evidence.observed import Key
from tradesim.evidence.proper_scores import band_of, covered, rms
from tradesim.evidence.rivals import LAST_YEAR, NO_CHANGE


@dataclass(frozen=True, slots=True)
class SeriesScore:
    """How well a series was forecast; NaN where a score does not exist.

    Attributes:
        measure: ``quantity``, ``value_usd_m`` or ``unit_value_usd``.
        first: First period scored.
        last: Last period scored.
        months: Number of periods scored.
        skill: Of the mean of the runs, against no change since the baseline.
        skill_last_year: The same against the same months of the last year before.
        skill_best: Of the median of the runs, against the naive rival that errs least.
        best_rival: Its name.
        coverage: Share of periods inside the band.
        coverage_of_runs: Share of periods inside the middle 90 % of the runs alone.
        width: Mean width of the band over the scale of the series.
        interval: Mean interval score over the scale of the series.
        interval_ratio: Interval score over that of the rival that has the lowest.
        crps: Mean continuous ranked probability score over the scale of the series.
        crps_ratio: The same over that of the rival that has the lowest.
        nrmse: Root mean squared error over the mean observed.
        correlation: Of the periods observed and simulated.
    """

    customs_group: str
    item: str
    flow: str
    destination: str
    origin: str
    measure: str
    frequency: str
    first: str
    last: str
    months: int
    skill: float
    skill_last_year: float
    skill_best: float
    best_rival: str
    coverage: float
    coverage_of_runs: float
    width: float
    interval: float
    interval_ratio: float
    crps: float
    crps_ratio: float
    nrmse: float
    correlation: float


@dataclass(frozen=True)
class SeriesPair:
    """A series as observed and as simulated, period by period.

    Attributes:
        line: What was observed.
        simulated: Shape (period, run).
        irregularity: Standard deviation of the logarithm by which each period strays, beyond what
            the runs show themselves, shape (period,).
    """

    line: ObservedLine
    simulated: Floats
    irregularity: Floats

    @property
    def key(self) -> Key:
        """What the series is of."""
        return self.line.key

    @property
    def measure(self) -> str:
        """``quantity``, ``value_usd_m`` or ``unit_value_usd``."""
        return self.line.measure

    @property
    def unit(self) -> str:
        """Unit of its numbers."""
        return self.line.unit

    @property
    def months(self) -> tuple[str, ...]:
        """The periods scored."""
        return self.line.periods

    @property
    def observed(self) -> Floats:
        """Observed, shape (period,)."""
        return self.line.observed

    @property
    def mean(self) -> Floats:
        """The mean over runs, shape (period,)."""
        return np.asarray(self.simulated.mean(axis=1))

    @property
    def median(self) -> Floats:
        """The median over runs, shape (period,)."""
        return np.asarray(np.median(self.simulated, axis=1))

    @cached_property
    def draws(self) -> Floats:
        """What may be observed, equally likely and in order, shape (period, draw).

        Every run times a lognormal factor of mean 1, whose spread is the irregularity.
        """
        if not np.any(self.irregularity):
            return np.sort(self.simulated, axis=1)
        steps = normal_steps(self.simulated.shape[1])
        spread = np.broadcast_to(self.irregularity, self.observed.shape)[:, None]
        spread = spread[..., None]
        stray = np.exp(spread * steps - spread**2 / 2.0)
        spread_out = self.simulated[..., None] * stray
        return np.sort(spread_out.reshape(len(self.months), -1), axis=1)

    @cached_property
    def band(self) -> Floats:
        """Edges of the middle 90 % of what may be observed, shape (2, period)."""
        return band_of(self.draws)

    @property
    def band_of_runs(self) -> Floats:
        """Edges of the middle 90 % of the runs, shape (2, period)."""
        return band_of(np.sort(self.simulated, axis=1))

    @cached_property
    def errors(self) -> Errors:
        """How far the runs lie from what was observed."""
        return self.line.errors_of(self.median, self.draws)

    def score(self) -> SeriesScore:
        """Score the series."""
        (low, high), (run_low, run_high) = self.band, self.band_of_runs
        rivals = self.line.errors_of_rivals
        best = min(rivals, key=lambda name: rivals[name].rmse) if rivals else ""
        own = self.errors
        error = self.mean - self.observed
        return SeriesScore(
            customs_group=self.key.customs_group,
            item=self.key.item,
            flow=self.key.flow,
            destination=self.key.destination,
            origin=self.key.origin,
            measure=self.measure,
            frequency=self.key.frequency,
            first=self.months[0],
            last=self.months[-1],
            months=len(self.months),
            skill=self._skill(NO_CHANGE),
            skill_last_year=self._skill(LAST_YEAR),
            skill_best=1.0 - ratio(own.rmse, rivals[best].rmse) if rivals else math.nan,
            best_rival=best,
            coverage=float(covered(low, high, self.observed).mean()),
            coverage_of_runs=float(covered(run_low, run_high, self.observed).mean()),
            width=float((high - low).mean()) / self.line.scale,
            interval=own.interval,
            interval_ratio=ratio(own.interval, least(rivals, "interval")),
            crps=own.crps,
            crps_ratio=ratio(own.crps, least(rivals, "crps")),
            nrmse=ratio(rms(error), float(self.observed.mean())),
            correlation=_correlation(self.mean, self.observed),
        )

    def _skill(self, rival: str) -> float:
        """Return the skill of the mean over runs against one rival, NaN where there is none."""
        if rival not in self.line.rivals:
            return math.nan
        naive = rms(self.line.rivals[rival].level - self.observed)
        return 1.0 - ratio(rms(self.mean - self.observed), naive)


DRAWS, FEWEST_STEPS, MOST_STEPS = 1000, 9, 199
"""About how many draws a band is made of, and how often each run is counted for them."""

GOLDEN = (5**0.5 - 1) / 2
"""Multiples of it, modulo 1, fill the unit interval evenly, however many."""


@cache
def normal_steps(runs: int) -> Floats:
    """Return equally likely values of a standard normal variable for each run.

    The values of each run are evenly likely, those of all runs together fill the gaps between
    them, so that few steps a run make a smooth band.

    Returns:
        Shape (run, step).
    """
    count = min(max(DRAWS // runs, FEWEST_STEPS), MOST_STEPS)
    phase = (0.5 + np.arange(runs) * GOLDEN) % 1.0
    likely = (np.arange(count) + np.clip(phase, 1e-3, 1.0 - 1e-3)[:, None]) / count
    return np.asarray(ndtri(likely))


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
        A standard deviation of logarithms; NaN with fewer than ``LEAST_MONTHS`` months.
    """
    traded = (observed > 0.0) & (simulated > 0.0).all(axis=1)
    if traded.sum() < LEAST_MONTHS:
        return math.nan
    usual = simulated[traded].mean(axis=1)
    strays = np.log(observed[traded] / usual)
    own = np.log(simulated[traded] / usual[:, None])
    return math.sqrt(max(strays.var(ddof=1) - own.var(axis=0, ddof=1).mean(), 0.0))


LEAST_MONTHS = 12
"""Months from which irregularity is learnt: a year."""


def ratio(part: float, whole: float) -> float:
    """Return part over whole, NaN where the whole is nothing."""
    return part / whole if whole > 0.0 else math.nan


def least(rivals: dict[str, Errors], score: str) -> float:
    """Return the lowest score of any rival, NaN without rivals."""
    return min((float(getattr(errors, score)) for errors in rivals.values()), default=math.nan)


def _correlation(first: Floats, second: Floats) -> float:
    if len(first) < len("ab") or not np.ptp(first) or not np.ptp(second):
        return math.nan
    return float(np.corrcoef(first, second)[0, 1])
