"""Feature scoring: how much of an outcome a forest of random trees attributes to each parameter.

Extremely randomised trees (Geurts et al. 2006), as for scoring of features in exploratory modelling
(Jaxa-Rozen & Kwakkel 2018), from scikit-learn, which is an optional extra. They take any design,
and names as well as numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.experiments.analysis.discovery import extra
from tradesim.experiments.analysis.intervals import SEED, within
from tradesim.experiments.analysis.outcome import Outcome
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.sensitivity import explicable
from tradesim.measures.domain import SHARE

FEWEST_POINTS = 30
"""Points from which on parameters are scored."""

FORESTS, TREES = 20, 50
"""Forests, each of another resample of the points, and trees of each."""

REACH = 1.96
"""Standard deviations of a 95 % interval."""


def feature_scores(runs: Runs, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Return the score of each parameter: its share of what forests of random trees explain.

    Args:
        runs: The runs; a point counts by its mean over replicates.
        outcomes: The outcomes that are explained.

    Returns:
        One row a variant, outcome and parameter. Scores add up to one; the interval is that of
        resampled points. ``explained`` is the share of variance that a forest predicts at points
        that it has not seen: where it is low, scores mean little.

    Raises:
        AnalysisError: scikit-learn is not installed.
    """
    if len(runs.parameters) < len("ab") or runs.points < FEWEST_POINTS:
        return pd.DataFrame()
    with extra("Feature scores need scikit-learn"):
        from sklearn.ensemble import ExtraTreesRegressor  # noqa: PLC0415
    parts = []
    for variant, outcome, values in explicable(runs, outcomes, FEWEST_POINTS):
        scored = _scored(ExtraTreesRegressor, runs, values)
        parts.append(scored.assign(variant=variant, outcome=outcome.column))
    if not parts:
        return pd.DataFrame()
    first = ["variant", "outcome", "points", "parameter"]
    return pd.concat(parts, ignore_index=True)[
        [*first, "score", "score_low", "score_high", "explained"]
    ]


def _scored(forest: Any, runs: Runs, values: pd.Series[float]) -> pd.DataFrame:
    cases = runs.numbers(runs.settings.loc[values.index])
    outcome = values.to_numpy(dtype=np.float64)
    rng = np.random.default_rng(SEED)
    scores = []
    for number in range(FORESTS):
        drawn = rng.integers(0, len(outcome), len(outcome))
        grown = forest(n_estimators=TREES, random_state=SEED + number)
        scores.append(grown.fit(cases[drawn], outcome[drawn]).feature_importances_)
    table: Floats = np.asarray(scores, dtype=np.float64)
    mean, reach = table.mean(axis=0), REACH * table.std(axis=0, ddof=1)
    low, high = within(mean, reach, [SHARE] * len(mean))
    whole = forest(
        n_estimators=TREES * len("abcd"), bootstrap=True, oob_score=True, random_state=SEED
    )
    return pd.DataFrame(
        {
            "points": len(outcome),
            "parameter": [parameter.name for parameter in runs.parameters],
            "score": mean,
            "score_low": low,
            "score_high": high,
            "explained": max(float(whole.fit(cases, outcome).oob_score_), 0.0),
        }
    )
