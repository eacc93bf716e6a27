"""Minimum import prices: what comes in for less pays the difference."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Figure, quantity
from tradesim.policies.effects import Effect, Terrain
from tradesim.policies.exemption import Exemption
from tradesim.policies.levy import LevyOnImports


class MinimumImportPrice(LevyOnImports):
    """A variable duty of the importing country that lifts what comes in to a least price.

    While a plant's own price is under it, buyers pay the difference to their government; where its
    price is above, nothing is due. Anti-dumping duties are often set so.
    """

    instrument: ClassVar[str] = "minimum import price"
    concerns: ClassVar[str] = "a minimum import price is on imports from others"
    floored: ClassVar[bool] = True

    kind: Literal["minimum_import_price"]
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of origin that are exempt."
    )
    items: list[str] = Field(min_length=1, description="Items it is on, all of one unit.")
    price: Figure = quantity(
        None, "USD/{unit}", "Least price at the border, before duty.", low=1e-9, required=True
    )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Set the floor, and later lift it."""
        return self.at_floor(terrain, self.price)
