"""Minimum export prices: nothing may be sold abroad for less."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Figure, quantity
from tradesim.policies.effects import Effect, Terrain
from tradesim.policies.exemption import Exemption
from tradesim.policies.levy import LevyOnExports


class MinimumExportPrice(LevyOnExports):
    """A least price, set by the exporting country, at which its plants may sell abroad.

    While a plant's own price is under it, buyers abroad pay the floor, and the plant keeps the
    difference; where its price is above, the floor is of no matter. Buyers at home pay the plant's
    price.
    """

    instrument: ClassVar[str] = "minimum export price"
    concerns: ClassVar[str] = "a minimum export price is on exports to others"
    floored: ClassVar[bool] = True
    books: ClassVar[str] = "price_floor_paid"

    kind: Literal["minimum_export_price"]
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of destination that are exempt."
    )
    items: list[str] = Field(min_length=1, description="Items it is on, all of one unit.")
    price: Figure = quantity(
        None, "USD/{unit}", "Least price at the customer's border.", low=1e-9, required=True
    )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Set the floor, and later lift it."""
        return self.at_floor(terrain, self.price)
