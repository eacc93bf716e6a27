"""Measures of one's own: formulas over summary measures, for experiments, fits and pages."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from tradesim.fields import Block, Number

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
    least: Number | None = Field(None, description="Least value that it can take, if there is one.")
    greatest: Number | None = Field(None, description="Greatest value that it can take.")

    @model_validator(mode="after")
    def _can_take_some_value(self) -> Self:
        if self.least is not None and self.greatest is not None and self.least >= self.greatest:
            raise ValueError(f"'least' is {self.least:g}, not below 'greatest', {self.greatest:g}.")
        return self
