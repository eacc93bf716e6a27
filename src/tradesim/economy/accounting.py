"""The books of every item: nothing is created from nothing, nothing vanishes."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tradesim.arrays import Floats
from tradesim.errors import ConservationError
from tradesim.world.segments import Segments
from tradesim.world.world import World

TOLERANCE = 1e-9
"""Largest residual allowed, as a share of the item's flow."""


@dataclass
class Books:
    """The running balance of each item, shape (item, run).

    ``opening + produced = finished stock + in transit + buyers' stock + used + lost``.
    """

    opening: Floats
    used: Floats
    lost: Floats
    of_supplier: Segments
    of_need: Segments
    of_link: Segments
    names: tuple[str, ...] = field(default=())

    @classmethod
    def begin(cls, world: World) -> Books:
        """Open the books of a world at the start of week 0."""
        layout = world.layout
        count = len(layout.items)
        of_need = Segments(layout.item_of_need, count)
        books = cls(
            opening=np.zeros((count, world.run_count)),
            used=np.zeros_like(world.need.used),
            lost=np.zeros_like(world.need.lost),
            of_supplier=Segments(layout.item_of_supplier, count),
            of_need=of_need,
            of_link=Segments(of_need.group_of[world.wiring.links_of_need.group_of], count),
            names=tuple(item.name for item in layout.items),
        )
        books.opening[...] = books._present(world)
        return books

    def post(self, world: World) -> None:
        """Book the use and the loss of a week."""
        self.used += world.need.used
        self.lost += world.need.lost

    def residual(self, world: World) -> Floats:
        """Return what is unaccounted for, as a share of the item's flow, shape (item, run)."""
        produced = self.of_supplier.total(world.supplier.produced)
        gone = self.of_need.total(self.used + self.lost)
        flow = np.maximum(self.opening + produced, 1e-300)
        return np.abs(self.opening + produced - self._present(world) - gone) / flow

    def check(self, world: World) -> None:
        """Raise ConservationError where an item's residual is above the tolerance."""
        residual = self.residual(world)
        worst = residual.max(axis=1, initial=0.0)
        for row, share in enumerate(worst):
            if not share <= TOLERANCE:
                raise ConservationError(self.names[row], float(share))

    def _present(self, world: World) -> Floats:
        stock = self.of_supplier.total(world.supplier.finished_stock)
        stock += self.of_link.total(world.link.in_transit)
        stock += self.of_need.total(world.need.stock)
        return stock
