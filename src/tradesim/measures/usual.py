"""Firms in a usual week: what each makes, what that is worth, and whom its inputs come from.

A firm is a final buyer or a plant; final buyers come first, plants after them, as the scenario
lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.world.layout import Layout
from tradesim.world.parameters import column
from tradesim.world.segments import Segments
from tradesim.world.world import World

NO_TIER = -1
"""The tier of a plant from which no chain leads to a final buyer."""


@dataclass(frozen=True)
class Usual:
    """The firms of a world before its first week.

    Attributes:
        layout: Names of all rows.
        output: What each firm makes, unit/week, shape (firm, run).
        rate: Use of each need, unit/week, shape (need, run).
        share: Share of each sourcing link in its need, shape (link, run).
        critical: 1 of a need without which nothing is made, shape (need, 1).
        yield_loss: Share of output lost without a need that is important, shape (need, 1 or run).
    """

    layout: Layout
    output: Floats
    rate: Floats
    share: Floats
    critical: Floats
    yield_loss: Floats

    @classmethod
    def of(cls, world: World) -> Usual:
        """Return the firms of a world that was just built."""
        makers, need = world.wiring.final_buyers, world.need
        output = np.concatenate(
            [world.buyer.baseline_output[:makers], world.supplier.baseline_sales]
        )
        share = world.link.share.copy()
        return cls(world.layout, output, need.rate.copy(), share, need.critical, need.yield_loss)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name of each firm."""
        makers = [maker.name for maker in self.layout.final_buyers]
        return (*makers, *(plant.name for plant in self.layout.suppliers))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Country code of each firm."""
        makers = [maker.country for maker in self.layout.final_buyers]
        return (*makers, *(plant.country for plant in self.layout.suppliers))

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """What each firm makes: a final buyer its product, a plant its item."""
        made = [maker.product for maker in self.layout.final_buyers]
        return (*made, *(plant.item for plant in self.layout.suppliers))

    @cached_property
    def buying(self) -> Rows:
        """The firm of each buyer: final buyers, then plants with a recipe."""
        makers = len(self.layout.final_buyers)
        processors = np.array(self.layout.processors, dtype=np.int64)
        return np.concatenate([np.arange(makers), makers + processors])

    @cached_property
    def seller_of_link(self) -> Rows:
        """The firm that sells on each sourcing link."""
        return len(self.layout.final_buyers) + self.layout.links_of_supplier.group_of

    @cached_property
    def tiers(self) -> Rows:
        """Steps from each firm to the nearest final buyer that it sells to, 0 of final buyers.

        ``NO_TIER`` of a plant from which no chain leads there.
        """
        makers = len(self.layout.final_buyers)
        found = np.full(len(self.output), NO_TIER)
        found[:makers] = 0
        buyer = self.buying[self.layout.buyer_of_link]
        traded = (self.share > 0.0).any(axis=1)
        for tier in range(len(found)):
            above = self.seller_of_link[traded & (found[buyer] == tier)]
            new = above[found[above] == NO_TIER]
            if not len(new):
                break
            found[new] = tier + 1
        return found

    @cached_property
    def value(self) -> Floats:
        """Value of what each firm makes, USD/week, shape (firm, run).

        A plant's at its baseline price; a final buyer's at its ``output_value``, and where none is
        given at what it buys its inputs for.
        """
        layout, makers = self.layout, len(self.layout.final_buyers)
        price = column(layout.suppliers, lambda plant: plant.price)
        stated = column(layout.final_buyers, lambda maker: maker.output_value)
        paid = self.share * price[layout.links_of_supplier.group_of]
        cost = layout.needs_of_buyer.total(self.rate * layout.links_of_need.total(paid))[:makers]
        output = self.output[:makers]
        of_buyers = np.where(stated > 0.0, output * stated, cost)
        return np.concatenate([of_buyers, self.output[makers:] * price])


@dataclass(frozen=True)
class Groups:
    """Firms put together by some word: sector, country or tier.

    Attributes:
        words: The word of each group.
        rows: Which group each firm belongs to.
    """

    words: tuple[str, ...]
    rows: Segments

    @classmethod
    def by(cls, words: tuple[str, ...]) -> Groups:
        """Return firms by the word of each, in the order in which words are first met."""
        place = {word: number for number, word in enumerate(dict.fromkeys(words))}
        return cls(tuple(place), Segments([place[word] for word in words], len(place)))


def tier_words(tiers: Rows) -> tuple[str, ...]:
    """Return what tiers are called."""
    return tuple("no tier" if tier == NO_TIER else f"tier {tier}" for tier in tiers.tolist())
