"""A difference of two scenarios in a sentence, in numbers and units as a report says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tradesim.experiments.analysis import Outcome
from tradesim.experiments.analysis.paired import LARGER
from tradesim.wording.measure_units import spoken_unit
from tradesim.wording.numbers import amount, percent

SHARES = ("share", "share of runs")
"""Units of measures whose means are told in per cent, and whose differences in points of it."""


def difference_said(outcome: Outcome, row: Mapping[str, Any], names: tuple[str, str]) -> str:
    """Return what a comparison says of a measure.

    Args:
        outcome: The measure.
        row: Its means, difference, ends of the interval and verdict.
        names: What the two scenarios are called.
    """
    share = outcome.unit in SHARES
    means, scale = (percent, 100.0) if share else (amount, 1.0)
    unit = spoken_unit("percentage point" if share else outcome.unit)
    change, low, high = (scale * row[name] for name in ("difference", "low", "high"))
    if low * high > 0.0:
        near, far = sorted((abs(low), abs(high)))
        reach = f"{amount(near)} to {amount(far)}"
    else:
        reach = f"from {amount(low)} to {amount(high)}"
    way = "higher" if change > 0.0 else "lower"
    larger = row["verdict"] == LARGER
    said = f"{way} by {amount(abs(change))}" if larger else f"a difference of {amount(change)}"
    behind = f"{f' {unit}' if unit else ''} (95 %: {reach})"
    verdict = "larger than noise" if larger else "not larger than noise"
    first, second = (means(row[f"mean_{which}"]) for which in ("reference", "variant"))
    return (
        f"{outcome.words}: {first} with {names[0]}, {second} with {names[1]}; {said}{behind}, "
        f"{verdict}."
    )
