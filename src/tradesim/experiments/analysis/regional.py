"""Regional sensitivity: by which parameters the points of interest differ from the others.

Monte Carlo filtering (Spear & Hornberger 1980; Saltelli et al. 2004): the points are divided into
those of interest and the rest, and the values of each parameter are compared between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Flags
from tradesim.experiments.analysis.outcome import Outcome, Threshold
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import is_measured, one_below_another

UPPER = 0.9
"""Quantile above which an outcome is of interest where the experiment names no threshold."""

FEWEST = 5
"""Points of interest, and others, from which on the two are compared."""


def regional_sensitivity(
    runs: Runs, shown: Sequence[Outcome], threshold: Threshold | None
) -> pd.DataFrame:
    """Return how far the values of each parameter differ between points of interest and others.

    Args:
        runs: The runs; a point counts by its mean over replicates.
        shown: Outcomes of which the highest tenth is of interest.
        threshold: What is of interest of its own outcome.

    Returns:
        One row a variant, outcome and parameter. ``distance`` is the largest difference of the
        two cumulative distributions (Kolmogorov & Smirnov); of names, the total variation between
        their shares. ``chance`` is its p-value, ``chance_of_many`` the same corrected for the
        number of parameters of a variant and outcome (Benjamini & Hochberg 1995).
    """
    parts = [
        _compared(runs, variant, outcome, flags, words)
        for variant in runs.variants
        for outcome, flags, words in _divided(runs, variant, shown, threshold)
    ]
    return one_below_another(parts)


def _divided(
    runs: Runs, variant: str, shown: Sequence[Outcome], threshold: Threshold | None
) -> Iterator[tuple[Outcome, pd.Series[bool], str]]:
    """Yield outcomes with which points are of interest, and what makes them so."""
    asked = {threshold.column: threshold} if threshold else {}
    for column in dict.fromkeys([*asked, *(outcome.column for outcome in shown)]):
        points = runs.by_point(variant, [column])[column]
        one = asked.get(column) or Threshold(column, float(points.quantile(UPPER)))
        values = points.dropna()
        flags = pd.Series(one.of_interest(values.to_numpy(dtype=np.float64)), index=values.index)
        if min(int(flags.sum()), int((~flags).sum())) >= FEWEST:
            yield runs.outcome(one.column), flags, str(one)


def _compared(
    runs: Runs, variant: str, outcome: Outcome, flags: pd.Series[bool], words: str
) -> pd.DataFrame:
    from scipy.stats import false_discovery_control  # noqa: PLC0415 - takes a second to load

    settings = runs.settings.loc[flags.index]
    chosen = flags.to_numpy(dtype=np.bool_)
    found = [_distance(settings[parameter.column], chosen) for parameter in runs.parameters]
    chances = np.array([chance for _, chance in found])
    return pd.DataFrame(
        {
            "variant": variant,
            "outcome": outcome.column,
            "of_interest": words,
            "points": int(chosen.sum()),
            "of": len(chosen),
            "parameter": [parameter.name for parameter in runs.parameters],
            "distance": [distance for distance, _ in found],
            "chance": chances,
            "chance_of_many": false_discovery_control(chances) if len(chances) else chances,
        }
    )


def _distance(column: pd.Series[Any], chosen: Flags) -> tuple[float, float]:
    """Return how far the values of some points differ from those of the others, and the p-value."""
    from scipy import stats  # noqa: PLC0415 - takes a second to load

    if column.nunique(dropna=False) < len("ab"):
        return 0.0, 1.0
    if is_measured(column):
        numbers = column.to_numpy()
        if numbers.dtype.kind == "M":
            numbers = numbers.astype(np.int64)
        found = stats.ks_2samp(numbers[chosen], numbers[~chosen])
        return float(found.statistic), float(found.pvalue)
    table = pd.crosstab(column.astype(str), chosen).to_numpy(dtype=np.float64)
    shares = table / table.sum(axis=0)
    chance = float(stats.chi2_contingency(table, correction=False).pvalue)
    return float(np.abs(shares[:, 0] - shares[:, 1]).sum() / 2.0), chance
