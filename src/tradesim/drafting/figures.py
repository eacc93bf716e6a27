"""Figures of a drafted scenario: each with its source, or a judgement with its range."""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.drafting.estimates import Estimate
from tradesim.evidence.rule import RuleLine
from tradesim.fields import Figure

DIGITS = 4
"""Significant digits of a figure."""


@dataclass(frozen=True)
class Stated:
    """A figure as the file will state it.

    Attributes:
        value: The number.
        unit: Its unit.
        source: Where it is from; empty for none.
        judgement: Why it is what it is, where no source says so.
        low: Lower end of its range.
        high: Upper end.
    """

    value: float
    unit: str
    source: str = ""
    judgement: str = ""
    low: float | None = None
    high: float | None = None


def rounded(value: float) -> float:
    """Return a number to the digits that a file states."""
    return float(f"{value:.{DIGITS}g}")


def by_rule(line: RuleLine, unit: str = "") -> Stated:
    """Return a line of the written rule as a figure."""
    return Stated(
        line.value, unit or line.unit, judgement=f"rule {line.name}", low=line.low, high=line.high
    )


def estimated(estimate: Estimate, unit: str, source: str) -> Stated:
    """Return a figure that follows from data."""
    value = rounded(estimate.value)
    low, high = rounded(estimate.low), rounded(estimate.high)
    return Stated(value, unit, source, low=min(low, value), high=max(high, value))


def given(figure: Figure, unit: str, file: str) -> Stated:
    """Return a figure that the items file gives; without a source there it is a judgement."""
    note = figure.judgement if isinstance(figure.judgement, str) else ""
    judgement = note or ("" if figure.source else f"given in {file}")
    low, high = figure.range or (None, None)
    return Stated(rounded(figure.value), unit, figure.source or "", judgement, low, high)
