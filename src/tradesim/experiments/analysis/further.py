"""What an analysis finds besides: regions, scores, deltas, trees, and the course of a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.delta import delta_indices, without_density
from tradesim.experiments.analysis.features import feature_scores
from tradesim.experiments.analysis.outcome import Outcome, Threshold
from tradesim.experiments.analysis.regional import regional_sensitivity
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.search import search_tables
from tradesim.experiments.analysis.trees import trees

Named = tuple[tuple[str, pd.DataFrame], ...]

MOST_OUTCOMES = 3
"""Outcomes that are scored: those told first, and that of the threshold."""


def further_tables(
    runs: Runs, shown: Sequence[Outcome], threshold: Threshold | None
) -> tuple[Named, list[str]]:
    """Return further tables by name, those that have rows, and what could not be done and why."""
    outcomes = list(shown[:MOST_OUTCOMES])
    if threshold and all(outcome.column != threshold.column for outcome in outcomes):
        outcomes.append(runs.outcome(threshold.column))
    asked: dict[str, Callable[[], pd.DataFrame]] = {
        "feature_scores": lambda: feature_scores(runs, outcomes),
        "delta_indices": lambda: delta_indices(runs, outcomes),
        "regional_sensitivity": lambda: regional_sensitivity(runs, outcomes, threshold),
        "discovery_trees": lambda: trees(runs, threshold) if threshold else pd.DataFrame(),
    }
    options, generations = search_tables(runs)
    asked |= {"search_options": lambda: options, "search_generations": lambda: generations}
    found, notes = list[tuple[str, pd.DataFrame]](), list[str]()
    for name, work in asked.items():
        try:
            table = work()
        except AnalysisError as error:
            notes.append(str(error))
            continue
        if len(table):
            found.append((name, table))
    if said := without_density(runs, outcomes):
        notes.append(said)
    return tuple(found), notes
