"""Pareto view: which policies are beaten by none on disruption, diversification and cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.arrays import Floats
from tradesim.experiments.analysis.headlines import columns_of
from tradesim.experiments.analysis.runs import Runs
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import USD, Role
from tradesim.wording.measure_units import with_unit

NEGLIGIBLE = 1e-9
"""Share of an objective's range that counts as no difference."""


@dataclass(frozen=True)
class Objective:
    """What a policy should have little of.

    Attributes:
        role: ``disruption``, ``concentration`` or ``cost``; of a search the column.
        words: What is measured.
        unit: Its unit.
        columns: Outcomes it is made of.
        summed: Whether they are added up; else their mean is taken.
        turned: Whether its sign is turned, since more of it is better.
    """

    role: str
    words: str
    unit: str
    columns: tuple[str, ...]
    summed: bool
    turned: bool = False

    @property
    def spoken(self) -> str:
        """What is measured, with its unit."""
        return with_unit(self.words, self.unit)

    def of(self, points: pd.DataFrame) -> Floats:
        """Return its value at each point."""
        table = points[list(self.columns)].to_numpy(dtype=np.float64)
        values = np.asarray(table.sum(axis=1) if self.summed else table.mean(axis=1))
        return -values if self.turned else values


def default_objectives(runs: Runs) -> tuple[Objective, ...]:
    """Return the objectives that the recorded outcomes allow, each only where it varies.

    Disruption is the first measure of harm that varies, summed over its places; concentration the
    first of diversification of which less is better, the mean of its markets; the cost is all
    costs in USD million that vary, added up.
    """
    harm, concentration = (
        [each.name for each in MEASURES.of_role(role) if each.better == "lower"]
        for role in (Role.HARM, Role.DIVERSIFICATION)
    )
    costs = [each.name for each in MEASURES.of_role(Role.COST) if each.unit == USD]
    found = (
        _objective(runs, "disruption", [columns_of(runs, harm)]),
        _objective(runs, "concentration", [columns_of(runs, concentration)]),
        _objective(runs, "cost", [columns_of(runs, [cost]) for cost in costs]),
    )
    return tuple(objective for objective in found if objective)


def sought_objectives(runs: Runs) -> tuple[Objective, ...]:
    """Return what a search seeks, over all of its states; of what should be high, the negative."""
    found = []
    for column, goal in dict(runs.goals).items():
        outcome, turned = runs.outcome(column), goal.better == "higher"
        words = f"Minus {outcome.called}" if turned else outcome.words
        found.append(Objective(column, words, outcome.unit, (column,), summed=True, turned=turned))
    return tuple(found)


def chosen_objective(runs: Runs, role: str, column: str) -> Objective:
    """Return an objective of a single outcome."""
    outcome = runs.outcome(column)
    return Objective(role, outcome.words, outcome.unit, (column,), summed=True)


def _objective(
    runs: Runs, role: str, measures: Sequence[tuple[str, list[str]]]
) -> Objective | None:
    """Return an objective made of the columns of some measures; nothing where there are none."""
    columns = [column for _, its_columns in measures for column in its_columns]
    if not columns:
        return None
    words = " + ".join(MEASURES[measure].label for measure, its_columns in measures if its_columns)
    unit = runs.outcome(columns[0]).unit
    summed = role != "concentration"
    if len(columns) > 1:
        words += ", sum" if summed else f", mean of {len(columns)} markets"
    return Objective(role, words, unit, tuple(columns), summed)


def pareto_view(runs: Runs, objectives: Sequence[Objective]) -> pd.DataFrame:
    """Return every option with its objectives and whether it is efficient.

    An option is a variant at a point; where parameters are uncertainties, a variant with values of
    all others, and its objectives are means over the points that it is met at, replicates
    included. Less is better.
    """
    chosen = [p.column for p in runs.parameters if p.role != "uncertainty"]
    unknown = len(chosen) < len(runs.parameters)
    parts = []
    for variant in runs.variants:
        points = np.unique(runs.placed[variant].point)
        table = runs.settings.loc[points.tolist()]
        table.insert(0, "variant", variant)
        for objective in objectives:
            table[objective.role] = objective.of(runs.by_point(variant, objective.columns))
        parts.append(table.reset_index())
    whole: pd.DataFrame = pd.concat(parts, ignore_index=True)
    roles = [objective.role for objective in objectives]
    if unknown:
        options = whole.groupby(["variant", *chosen], sort=False, dropna=False)
        counts = options.size().rename("points")
        whole = pd.concat([options[roles].mean(), counts], axis=1).reset_index()
    whole["efficient"] = efficient(whole[roles].to_numpy(dtype=np.float64))
    return whole


def efficient(objectives: Floats) -> npt.NDArray[np.bool_]:
    """Return which options are on the Pareto front.

    An option is off it where another is no worse in every objective and better in one. Options
    that tie in all are all on it. An option without a value in some objective is off it.

    Args:
        objectives: What each option costs, the less the better, shape (option, objective).

    Returns:
        Flags, shape (option,).
    """
    known = np.asarray(np.isfinite(objectives).all(axis=1))
    values = objectives[known]
    if not len(values):
        return known
    slack = NEGLIGIBLE * np.ptp(values, axis=0)
    on_front = np.zeros(len(values), dtype=np.bool_)
    for option in _hardly_beaten(values, slack):
        on_front[option] = not _beats(values, values[option], slack).any()
    front = known.copy()
    front[known] = on_front
    return front


def _hardly_beaten(values: Floats, slack: Floats) -> Iterator[int]:
    """Yield the few options that those before them do not beat: only they may be on the front.

    The one of those left with the least sum, each objective in its range, beats most of the others,
    so that a million options need a few hundred rounds, not a million.
    """
    width = np.where(slack > 0.0, slack, 1.0)
    order = np.argsort((values / width).sum(axis=1), kind="stable")
    while len(order):
        best = order[0]
        yield int(best)
        order = order[1:]
        order = order[~_beats(values[best], values[order], slack)]


def _beats(options: Floats, others: Floats, slack: Floats) -> npt.NDArray[np.bool_]:
    """Return which options beat the others; one of either stands against each of the rest."""
    no_worse = (options <= others + slack).all(axis=1)
    return np.asarray(no_worse & (options < others - slack).any(axis=1))
