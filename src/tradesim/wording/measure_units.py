"""Units of measures as they follow a number."""

from __future__ import annotations

UNITS = {
    "week": "weeks",
    "week of baseline output": "weeks of usual output",
    "percentage point": "percentage points",
}
"""Units as they follow a number."""

IN_SENTENCES = {"multiple of baseline": "times the baseline", "index, 0 to 1": ""}
"""Units within a sentence, where they are others than in a table."""


def spoken_unit(unit: str) -> str:
    """Return a unit as it follows a number within a sentence; empty where none is said."""
    return IN_SENTENCES.get(unit, UNITS.get(unit, unit))
