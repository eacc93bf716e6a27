"""Which of many outcomes a reader is told first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.experiments.analysis.runs import Outcome, Runs
from tradesim.experiments.analysis.sensitivity import FLAT

MOST = 6
"""Outcomes that fit on one figure."""

ORDER = (
    "output_lost_weeks",
    "output_lost_share",
    "unmet_need",
    "stocked_out",
    "weeks_below_safety_stock",
    "imposing_country_share_end",
    "hhi_by_country_end",
    "self_sufficiency_end",
    "exporter_revenue_lost_under_control",
    "exporter_revenue_lost_for_good",
    "extra_input_cost",
    "market_share_not_regained",
    "price_peak",
    "licence_waiting_weeks",
    "domestic_gain",
    "third_country_gain",
)
"""Measures in the order in which they are told; others follow as they were recorded."""


def headlines(runs: Runs, most: int = MOST) -> tuple[Outcome, ...]:
    """Return the outcomes to show, those that vary only.

    Those that the experiment names. Where it names none: all that vary where they are few; else
    the outcome of each measure that varies most in proportion to its size, measure by measure in
    ``ORDER``; then the next of each.
    """
    named = [runs.outcome(column) for column in runs.show]
    if chosen := [outcome for outcome in named if _variation(runs, outcome) > FLAT]:
        return tuple(chosen)
    varying = {
        outcome: size for outcome in runs.outcomes if (size := _variation(runs, outcome)) > FLAT
    }
    if len(varying) <= most:
        return tuple(varying)
    by_measure: dict[str, list[Outcome]] = {}
    for outcome in sorted(varying, key=lambda outcome: (bool(outcome.actor), -varying[outcome])):
        by_measure.setdefault(outcome.measure, []).append(outcome)
    ranked = sorted(
        (
            (place, _rank(measure), outcome)
            for measure, outcomes in by_measure.items()
            for place, outcome in enumerate(outcomes)
        ),
        key=lambda entry: entry[:2],
    )
    return tuple(outcome for _, _, outcome in ranked[:most])


def columns_of(runs: Runs, measures: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first measure that varies, with its columns that are of no single actor.

    Only columns count that have values in every variant.

    Returns:
        The measure and its columns; nothing where none varies.
    """
    for measure in measures:
        columns = [o.column for o in runs.outcomes if o.measure == measure and not o.actor]
        shared = [column for column in columns if _is_everywhere(runs, column)]
        if any(_variation(runs, runs.outcome(column)) > FLAT for column in shared):
            return measure, shared
    return "", []


def _rank(measure: str) -> int:
    return ORDER.index(measure) if measure in ORDER else len(ORDER)


def _variation(runs: Runs, outcome: Outcome) -> float:
    """Return how much an outcome varies in proportion to its size.

    The standard deviation of the means of points and variants, where there are several.
    """
    values = runs.sound[outcome.column].astype(np.float64)
    largest = float(values.abs().max())
    if not largest > 0.0:
        return 0.0
    if len(runs.variants) * runs.points > 1:
        values = values.groupby([runs.sound["variant"], runs.sound["point"]]).mean()
    return float(np.nan_to_num(values.std(ddof=0)) / largest)


def _is_everywhere(runs: Runs, column: str) -> bool:
    rows = runs.sound[runs.sound[column].notna()]
    return set(rows["variant"]) == set(runs.variants)
