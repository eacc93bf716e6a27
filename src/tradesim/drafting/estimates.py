"""What the months before the announcement say: levels, prices, scatter, season and trend."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from tradesim.drafting.flows import Flows
from tradesim.evidence.rule import WEEKS_OF_A_MONTH

MONTHS_FOR_A_SEASON = 24
MONTHS_FOR_A_TREND = 24
MONTHS_OF_A_YEAR = 12
SIGNIFICANCE = 0.05
NORMAL_95 = 1.645
USUAL = (10, 90)
"""Percentiles of monthly unit values between which a price is plausible."""


@dataclass(frozen=True)
class Estimate:
    """A figure that follows from data, with its range.

    Attributes:
        value: The figure.
        low: Lower end.
        high: Upper end.
        periods: Periods it rests on.
    """

    value: float
    low: float
    high: float
    periods: int


@dataclass(frozen=True)
class Season:
    """A yearly season of demand.

    Attributes:
        amplitude: Its amplitude, share of the level.
        peak_week: Week of the year in which it peaks.
        months: Months it was fitted to.
    """

    amplitude: float
    peak_week: float
    months: int


def level(quantities: pd.Series, weeks: float) -> Estimate:
    """Return the mean quantity a week, with a range of 90 % for the mean.

    Of a single year the range is that of twelve months that scatter by a half; of another single
    period half to one and a half times, as the written rule has it where nothing tells.

    Args:
        quantities: By period, NaN where unknown.
        weeks: Length of a period.
    """
    known = quantities.dropna().to_numpy(dtype=float) / weeks
    if not len(known):
        return Estimate(0.0, 0.0, 0.0, 0)
    mean = float(known.mean())
    reach = mean / 2
    if len(known) == 1 and weeks > WEEKS_OF_A_MONTH:
        reach *= NORMAL_95 / math.sqrt(MONTHS_OF_A_YEAR)
    elif len(known) > 1:
        reach = NORMAL_95 * float(known.std(ddof=1)) / math.sqrt(len(known))
    return Estimate(mean, max(mean - reach, mean / 10), mean + reach, len(known))


def unit_value(quantity: pd.DataFrame, value: pd.DataFrame) -> Estimate | None:
    """Return USD a unit over some pairs, with the range of single months; None without values."""
    both = quantity.gt(0) & value.gt(0)
    amount, worth = quantity.where(both).sum(), value.where(both).sum()
    if float(amount.sum()) <= 0.0:
        return None
    mean = float(worth.sum() / amount.sum())
    months = (worth / amount.where(amount > 0)).dropna().to_numpy(dtype=float)
    low, high = (float(end) for end in np.percentile(months, USUAL))
    return Estimate(mean, min(low, mean), max(high, mean), len(months))


def scatters(flows: Flows) -> list[float]:
    """Return the coefficient of variation of the months of each pair with at least three."""
    found = []
    for _, months in flows.quantity.iterrows():
        known = months.dropna().to_numpy(dtype=float)
        if len(known) > 2 and known.mean() > 0 and np.count_nonzero(known) > 2:  # noqa: PLR2004
            found.append(float(known.std(ddof=1) / known.mean()))
    return found


def season(quantities: pd.Series) -> Season | None:
    """Return the season of monthly quantities; None where the months show none.

    One harmonic of the year is fitted to the logarithms beside a straight trend, and kept where an
    F test at 5 % keeps it.
    """
    found = _regressors(quantities, MONTHS_FOR_A_SEASON)
    if found is None:
        return None
    logs, full = found
    coefficients, left = _fit(full, logs)
    _, left_plain = _fit(full[:, :2], logs)
    freedom = len(logs) - full.shape[1]
    ratio = (left_plain - left) / 2 / max(left / freedom, 1e-12)
    if float(stats.f.sf(ratio, 2, freedom)) >= SIGNIFICANCE:
        return None
    cosine, sine = coefficients[2:]
    peak = (math.atan2(sine, cosine) / (2 * np.pi)) % 1.0
    return Season(min(math.hypot(cosine, sine), 0.9), peak * 365.25 / 7, len(logs))


def trend(quantities: pd.Series) -> Estimate | None:
    """Return growth a year of monthly quantities, with a range of 90 %; None with few months.

    A straight line is fitted to the logarithms, beside a harmonic of the year.
    """
    found = _regressors(quantities, MONTHS_FOR_A_TREND)
    if found is None:
        return None
    logs, columns = found
    coefficients, left = _fit(columns, logs)
    variance = left / (len(logs) - columns.shape[1])
    error = math.sqrt(variance * np.linalg.inv(columns.T @ columns)[1, 1])
    slope, reach = float(coefficients[1]), NORMAL_95 * error
    ends = [math.expm1(slope + step) for step in (0.0, -reach, reach)]
    return Estimate(ends[0], ends[1], ends[2], len(logs))


def _regressors(quantities: pd.Series, least: int) -> tuple[np.ndarray, np.ndarray] | None:
    """Return logarithms of what is above 0, and beside them 1, the time and a harmonic of it.

    None where fewer months than the least are known.
    """
    known = quantities[quantities > 0]
    if len(known) < least:
        return None
    times = _times(known.index)
    angle = 2 * np.pi * times
    columns = np.column_stack([np.ones_like(times), times, np.cos(angle), np.sin(angle)])
    return np.log(known.to_numpy(dtype=float)), columns


def _times(months: pd.Index) -> np.ndarray:
    """Return months as years since the first January, their middle."""
    periods = pd.PeriodIndex(months, freq="M")
    return np.asarray(periods.year - periods.year[0] + (periods.month - 0.5) / MONTHS_OF_A_YEAR)


def _fit(columns: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, float]:
    coefficients, *_ = np.linalg.lstsq(columns, values, rcond=None)
    return coefficients, float(((values - columns @ coefficients) ** 2).sum())
