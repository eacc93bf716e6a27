"""Units of measurement: what one is of another, and durations as people write them.

A unit is a word, or a rate such as ``kg/week``; a multiple may stand before it ("thousand USD").
Only what is certain is converted: "ton" is three different things and stays unknown.
"""

from __future__ import annotations

import re
from typing import Any

WEEKS: dict[str, float] = {
    "day": 1 / 7,
    "calendar day": 1 / 7,
    "working day": 1 / 5,
    "business day": 1 / 5,
    "week": 1.0,
    "wk": 1.0,
    "fortnight": 2.0,
    "month": 365.25 / 84,
    "quarter": 365.25 / 28,
    "year": 365.25 / 7,
    "yr": 365.25 / 7,
}
"""Length of units of time, in weeks; a working week has five days."""

_KINDS: tuple[dict[str, float], ...] = (
    WEEKS,
    {"g": 1e-6, "kg": 1e-3, "t": 1.0, "tonne": 1.0, "metric ton": 1.0, "kt": 1e3, "Mt": 1e6},
    {"ml": 1e-3, "l": 1.0, "litre": 1.0, "liter": 1.0, "hl": 100.0, "m3": 1e3},
    {"cm2": 1e-4, "m2": 1.0, "ha": 1e4, "km2": 1e6},
    {"mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3},
    {"%": 0.01, "percent": 0.01, "per cent": 0.01, "share": 1.0, "1": 1.0},
)
"""Sizes of units of one kind, in the same base."""

_MULTIPLES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}

_DURATION = re.compile(r"\s*([-+]?\d+(?:\.\d+)?|[-+]?\.\d+)\s*([A-Za-z][A-Za-z ]*?)\s*")


def weeks(value: float, unit: str) -> float | None:
    """Return a duration in weeks, None where its unit is not one of time."""
    size = WEEKS.get(_singular(unit, WEEKS))
    return None if size is None else round(value * size, 10)


def duration(text: str) -> tuple[float, str] | None:
    """Return number and unit of a duration such as ``45 working days``; None if it is none."""
    match = _DURATION.fullmatch(text)
    if match is None or weeks(0.0, match.group(2)) is None:
        return None
    return float(match.group(1)), match.group(2)


def converted(value: float, found: str, meant: str) -> float | None:
    """Return a number in another unit; None where the two are not of one kind.

    ``converted(4.6, "t/month", "kg/week")`` is 1057.9.
    """
    found_parts, meant_parts = found.split("/"), meant.split("/")
    if len(found_parts) != len(meant_parts):
        return None
    for place, (here, there) in enumerate(zip(found_parts, meant_parts, strict=True)):
        size = _ratio(here.strip(), there.strip())
        if size is None:
            return None
        value = value * size if place == 0 else value / size
    return value


def is_same(found: str, meant: str) -> bool:
    """Say whether a unit is the one that is meant; ``{unit}`` stands for an item's own."""
    if " or " in meant:
        return any(is_same(found, one) for one in meant.split(" or "))
    if "{unit}" not in meant:
        return found.rstrip("s") == meant.rstrip("s") or {found, meant} == {"1", "share"}
    before, after = meant.split("{unit}")
    return found.startswith(before) and found.endswith(after) and len(found) > len(before + after)


def with_duration_read(given: dict[str, Any]) -> dict[str, Any]:
    """Return a figure's fields with a duration such as ``45 working days`` as number and unit."""
    written = given.get("value")
    read = duration(written) if isinstance(written, str) else None
    if read is None:
        return given
    value, unit = read
    kept = given.get("unit")
    if kept is None or kept == unit:
        return {**given, "value": value, "unit": unit}
    stated = converted(value, unit, kept) if isinstance(kept, str) else None
    return given if stated is None else {**given, "value": stated}


def _ratio(found: str, meant: str) -> float | None:
    """Return how many of one unit another is."""
    many, found = _multiple(found)
    few, meant = _multiple(meant)
    if found.rstrip("s") == meant.rstrip("s"):
        return many / few
    for kind in _KINDS:
        one, other = kind.get(_singular(found, kind)), kind.get(_singular(meant, kind))
        if one is not None and other is not None:
            return one / other * many / few
    return None


def _multiple(unit: str) -> tuple[float, str]:
    word, _, rest = unit.partition(" ")
    if word in _MULTIPLES and rest:
        return _MULTIPLES[word], rest
    return (float(word), rest) if word.isascii() and word.isdigit() and rest else (1.0, unit)


def _singular(unit: str, kind: dict[str, float]) -> str:
    """Return a unit as its table spells it: one of it, in small letters if it is a word."""
    plain = " ".join(unit.split())
    spellings = [plain, plain.rstrip("s")]
    if len(plain) > len("kg"):  # not signs: Mt is no mt
        spellings += [spelling.lower() for spelling in spellings]
    return next((spelt for spelt in spellings if spelt in kind), plain)
