"""Which differences between two policies are worth speaking of: a judgement by unit."""

from __future__ import annotations

from tradesim.scenario import Scenario
from tradesim.scenario.classroom import ShownOutcome
from tradesim.web.measure_names import measure_unit

BY_UNIT = {
    "weeks of usual output": 0.1,
    "weeks": 1.0,
    "percentage points": 1.0,
    "share": 0.01,
    "USD million": 1.0,
    "USD million/year": 1.0,
}
"""Smallest difference worth speaking of, by the first words of a unit; judgements.

A tenth of a week of output is half a working day, a hundredth is a percentage point of a share.
"""

BY_SIZE = 0.05
"""The same for other units, as a share of the larger of two means; a judgement."""

BELOW_ZERO = {"_lost": "a gain", "_cost": "a saving"}
"""What a number below zero is, by a part of the name of its measure."""


def weight(scenario: Scenario, outcome: ShownOutcome) -> dict[str, float | str]:
    """Return what the page needs to weigh a difference of an outcome.

    ``matters`` is in the unit of the outcome, ``matters_share`` a share of the larger mean, and
    ``below_zero`` says what a number below zero is where the name of the measure counts a loss.

    Args:
        scenario: Where the unit comes from.
        outcome: An outcome of the page.
    """
    facts: dict[str, float | str] = {}
    name = outcome.measure.partition("[")[0]
    for part, told in BELOW_ZERO.items():
        if part in f"_{name}":
            facts["below_zero"] = told
    if outcome.matters is not None:
        return facts | {"matters": outcome.matters}
    counted = measure_unit(scenario, outcome.measure)
    for unit, least in BY_UNIT.items():
        if counted == unit or counted.startswith(f"{unit} "):
            return facts | {"matters": least}
    return facts | {"matters_share": BY_SIZE}
