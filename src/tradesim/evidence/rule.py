"""The written rule for what is not known: figures by kind of good, of plant and of distance.

``rule.csv`` holds its lines and ``docs/scenario-rule.md`` says what they are for; a scenario that
takes one says ``judgement: rule NAME``.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple, get_args

from tradesim.customs.known import Good, Plant
from tradesim.scenario.bundled import bundled_table

GOODS: tuple[str, ...] = get_args(Good)
"""Kinds of good that the rule tells apart."""

PLANTS: tuple[str, ...] = get_args(Plant)
"""Kinds of plant that the rule tells apart."""

WEEKS_OF_A_MONTH = 365.25 / 84


class RuleLine(NamedTuple):
    """One line of the rule.

    Attributes:
        name: By which scenarios refer to it, such as ``stock.user.metal``.
        value: The figure.
        low: Lower end of its range.
        high: Upper end of its range.
        unit: Its unit.
        why: Where it comes from.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    why: str


@cache
def rule() -> dict[str, RuleLine]:
    """Return the lines of the rule by name."""
    return {
        row["name"]: RuleLine(
            row["name"],
            float(row["value"]),
            float(row["low"]),
            float(row["high"]),
            row["unit"],
            row["why"],
        )
        for row in bundled_table("tradesim.evidence", "rule.csv")
    }


def of_plant(what: str, plant: str) -> RuleLine:
    """Return a line by kind of plant; where the rule has none of its own, that of process plants.

    Args:
        what: ``idle`` or ``firms``.
        plant: The kind of plant.
    """
    lines = rule()
    return lines.get(f"{what}.{plant}", lines[f"{what}.process"])


def of_test(good: str) -> RuleLine:
    """Return how long a new source of a kind of good is tested; machines are type-approved."""
    return rule()["test.approved" if good == "tool" else f"test.{good}"]


def shipment_interval(scatter: float) -> float:
    """Return the mean weeks between lots that scatter months by a coefficient of variation.

    Lots of what was ordered since the last one, on average every ``s`` weeks, give months of ``m``
    weeks a scatter of ``sqrt(2 s (s - 1)) / m``; so ``s = (1 + sqrt(1 + 2 (scatter m)^2)) / 2``.

    Args:
        scatter: Standard deviation of months over their mean.
    """
    return (1.0 + math.sqrt(1.0 + 2.0 * (scatter * WEEKS_OF_A_MONTH) ** 2)) / 2.0
