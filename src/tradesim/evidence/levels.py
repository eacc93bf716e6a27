"""What a series was before: its months as far as they are known, their mean and their scatter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

from tradesim.evidence.periods import months_of
from tradesim.evidence.window import Window

LEAST_MONTHS = 4
"""Months from which a series tells how its own months scatter."""

USUAL_SCATTER = {"quantity": 0.35, "value_usd_m": 0.35, "unit_value_usd": 0.1}
"""Standard deviation of a month over the mean, where no series of an episode has enough months.

A judgement: about the median of 41 monthly customs series of chemicals and graphite in the year
before they came under licence (0.37 of quantities, 0.24 of values, 0.11 of unit values).
"""


@dataclass(frozen=True, slots=True)
class Past:
    """What was known of a series when the measure was announced.

    Attributes:
        months: Each month as published, by YYYY-MM.
        levels: Each month as published or, where only a longer period was, an even part of it.
        level: Mean of the baseline, NaN where nothing is known.
        scatter: Standard deviation of months over their mean, NaN with fewer than
            ``LEAST_MONTHS``.
    """

    months: dict[str, float]
    levels: dict[str, float]
    level: float
    scatter: float


def past_of(values: Mapping[str, float], window: Window, *, adds_up: bool) -> Past:
    """Return what was known of a series of one measure.

    Args:
        values: By period, of any length.
        window: The months of the episode.
        adds_up: Whether a year is the sum of its months, as quantities are; unit values are
            means.
    """
    before = {
        period: value
        for period, value in values.items()
        if window.oldest <= months_of(period)[-1] < window.first_scored
    }
    months = {months_of(p)[0]: v for p, v in before.items() if len(months_of(p)) == 1}
    levels = _by_month(before, adds_up=adds_up)
    return Past(months, levels, _level(levels, window), _scatter(months, window))


def _by_month(values: Mapping[str, float], *, adds_up: bool) -> dict[str, float]:
    """Return every month that is covered; what a longer period leaves over is spread evenly."""
    levels: dict[str, float] = {}
    for period in sorted(values, key=lambda p: (len(months_of(p)), p)):
        months = months_of(period)
        missing = [month for month in months if month not in levels]
        if not missing:
            continue
        known = sum(levels[month] for month in months if month in levels)
        whole = values[period] * (1 if adds_up else len(months))
        levels |= dict.fromkeys(missing, max(whole - known, 0.0) / len(missing))
    return levels


def _level(levels: Mapping[str, float], window: Window) -> float:
    """Return the mean of the baseline, or else of as many of the last months as are known."""
    inside = [levels[month] for month in window.baseline if month in levels]
    if not inside:
        last = sorted(levels)[-len(window.baseline) :]
        inside = [levels[month] for month in last]
    return float(np.mean(inside)) if inside else np.nan


def _scatter(months: Mapping[str, float], window: Window) -> float:
    """Return the scatter of the baseline's months, or of the last ones where it has too few."""
    inside = [months[month] for month in window.baseline if month in months]
    if len(inside) < LEAST_MONTHS:
        inside = [months[month] for month in sorted(months)[-len(window.baseline) :]]
    if len(inside) < LEAST_MONTHS or np.mean(inside) <= 0.0:
        return np.nan
    return float(np.std(inside, ddof=1) / np.mean(inside))


def shared_scatter(scatters: Iterable[float], measure: str) -> float:
    """Return the scatter of series that have too few months: the median of those that do not."""
    known = [scatter for scatter in scatters if np.isfinite(scatter)]
    return median(known) if known else USUAL_SCATTER[measure]
