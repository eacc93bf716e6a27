"""Response curves: how outcomes follow a parameter over the levels of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.experiments.analysis.intervals import mean_interval
from tradesim.experiments.analysis.outcome import Parameter
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.arrays import Ids

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
    levels = [
        level
        for parameter in (runs.apart if runs.design in {"grid", "list"} else ())
        for variant in runs.variants
        for curve in _curves(runs, variant, parameter)
        for level in curve
    ]
    parts = [
        table.assign(variant=level.variant, parameter=level.parameter).assign(
            value=level.value, held=level.held
        )[list(COLUMNS)]
        for level, table in zip(levels, _tables(runs, levels), strict=True)
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def whole_curves(curves: pd.DataFrame) -> pd.DataFrame:
    """Return of each parameter the curves of means over the others, or all where it has none."""
    balanced = curves["held"] == BALANCED
    apart = ~curves["parameter"].isin(curves.loc[balanced, "parameter"])
    return curves[balanced | apart]


def points_apart(runs: Runs) -> pd.DataFrame:
    """Return the outcomes of each point of a list with a parameter that has no curve.

    Returns:
        One row a variant, point and outcome, with the statistics of its runs; ``setting`` names
        every parameter of the point. Nothing where every parameter has a curve.
    """
    if runs.design != "list":
        return pd.DataFrame()
    told = {
        parameter.column
        for parameter in runs.apart
        if any(_curves(runs, variant, parameter) for variant in runs.variants)
    }
    varying = [p for p in runs.apart if len(runs.settings[p.column].unique()) > 1]
    if all(parameter.column in told for parameter in varying):
        return pd.DataFrame()
    levels = [
        Level(variant, "", point, _said(runs, point), np.array([point]))
        for variant in runs.variants
        for point in np.unique(runs.placed[variant].point)
    ]
    whole = pd.concat(
        [
            table.assign(variant=level.variant, point=level.value, setting=level.held)
            for level, table in zip(levels, _tables(runs, levels), strict=True)
        ],
        ignore_index=True,
    )
    first = ["variant", "point", "setting"]
    return whole[first + [name for name in whole.columns if name not in first]]


@dataclass(frozen=True)
class Level:
    """One level of a curve.

    Attributes:
        variant: The variant.
        parameter: Column of the parameter.
        value: Its value here.
        held: What the other parameters are, in words.
        points: The points of this level that have runs, in order.
    """

    variant: str
    parameter: str
    value: Any
    held: str
    points: Ids


def _said(runs: Runs, point: int) -> str:
    settings = runs.settings.loc[point]
    return "; ".join(f"{p.name} {_word(settings[p.column])}" for p in runs.parameters)


def _curves(runs: Runs, variant: str, parameter: Parameter) -> list[list[Level]]:
    """Return the curves of a parameter in a variant: one for each setting of the others."""
    rows = runs.settings.loc[np.unique(runs.placed[variant].point)]
    tied = {parameter, *runs.in_step(parameter)}
    others = [other for other in runs.parameters if other not in tied]
    settings = _settings(rows, others)

    def levels_of(chosen: pd.DataFrame, held: str) -> list[Level]:
        """Return the points that some settings have at each value of the parameter."""
        levels = chosen.groupby(parameter.column, sort=True, dropna=False)
        return [
            Level(variant, parameter.column, value, held, points.index.to_numpy())
            for value, points in levels
        ]

    apart = [levels_of(chosen, held) for held, chosen in rows.groupby(settings, sort=False)]
    curves = [curve for curve in apart if len(curve) > 1]
    whole = levels_of(rows, BALANCED)
    met = [frozenset(settings.loc[level.points.tolist()]) for level in whole]
    if len(met) > 1 and len(set(met)) == 1 and len(met[0]) > 1:
        curves.append(whole)
    return curves


def _settings(rows: pd.DataFrame, others: Sequence[Parameter]) -> pd.Series[str]:
    """Return what the other parameters are in each run, in words."""
    words = pd.Series("", index=rows.index)
    for place, other in enumerate(others):
        values = rows[other.column].map(_word, na_action=None)
        words += ("; " if place else "") + other.name + " " + values
    return words


def _word(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _tables(runs: Runs, levels: Sequence[Level]) -> list[pd.DataFrame]:
    """Return the statistics of the runs of each level, some outcomes of all runs at a time."""
    parts: list[list[pd.DataFrame]] = [[] for _ in levels]
    for columns in runs.groups() if levels else ():
        held: dict[str, Floats] = {}
        for place, level in enumerate(levels):
            if level.variant not in held:
                held = {level.variant: runs.of_variant(level.variant, columns).to_numpy().T}
            chosen = runs.placed[level.variant].of_points(level.points)
            parts[place].append(_statistics(runs, held[level.variant], columns, level, chosen))
    return [pd.concat(some, ignore_index=True) if len(some) > 1 else some[0] for some in parts]


def _statistics(
    runs: Runs, held: Floats, columns: Sequence[str], level: Level, chosen: Ids
) -> pd.DataFrame:
    """Return the statistics of some runs of a variant, intervals over what was drawn apart."""
    table = pd.DataFrame(held[:, chosen].T, columns=list(columns))
    unit = getattr(runs.placed[level.variant], runs.unit)[chosen]
    is_each_one = len(np.unique(unit)) == len(unit)
    by_unit = table if is_each_one else table.groupby(unit).mean()
    low, high = mean_interval(by_unit.to_numpy(), runs.domains(columns))
    return pd.DataFrame(
        {
            "outcome": list(columns),
            "unit": [runs.outcome(column).unit for column in columns],
            "runs": table.notna().sum().to_numpy(),
            "mean": table.mean().to_numpy(),
            "mean_low": low,
            "mean_high": high,
            "p05": table.quantile(0.05).to_numpy(),
            "p95": table.quantile(0.95).to_numpy(),
        }
    )
