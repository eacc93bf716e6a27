"""A supplier: a plant that makes one item, and buys inputs if it has a recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradesim.agents.actor import Actor
from tradesim.agents.purchaser import Purchasing
from tradesim.behaviour.desk import sales_of
from tradesim.behaviour.production import post_price
from tradesim.week import plan_sales

if TYPE_CHECKING:
    from tradesim.agents.actor import WorldModel


class Supplier(Purchasing, Actor):
    """A plant; override a method to change how it decides."""

    def __init__(self, model: WorldModel, row: int) -> None:
        """Take its rows, as a seller and, with a recipe, as a buyer."""
        world = model.world
        plant = world.layout.suppliers[row]
        super().__init__(model, plant.name, plant.country)
        self.owner = plant.owner or plant.name
        self.item_name = plant.item
        self.sales = sales_of(world, row, row + 1)
        self.buys = bool(plant.recipe)
        if self.buys:
            self.sit_down(world, world.layout.buyer_names.index(plant.name))

    def supply(self) -> None:
        """Plan production and request the licences that orders will need."""
        plan_sales(self.sales)

    def price(self) -> None:
        """Post the price of the week."""
        post_price(self.sales)

    @property
    def production(self) -> float:
        """Production of the last week, in units of its item."""
        return float(self.sales.supplier.production[0, 0])
