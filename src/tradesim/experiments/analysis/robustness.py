"""What may be chosen against what is not known: each choice over all that may come.

A choice is a variant with values of the levers; a state is a value of each uncertainty. Choices
are told by their expected value, by what happens in the worst tenth of states, by regret (how much
better the best choice of that state would have been; Savage 1951, Lempert et al. 2003) and by the
share of states in which they are good enough (satisficing; Simon 1956).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tradesim.experiments.analysis.outcome import Parameter
from tradesim.experiments.analysis.pareto import Objective
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.search import over_states


def of_role(runs: Runs, role: str) -> tuple[Parameter, ...]:
    """Return the parameters that an experiment gives a role."""
    return tuple(parameter for parameter in runs.parameters if parameter.role == role)


def robustness(runs: Runs, objectives: Sequence[Objective]) -> pd.DataFrame:
    """Return how each choice fares over what is not known.

    Returns:
        One row a choice and objective (the less the better): its states, the expected value over
        them, the mean of its worst tenth, mean and largest regret over the states that all choices
        met (not a number where there is none), and the share of states in which the mean of
        replicates is not beyond the experiment's threshold. Nothing where the experiment gives no
        roles.
    """
    levers, unknown = of_role(runs, "lever"), of_role(runs, "uncertainty")
    if not unknown or not objectives:
        return pd.DataFrame()
    table = _states(runs, objectives, unknown)
    keys = ["variant", *(lever.column for lever in levers)]
    parts = []
    for objective in objectives:
        regret = _regret(table, keys, objective.role)
        for choice, rows in table.assign(regret=regret).groupby(keys, sort=False, dropna=False):
            named = dict(zip(keys, choice, strict=True))
            values = rows[objective.role].to_numpy(dtype=np.float64)
            facts = {
                "states": len(rows),
                "shared_states": int(rows["regret"].notna().sum()),
                "expected": float(values.mean()),
                "worst_tenth": float(over_states(values[np.newaxis], "lower", "worst_tenth")[0]),
                "mean_regret": float(rows["regret"].mean()),
                "largest_regret": float(rows["regret"].max()),
                "good_enough": float(rows["good"].mean()),
            }
            of = {"objective": objective.role, "what": objective.words, "unit": objective.unit}
            parts.append({**named, **of, **facts})
    return pd.DataFrame(parts)


def _states(
    runs: Runs, objectives: Sequence[Objective], unknown: Sequence[Parameter]
) -> pd.DataFrame:
    """Return the objectives of each variant at each point, with the state that it met."""
    parts = []
    for variant in runs.variants:
        points = runs.by_point(variant, _needed(runs, objectives))
        table = runs.settings.loc[points.index].copy()
        table["state"] = table[[p.column for p in unknown]].astype(str).agg("; ".join, axis=1)
        table["variant"] = variant
        for objective in objectives:
            table[objective.role] = objective.of(points)
        table["good"] = np.nan
        if runs.threshold is not None:
            bad = runs.threshold.of_interest(points[runs.threshold.column].to_numpy())
            table["good"] = (~bad).astype(np.float64)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _needed(runs: Runs, objectives: Sequence[Objective]) -> list[str]:
    """Return the columns of objectives and of the threshold, each once."""
    columns = [column for objective in objectives for column in objective.columns]
    return list(dict.fromkeys([*columns, *([runs.threshold.column] if runs.threshold else ())]))


def _regret(table: pd.DataFrame, keys: Sequence[str], role: str) -> pd.Series[float]:
    """Return how much worse each row is than the best choice of its state.

    Not a number where some choice never met the state: the best is not known there.
    """
    choices = table.groupby(list(keys), dropna=False).ngroup()
    met = choices.groupby(table["state"]).transform("nunique")
    best = table.groupby("state")[role].transform("min")
    return (table[role] - best).where(met == choices.nunique())
