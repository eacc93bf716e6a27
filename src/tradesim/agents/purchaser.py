"""The purchasing side of an agent: planning and learning on its own rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradesim.behaviour.desk import purchasing_of
from tradesim.behaviour.expectations import learn_from_deliveries
from tradesim.week import plan_purchases

if TYPE_CHECKING:
    from tradesim.behaviour.desk import PurchasingDesk
    from tradesim.world.world import World


class Purchasing:
    """What every buyer does in a week; override a method to change how an actor decides.

    Attributes:
        desk: Its own rows of the world: stocks, shares, orders, beliefs.
    """

    desk: PurchasingDesk

    def sit_down(self, world: World, buyer: int) -> None:
        """Take the rows of one buyer."""
        self.desk = purchasing_of(world, buyer, buyer + 1)

    def plan(self, *, news: bool) -> None:
        """Plan the week's purchases.

        Args:
            news: True in a week in which some control is announced.
        """
        plan_purchases(self.desk, news=news)

    def learn(self) -> None:
        """Learn from what was delivered."""
        learn_from_deliveries(self.desk)
