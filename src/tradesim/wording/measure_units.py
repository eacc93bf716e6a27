"""Units of measures as they follow a number."""

from __future__ import annotations

UNITS = {
    "week": "weeks",
    "week of usual output": "weeks of usual output",
    "percentage point": "percentage points",
}
"""Units as they follow a number."""

IN_SENTENCES = {"multiple of baseline": "times the baseline", "index, 0 to 1": ""}
"""Units within a sentence, where they are others than in a table."""


IN_TABLES = {"1": ""}
"""Units of axes and headings, where they are others than after a number."""


def told_unit(unit: str) -> str:
    """Return a unit as axes and headings of tables have it; empty where there is none."""
    return IN_TABLES.get(unit, UNITS.get(unit, unit))


def with_unit(words: str, unit: str) -> str:
    """Return what a number is, as axes and headings of tables have it, with its unit."""
    said = told_unit(unit)
    return f"{words} ({said})" if said else words


def spoken_unit(unit: str) -> str:
    """Return a unit as it follows a number within a sentence; empty where none is said."""
    return IN_SENTENCES.get(unit, UNITS.get(unit, unit))
