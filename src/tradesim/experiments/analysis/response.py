"""Response curves: how outcomes follow a parameter over the levels of a grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tradesim.experiments.analysis.bootstrap import mean_interval
from tradesim.experiments.analysis.runs import Outcome, Runs

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


def response_curves(runs: Runs) -> pd.DataFrame:
    """Return the response of each outcome to each parameter, for every level of the others.

    Only grids and lists have levels: of other designs the table is empty.

    Returns:
        One row a level: mean over replicates with its 95 % interval, and the 90 % band of runs.
        ``held`` tells the levels of the other parameters.
    """
    if runs.design not in {"grid", "list"} or not runs.parameters:
        return pd.DataFrame(columns=list(COLUMNS))
    curves = runs.apart
    names = [parameter.column for parameter in curves]
    parts = []
    points = runs.sound.groupby(["variant", *names], sort=True, dropna=False)
    for keys, rows in sorted(points, key=lambda point: runs.variants.index(point[0][0])):
        levels: dict[str, Any] = dict(zip(names, keys[1:], strict=True))
        level = _level(rows, runs.outcomes).assign(variant=str(keys[0]))
        parts += [
            level.assign(
                parameter=name,
                value=value,
                held="; ".join(
                    f"{other.name} {_word(levels[other.column])}"
                    for other in curves
                    if other.column != name
                ),
            )
            for name, value in levels.items()
        ]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _word(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _level(rows: pd.DataFrame, outcomes: tuple[Outcome, ...]) -> pd.DataFrame:
    """Return the statistics of the runs of one point."""
    columns = [outcome.column for outcome in outcomes]
    table = rows[columns].astype(np.float64)
    low, high = mean_interval(table.to_numpy())
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
