"""What a search found: its options, those that none beats, and how it went on from there.

An option is beaten by epsilon-dominance (Laumanns et al. 2002): objectives are compared by boxes as
wide as the smallest difference that counts, and of each box the option nearest to its best corner
stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.arrays import Floats
from tradesim.experiments.analysis.pareto import efficient
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.search_schema import Search, SearchGoal
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


def objectives_of(runs: Runs, asked: Search, options: int) -> Floats:
    """Return what options came to, the less the better, shape (option, objective).

    Not a number where an option has not all its runs.

    Raises:
        AnalysisError: An objective is no outcome of the runs.
    """
    points = runs.by_point(runs.variants[0], list(dict(runs.goals)))
    points = points.reindex(range(options * asked.states))
    found = np.empty((options, len(runs.goals)))
    for place, (column, goal) in enumerate(runs.goals):
        states = points[column].to_numpy(dtype=np.float64).reshape(options, asked.states)
        found[:, place] = over_states(states, goal.better, goal.over_states)
    return found


def search_tables(runs: Runs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the options of a search and its generations.

    Returns:
        One row an option: its generation, its levers, its objectives as the experiment asks for
        them, and whether no other beats it (``best``); and one row a generation: options so far,
        how many of them none beats, and how many of these are its own. Nothing for other designs.
    """
    asked = runs.search
    if asked is None:
        return pd.DataFrame(), pd.DataFrame()
    count = runs.points // asked.states
    values = objectives_of(runs, asked, count)
    generation = np.searchsorted(runs.generations, np.arange(count), side="right") + 1
    scales = [goal.epsilon for goal in asked.objectives]
    rows = []
    for number in np.unique(generation):
        so_far = generation <= number
        best = epsilon_best(np.where(so_far[:, None], values, np.nan), scales)
        new = best & (generation == number)
        rows.append(
            {"generation": number, "options": int(so_far.sum()), "best": int(best.sum())}
            | {"new": int(new.sum())}
        )
    options = _options(runs, asked, values, generation)
    return options.assign(best=epsilon_best(values, scales)), pd.DataFrame(rows)


def _options(
    runs: Runs, asked: Search, values: Floats, generation: npt.NDArray[np.integer]
) -> pd.DataFrame:
    levers = [p.column for p in runs.parameters if p.role == "lever"]
    firsts = np.arange(0, len(values) * asked.states, asked.states)
    table: pd.DataFrame = runs.settings[levers].loc[firsts].reset_index(drop=True)
    table.insert(0, "option", np.arange(len(values)))
    table.insert(1, "generation", generation)
    for goal, found in zip(asked.objectives, values.T, strict=True):
        table[goal_words(goal)] = found if goal.better == "lower" else -found
    return table


def goal_words(goal: SearchGoal) -> str:
    """Return what an objective is called, which is also its column."""
    return f"{goal.outcome}, {goal.over_states.replace('_', ' ')}"


def goals_said(runs: Runs) -> list[str]:
    """Return what each objective of a search is called in a figure, with its unit."""
    return [
        with_unit(f"{outcome.words}, {goal.over_states.replace('_', ' ')}", outcome.unit)
        for column, goal in runs.goals
        for outcome in [runs.outcome(column)]
    ]


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
