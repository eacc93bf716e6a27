"""Each target of a calibration in each run: published statistics, summary measures, formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from tradesim.arrays import Floats
from tradesim.ensemble import Ensemble
from tradesim.errors import ObservedError, Problem
from tradesim.evidence.own_targets import OwnTarget
from tradesim.evidence.runs import RecordedRuns, Row, UnfitError
from tradesim.evidence.simulated import STATISTICS, statistic_of
from tradesim.experiments.columns import column_name
from tradesim.experiments.expressions import ExpressionError, parsed
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario

Formulas = Mapping[str, str]
"""Formulas of measures of one's own, by name."""


def target_values(recording: Recording, rows: Sequence[Row], formulas: Formulas) -> Floats:
    """Return the targets that rows name, shape (target, run).

    Raises:
        UnfitError: The simulation has no such thing.
    """
    runs, summary = RecordedRuns(recording), _Summary(recording)
    return np.array(
        [
            statistic_of(runs, row)
            if row["statistic"] in STATISTICS
            else summary.of(row["statistic"], formulas)
            for row in rows
        ],
        dtype=np.float64,
    ).reshape(len(rows), len(recording.replicates))


class _Summary:
    """The summary measures of a recording, worked out when the first is asked for."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording

    @cached_property
    def _columns(self) -> dict[str, tuple[str, Floats]]:
        measured = measure_all(self._recording)
        return {column_name(each.key): (each.name, each.values) for each in measured}

    def of(self, word: str, formulas: Formulas) -> Floats:
        """Return a column, or what a formula comes to, shape (run,)."""
        if word not in formulas:
            return self._only(word)
        try:
            formula = parsed(formulas[word])
            found = formula.values({name: self._table(name) for name in formula.names()})
        except ExpressionError as error:
            raise UnfitError(str(error)) from None
        return np.asarray(found, dtype=np.float64)

    def _only(self, word: str) -> Floats:
        table = self._table(word)
        if len(table) > 1:
            names = [name for name, (measure, _) in self._columns.items() if measure == word]
            raise UnfitError(f"'{word}' has {len(names)} columns: say which, as in {names[0]}")
        return np.asarray(table[0])

    def _table(self, word: str) -> Floats:
        found = [v for name, (measure, v) in self._columns.items() if word in {name, measure}]
        if not found:
            raise UnfitError(f"no run has '{word}'")
        return np.array(found, dtype=np.float64)


def check_fit(
    path: Path, targets: Sequence[OwnTarget], scenario: Scenario, formulas: Formulas
) -> None:
    """Refuse targets that a run of the scenario does not have.

    Raises:
        ObservedError: With every such target, by line.
    """
    recording = next(iter(Ensemble(scenario, [0], seed=scenario.seed).recordings()))
    problems = []
    for target in targets:
        try:
            target_values(recording, [target.row], formulas)
        except (UnfitError, KeyError, ValueError) as error:
            said = f"{target.name}: a run of the scenario has no such thing: {error.args[0]}."
            problems.append(Problem(target.line or None, "", said))
    if problems:
        raise ObservedError(path, problems)
