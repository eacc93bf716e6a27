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
    said = writer("amount")(number)
    money, _, rest = unit.partition(" ")
    if money == "USD" and rest:
        return f"USD {said} {rest}"
    return f"{said} {spoken_unit(unit)}".strip()
