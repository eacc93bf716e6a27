"""Response curves: how outcomes follow a parameter over the levels of a grid."""

from __future__ import annotations

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


def response_curves(runs: Runs) -> pd.DataFrame:
    """Return the response of each outcome to each parameter, for every level of the others.

    Only grids and lists have levels: of other designs the table is empty.

    Returns:
        One row a level: mean over replicates with its 95 % interval, and the 90 % band of runs.
        ``held`` tells the levels of the other parameters.
    """
    if runs.design not in {"grid", "list"} or not runs.parameters:
        return pd.DataFrame(columns=list(COLUMNS))
    curves = apart(runs)
    names = [parameter.column for parameter in curves]
    parts = []
    for keys, rows in runs.sound.groupby(["variant", *names], sort=True, dropna=False):
        levels = dict(zip(names, keys[1:], strict=True))
        level = _level(rows, runs.outcomes).assign(variant=keys[0])
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


def apart(runs: Runs) -> list[Parameter]:
    """Return the parameters but for those that only move together with one before them."""
    settings = runs.settings
    found: list[Parameter] = []
    for parameter in runs.parameters:
        pairs = [settings[[other.column, parameter.column]] for other in found]
        moves_with = any(
            len(pair.drop_duplicates()) == pair.iloc[:, 0].nunique() == pair.iloc[:, 1].nunique()
            for pair in pairs
        )
        if not moves_with:
            found.append(parameter)
    return found


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
