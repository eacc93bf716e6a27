"""A final buyer: buys items, holds stock, makes a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradesim.agents.actor import Actor
from tradesim.agents.purchaser import Purchasing

if TYPE_CHECKING:
    from tradesim.agents.actor import WorldModel


class Buyer(Purchasing, Actor):
    """A plant, or plants together, that buys items and makes a product of them."""

    def __init__(self, model: WorldModel, row: int) -> None:
        """Take its rows."""
        maker = model.world.layout.final_buyers[row]
        super().__init__(model, maker.name, maker.country)
        self.product = maker.product
        self.item_names = tuple(need.item for need in maker.needs)
        self.sit_down(model.world, row)

    @property
    def output(self) -> float:
        """Output of the last week, in units of its product."""
        return float(self.desk.buyer.output[0, 0])

    @property
    def stock_cover(self) -> dict[str, float]:
        """Weeks of use on hand, by item."""
        need = self.desk.need
        return {
            item: float(need.stock[row, 0] / need.rate[row, 0])
            for row, item in enumerate(self.item_names)
        }
