"""Response curves: how outcomes follow a parameter over the levels of a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tradesim.experiments.analysis.bootstrap import mean_interval
from tradesim.experiments.analysis.runs import Outcome, Parameter, Runs

COLUMNS = (
    "variant",
    "parameter",
    "value",
    "held",
    "outcome",
    "unit",
    "runs",
    "mean",
    "mean_low",
    "mean_high",
    "p05",
    "p95",
)


BALANCED = "mean over the others"
"""What a curve is called that is over every combination of the other parameters alike."""


def response_curves(runs: Runs) -> pd.DataFrame:
    """Return the response of each outcome to each parameter, where it can be told from the others.

    Only grids and lists have levels: of other designs the table is empty. A curve has at least two
    levels at which the others are the same; where every level meets the same combinations of the
    others, there is a curve of their mean besides.

    Returns:
        One row a level: mean over replicates with its 95 % interval, and the 90 % band of runs.
        ``held`` tells the levels of the other parameters.
    """
    if runs.design not in {"grid", "list"} or not runs.parameters:
        return pd.DataFrame(columns=list(COLUMNS))
    parts = [
        curve
        for parameter in runs.apart
        for variant in runs.variants
        for curve in _curves(runs, variant, parameter)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def points_apart(runs: Runs) -> pd.DataFrame:
    """Return the outcomes of each point of a list with a parameter that has no curve.

    Returns:
        One row a variant, point and outcome, with the statistics of its runs; ``setting`` names
        every parameter of the point. Nothing where every parameter has a curve.
    """
    told = set(response_curves(runs)["parameter"])
    varying = [p for p in runs.apart if len(runs.settings[p.column].unique()) > 1]
    if runs.design != "list" or all(parameter.column in told for parameter in varying):
        return pd.DataFrame()
    parts = []
    for variant in runs.variants:
        of_variant = runs.sound[runs.sound["variant"] == variant]
        for point, rows in of_variant.groupby("point"):
            levels = runs.settings.loc[point]
            said = "; ".join(f"{p.name} {_word(levels[p.column])}" for p in runs.parameters)
            table = _level(rows, runs.outcomes, runs.unit)
            parts.append(table.assign(variant=variant, point=point, setting=said))
    first = ["variant", "point", "setting"]
    whole = pd.concat(parts, ignore_index=True)
    return whole[first + [name for name in whole.columns if name not in first]]


def _curves(runs: Runs, variant: str, parameter: Parameter) -> Iterator[pd.DataFrame]:
    """Yield the curves of a parameter in a variant: one for each setting of the others."""
    rows = runs.sound[runs.sound["variant"] == variant]
    tied = {parameter, *runs.in_step(parameter)}
    others = [other for other in runs.parameters if other not in tied]
    settings = _settings(rows, others)
    of = {"variant": variant, "parameter": parameter.column}
    for held, chosen in rows.groupby(settings, sort=False):
        levels = chosen.groupby(parameter.column, sort=True, dropna=False)
        if levels.ngroups > 1:  # its length fails in pandas 2.2 where a level is missing
            yield _curve(levels, runs).assign(**of, held=held)[list(COLUMNS)]
    levels = rows.groupby(parameter.column, sort=True, dropna=False)
    met = [frozenset(settings.loc[chosen.index]) for _, chosen in levels]
    if len(met) > 1 and len(set(met)) == 1 and len(met[0]) > 1:
        yield _curve(levels, runs).assign(**of, held=BALANCED)[list(COLUMNS)]


def _settings(rows: pd.DataFrame, others: Sequence[Parameter]) -> pd.Series[str]:
    """Return what the other parameters are in each run, in words."""
    words = pd.Series("", index=rows.index)
    for place, other in enumerate(others):
        values = rows[other.column].map(_word, na_action=None)
        words += ("; " if place else "") + other.name + " " + values
    return words


def _curve(levels: Any, runs: Runs) -> pd.DataFrame:
    parts = [_level(rows, runs.outcomes, runs.unit).assign(value=value) for value, rows in levels]
    return pd.concat(parts, ignore_index=True)


def _word(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _level(rows: pd.DataFrame, outcomes: tuple[Outcome, ...], unit: str) -> pd.DataFrame:
    """Return the statistics of the runs of one level, intervals over what was drawn apart."""
    columns = [outcome.column for outcome in outcomes]
    table = rows[columns].astype(np.float64)
    by_unit = table.groupby(rows[unit]).mean() if rows[unit].duplicated().any() else table
    low, high = mean_interval(by_unit.to_numpy())
    return pd.DataFrame(
        {
            "outcome": columns,
            "unit": [outcome.unit for outcome in outcomes],
            "runs": table.notna().sum().to_numpy(),
            "mean": table.mean().to_numpy(),
            "mean_low": low,
            "mean_high": high,
            "p05": table.quantile(0.05).to_numpy(),
            "p95": table.quantile(0.95).to_numpy(),
        }
    )
