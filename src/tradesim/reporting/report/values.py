"""Numbers with their units, as comparisons and batches say them."""

from __future__ import annotations

from tradesim.wording.measure_units import spoken_unit
from tradesim.wording.numbers import writer

PERCENT = frozenset({"share", "share of runs"})
"""Units that are written as per cent."""


def value(number: float, unit: str) -> str:
    """Return a number with its unit as one says it."""
    if unit in PERCENT:
        return writer("percent")(number)
    return f"{writer('amount')(number)} {spoken_unit(unit)}".strip()
