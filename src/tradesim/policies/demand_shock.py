"""Demand shocks: a boom or a glut in the markets that final buyers sell to."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Policy


class DemandShock(Policy):
    """Demand for some products moves to a multiple of its baseline, and perhaps back."""

    instrument: ClassVar[str] = "demand shock"
    date_labels: ClassVar[dict[str, str]] = {"start": "began", "end": "ended"}

    kind: Literal["demand_shock"]
    buyers: list[str] | None = Field(None, description="Names of the final buyers it meets.")
    products: list[str] | None = Field(None, description="Products it meets, whoever makes them.")
    start: DateFigure = Field(description="Day it begins.")
    end: DateFigure | None = Field(None, description="Day it begins to fade; stays where absent.")
    factor: Figure = quantity(
        None, "factor", "Demand at its height, multiple of the baseline.", high=100, required=True
    )
    ramp_weeks: Figure = quantity(
        8, "week", "Time it takes to build up, and to fade.", low=1, high=260
    )

    @model_validator(mode="after")
    def _meets_somebody(self) -> Self:
        if not self.buyers and not self.products:
            raise ValueError("it meets nobody: name 'buyers' or 'products'.")
        return self

    def meets(self, buyer: str, product: str) -> bool:
        """Say whether it meets a final buyer, by its name or by what it makes."""
        return buyer in (self.buyers or ()) or product in (self.products or ())
