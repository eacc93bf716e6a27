"""Measures of one's own: formulas over summary measures, for experiments, fits and pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from tradesim.fields import Block

OwnName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
"""Name of a measure of one's own, as those of the catalogue."""


class OwnMeasure(Block):
    """A measure of one's own: a formula over summary measures."""

    formula: str = Field(
        min_length=1,
        description="As in sum(unmet_need) / 52: numbers, measures, columns, + - * / **, "
        "comparisons, sum, mean, min, max, abs, sqrt, log, exp, where.",
    )
    unit: str = Field("", description="Its unit.")
    meaning: str = Field("", description="What it is.")
