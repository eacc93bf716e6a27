"""Which of many outcomes a reader is told first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tradesim.experiments.analysis.outcome import Outcome
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.sensitivity import FLAT
from tradesim.measures.catalogue import MEASURES

MOST = 6
"""Outcomes that fit on one figure."""


def headlines(runs: Runs) -> tuple[Outcome, ...]:
    """Return the outcomes to show, those that vary only.

    Those that the experiment names, and of a search those that it seeks. Where it names none: all
    that vary where they are few; else the outcome of each measure that varies most in proportion to
    its size, measure by measure in the order of the catalogue; then the next of each.
    """
    named = [runs.outcome(column) for column in runs.show or dict(runs.goals)]
    if chosen := [outcome for outcome in named if _variation(runs, outcome) > FLAT]:
        return tuple(chosen)
    varying = {
        outcome: size for outcome in runs.outcomes if (size := _variation(runs, outcome)) > FLAT
    }
    if len(varying) <= MOST:
        return tuple(varying)
    by_measure: dict[str, list[Outcome]] = {}
    for outcome in sorted(varying, key=lambda outcome: (bool(outcome.actor), -varying[outcome])):
        by_measure.setdefault(outcome.measure, []).append(outcome)
    ranked = sorted(
        (
            (place, MEASURES.place(measure), outcome)
            for measure, outcomes in by_measure.items()
            for place, outcome in enumerate(outcomes)
        ),
        key=lambda entry: entry[:2],
    )
    return tuple(outcome for _, _, outcome in ranked[:MOST])


def is_headline(outcome: Outcome) -> bool:
    """Say whether an outcome is one that a reader is told first: of the catalogue, of no actor."""
    return MEASURES.is_first(outcome.measure) and not outcome.actor


def columns_of(runs: Runs, measures: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first measure that varies, with its columns that are of no single actor.

    Only columns count that have values in every variant, and only those in the first one's unit.

    Returns:
        The measure and its columns; nothing where none varies.
    """
    for measure in measures:
        outcomes = [o for o in runs.outcomes if o.measure == measure and not o.actor]
        shared = [o for o in outcomes if _is_everywhere(runs, o.column)]
        if any(_variation(runs, outcome) > FLAT for outcome in shared):
            return measure, [o.column for o in shared if o.unit == shared[0].unit]
    return "", []


def _variation(runs: Runs, outcome: Outcome) -> float:
    """Return how much an outcome varies in proportion to its size.

    The standard deviation of the means of points and variants, where there are several.
    """
    if outcome.column not in runs.variations:
        runs.variations[outcome.column] = _worked_out(runs, outcome.column)
    return runs.variations[outcome.column]


def _worked_out(runs: Runs, column: str) -> float:
    values = pd.Series(runs.values(column))
    largest = float(values.abs().max())
    if not largest > 0.0:
        return 0.0
    if len(runs.variants) * runs.points > 1:
        values = pd.concat([runs.by_point(variant, [column])[column] for variant in runs.variants])
    return float(np.nan_to_num(values.std(ddof=0)) / largest)


def _is_everywhere(runs: Runs, column: str) -> bool:
    values = runs.column(column)
    return all(np.isfinite(values[placed.rows]).any() for placed in runs.placed.values())
