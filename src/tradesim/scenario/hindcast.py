"""What a scenario says about how its runs are held against the record; it changes no run."""

import datetime as dt
import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from tradesim.fields import Block, Figure, Name, quantity

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def _month(given: Any) -> Any:
    """Refuse what is no calendar month."""
    if isinstance(given, str) and MONTH.fullmatch(given):
        return given
    raise PydanticCustomError(
        "month", "{found} is not a month. Write it as 2019-07.", {"found": repr(given)}
    )


Month = Annotated[str, BeforeValidator(_month)]
"""A calendar month, YYYY-MM."""


class Months(Block):
    """Calendar months from the first to the last, both included."""

    start: Month = Field(description="First month, YYYY-MM.")
    end: Month = Field(description="Last month, YYYY-MM.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"'end' ({self.end}) is before 'start' ({self.start}).")
        return self


class HindcastSettings(Block):
    """What was known when the measure was announced, and from when on a forecast is scored."""

    group: Name | None = Field(
        None,
        description="Makes the scenario an episode of 'tradesim hindcast --all', and says which "
        "are left out together when behaviour is fitted.",
    )
    series: str | None = Field(
        None,
        description="Observed series that do not come with tradesim and that a full score needs, "
        "in words, with their publisher.",
    )
    announced: dt.date | None = Field(
        None,
        description="Day of the forecast; the first date of what keeps goods back or makes them "
        "dearer if absent, a policy or a shock.",
    )
    baseline: Months | None = Field(
        None,
        description="Months whose mean is the forecast of no change; the twelve before the "
        "announcement where absent, or those of them there are.",
    )
    first_scored: Month | None = Field(
        None, description="First month that is scored; that of the announcement where absent."
    )
    tolerance: Figure = quantity(
        0.25, "share", "How far from a published quantity or value a hit may lie.", low=0.01, high=1
    )
    regions: dict[str, list[str]] = Field(
        default={},
        description="Names of observed tables that stand for several countries of the scenario, "
        "e.g. 'EU: [DEU, POL]'; a country of the scenario that stands for several observed ones "
        "is written the same way.",
    )

    @model_validator(mode="after")
    def _scored_after_the_baseline(self) -> Self:
        if self.baseline and self.first_scored and self.first_scored <= self.baseline.end:
            raise ValueError(
                f"'first_scored' ({self.first_scored}) is a month of the baseline, which ends in "
                f"{self.baseline.end}."
            )
        return self
