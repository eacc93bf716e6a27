"""What to write instead of a number that cannot be read: only what the field would take."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from tradesim import units
from tradesim.fields import Figure, check_unit, conversion_hint

OWN_UNIT = "{" + "unit}"

_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_WITH_UNIT = re.compile(r"([-+]?\d[\d.]*(?:[eE][-+]?\d+)?)\s*([^\d\s,.].*)")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a numeric field takes.

    Attributes:
        unit: The unit it is meant in, the item's own written out; empty where none is declared.
        low: Smallest value.
        high: Largest value.
        is_figure: Whether it may state its unit.
    """

    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    is_figure: bool = False

    @classmethod
    def of(cls, facts: dict[str, Any], own: str | None, *, is_figure: bool) -> Meant:
        """Return what a field takes, from what its class declares and its item's unit."""
        unit = str(facts.get("unit", "")).replace(OWN_UNIT, own or OWN_UNIT)
        low, high = facts.get("low", -math.inf), facts.get("high", math.inf)
        return cls(unit, low, high, is_figure)

    def takes(self, value: float) -> bool:
        """Say whether a number lies within the field's range."""
        return self.low <= value <= self.high


def instead_of(text: str, meant: Meant) -> str:
    """Return a sentence on what to write instead of a text; empty where none is certain."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        plain = text.replace(",", "")
        return f"Write {plain}." if meant.takes(float(plain)) else ""
    with_unit = _WITH_UNIT.fullmatch(text)
    if with_unit is None:
        return ""
    number, unit = with_unit.groups()
    try:
        value = float(number)
    except ValueError:
        return ""
    if unit == "%":
        return f"Write {value / 100:g}." if meant.takes(value / 100) else ""
    return _number_with_unit(number, value, unit, meant)


def _number_with_unit(number: str, value: float, unit: str, meant: Meant) -> str:
    if not meant.unit or OWN_UNIT in meant.unit:
        written = f"{{value: {number}, unit: {unit}}}" if meant.is_figure else number
        return f"Write {written}."
    same = units.converted(value, unit, meant.unit)
    if same == value and meant.is_figure and meant.takes(value):
        return f"Write {{value: {number}, unit: {unit}}}."
    if same is None or not meant.takes(same):
        return f"It is meant in {meant.unit}."
    return other_unit(value, unit, meant)


def other_numbers(found: str, meant: str) -> str:
    """Return what is wrong with numbers in another unit, and what to do; empty if nothing is."""
    try:
        check_unit(Figure(value=1.0, unit=found), meant)
    except PydanticCustomError:
        size = units.converted(1.0, found, meant)
        hint = f"Multiply each by {size:.4g}, and write" if size else "Convert them, and write"
        return f"the numbers are in '{found}', but '{meant}' is meant. {hint} unit: {meant}."
    return ""


def other_unit(value: float, found: str, meant: Meant) -> str:
    """Return a sentence on what to write for a number in another unit."""
    return conversion_hint(value, found, meant.unit, {"low": meant.low, "high": meant.high})
