"""What a search found: its options, those that none beats, and how it went on from there.

An option is beaten by epsilon-dominance (Laumanns et al. 2002): objectives are compared by boxes as
wide as the smallest difference that counts, and of each box the option nearest to its best corner
stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.arrays import Floats
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.goals import is_search
from tradesim.experiments.analysis.pareto import efficient
from tradesim.experiments.analysis.reading import find_outcome
from tradesim.experiments.analysis.runs import Runs
from tradesim.wording.measure_units import with_unit

WORST = 0.1
"""Share of states that count as the worst."""


def over_states(states: Floats, better: str, what: str) -> Floats:
    """Return what counts of an outcome over states, the less the better, shape (option,).

    Args:
        states: The outcome, shape (option, state).
        better: ``lower`` or ``higher``.
        what: ``mean``, ``worst_tenth`` or ``worst``.
    """
    signed = np.sort(states if better == "lower" else -states, axis=1)
    count = {"mean": states.shape[1], "worst": 1}.get(
        what, max(int(np.ceil(WORST * states.shape[1])), 1)
    )
    return np.asarray(signed[:, -count:].mean(axis=1))


def search_tables(runs: Runs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the options of a search and its generations.

    Returns:
        One row an option: its generation, its levers, its objectives as the experiment asks for
        them, and whether no other beats it (``best``); and one row a generation: options so far,
        how many of them none beats, and how many of these are its own. Nothing for other designs.
    """
    if not is_search(runs):
        return pd.DataFrame(), pd.DataFrame()
    try:
        options = _options(runs)
    except AnalysisError:
        return pd.DataFrame(), pd.DataFrame()
    names = [goal_words(goal) for goal in runs.asked["objectives"]]
    scales = [float(goal["epsilon"]) for goal in runs.asked["objectives"]]
    sense = [1.0 if goal.get("better", "lower") == "lower" else -1.0 for goal in _goals(runs)]
    values = options[names].to_numpy(dtype=np.float64) * np.array(sense)
    rows = []
    for number in sorted(options["generation"].unique()):
        so_far = (options["generation"] <= number).to_numpy()
        best = epsilon_best(np.where(so_far[:, None], values, np.nan), scales)
        new = best & (options["generation"] == number).to_numpy()
        rows.append(
            {"generation": number, "options": int(so_far.sum()), "best": int(best.sum())}
            | {"new": int(new.sum())}
        )
    return options.assign(best=epsilon_best(values, scales)), pd.DataFrame(rows)


def goal_words(goal: Mapping[str, Any]) -> str:
    """Return what an objective is called, which is also its column."""
    what = str(goal.get("over_states", "mean")).replace("_", " ")
    return f"{goal['outcome']}, {what}"


def goal_said(runs: Runs, goal: Mapping[str, Any]) -> str:
    """Return what an objective is called on figures and in tables that are read, with its unit."""
    outcome = find_outcome(runs.outcomes, goal["outcome"])
    what = str(goal.get("over_states", "mean")).replace("_", " ")
    return with_unit(f"{outcome.words}, {what}", outcome.unit)


def epsilon_best(values: Floats, scales: Sequence[float]) -> npt.NDArray[np.bool_]:
    """Return which options none beats by epsilon-dominance, shape (option,).

    Args:
        values: Objectives, the less the better, shape (option, objective).
        scales: Width of the boxes by objective.
    """
    known = np.isfinite(values).all(axis=1)
    boxes = np.floor(values / np.asarray(scales))
    front = efficient(np.where(known[:, None], boxes, np.nan))
    away = ((values / np.asarray(scales) - boxes) ** 2).sum(axis=1)
    nearest: dict[tuple[float, ...], int] = {}
    for option in np.flatnonzero(front).tolist():
        box = tuple(boxes[option].tolist())
        if box not in nearest or away[option] < away[nearest[box]]:
            nearest[box] = option
    best = np.zeros(len(values), dtype=np.bool_)
    best[list(nearest.values())] = True
    return best


def _goals(runs: Runs) -> list[Mapping[str, Any]]:
    return list(runs.asked["objectives"])


def _options(runs: Runs) -> pd.DataFrame:
    states = int(runs.asked.get("states", 1))
    count = runs.points // states
    columns = [find_outcome(runs.outcomes, goal["outcome"]).column for goal in _goals(runs)]
    points = runs.by_point(runs.variants[0], list(dict.fromkeys(columns)))
    points = points.reindex(range(count * states))
    levers = [p.column for p in runs.parameters if p.role == "lever"]
    firsts = np.arange(0, count * states, states)
    table: pd.DataFrame = runs.settings[levers].loc[firsts].reset_index(drop=True)
    ends = [int(end) for end in runs.asked["generations"]]
    table.insert(0, "option", np.arange(count))
    table.insert(1, "generation", np.searchsorted(ends, np.arange(count), side="right") + 1)
    for goal in _goals(runs):
        better = goal.get("better", "lower")
        column = find_outcome(runs.outcomes, goal["outcome"]).column
        cells = points[column].to_numpy(dtype=np.float64).reshape(count, states)
        found = over_states(cells, better, goal.get("over_states", "mean"))
        table[goal_words(goal)] = found if better == "lower" else -found
    return table
