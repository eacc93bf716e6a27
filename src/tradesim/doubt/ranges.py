"""How far a judgement may be off: the range it states, or the rule for its kind.

A scenario gives a range beside a judgement. Where it gives none, the unit of the field says how
far such figures are usually off. The rule is one for all scenarios and written here alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradesim.fields import Figure

FACTOR_OF_UNIT: dict[str, float] = {
    "week": 2.0,
    "{unit}/week": 1.3,
    "{unit}/quarter": 1.3,
    "USD/{unit}": 1.25,
    "USD million": 1.5,
    "factor": 1.5,
    "log": 2.0,
    "exponent": 1.5,
    "elasticity": 2.0,
    "applications/week": 2.0,
    "tension": 1.5,
    "tension/week": 2.0,
    "1/week": 1.5,
}
"""By the unit of a field: a judgement without a range lies within this factor either way."""

FACTOR_OF_FIELD: dict[str, float] = {"lead_time_weeks": 1.5, "baseline_use": 1.15}
"""Fields that are better known than others of their unit: routes are timetabled, and use follows
from customs figures of the months before."""

ODDS_FACTOR = 2.5
"""A share without a range lies where its odds are within this factor either way."""

NOT_IN_DOUBT = frozenset({"output", "season_peak_week"})
"""Fields that set a scale or a date in the year."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where a figure may lie.

    Attributes:
        low: Lower end.
        value: What the scenario says, the likeliest.
        high: Upper end.
        logarithmic: Whether it is drawn in logarithms.
        floor: Least value that its field allows.
        ceiling: Largest value that its field allows.
    """

    low: float
    value: float
    high: float
    logarithmic: bool
    floor: float = -math.inf
    ceiling: float = math.inf

    def widened(self, factor: float) -> Range:
        """Return a range whose ends lie that much further from the value.

        They may lie beyond what the field allows: what is drawn there is moved to the bound.
        """
        if self.logarithmic:
            low = self.value * (self.low / self.value) ** factor
            high = self.value * (self.high / self.value) ** factor
        else:
            low = self.value - factor * (self.value - self.low)
            high = self.value + factor * (self.high - self.value)
        return Range(low, self.value, high, self.logarithmic, self.floor, self.ceiling)


def range_of(name: str, figure: Figure, facts: Mapping[str, Any]) -> Range | None:
    """Return where a judgement may lie, None where it is not in doubt.

    Args:
        name: Name of the field.
        figure: What stands there.
        facts: Unit and bounds that the field declares.
    """
    value, unit = float(figure.value), str(facts.get("unit", ""))
    if name in NOT_IN_DOUBT:
        return None
    ends = figure.range or by_rule(name, value, unit)
    if ends is None:
        return None
    low, high = min(ends[0], value), max(ends[1], value)
    if not low < high:
        return None
    logarithmic = low > 0.0 and unit != "share"
    floor, ceiling = float(facts.get("low", -math.inf)), float(facts.get("high", math.inf))
    return Range(low, value, high, logarithmic, floor, ceiling)


def by_rule(name: str, value: float, unit: str) -> tuple[float, float] | None:
    """Return the range that the rule gives a judgement without one; None where it gives none."""
    if value <= 0.0:
        return None
    if unit == "share":
        return (_odds(value, 1.0 / ODDS_FACTOR), _odds(value, ODDS_FACTOR)) if value < 1.0 else None
    factor = FACTOR_OF_FIELD.get(name) or FACTOR_OF_UNIT.get(unit)
    return None if factor is None else (value / factor, value * factor)


def _odds(share: float, factor: float) -> float:
    """Return a share whose odds are a multiple of another's."""
    odds = factor * share / (1.0 - share)
    return odds / (1.0 + odds)
