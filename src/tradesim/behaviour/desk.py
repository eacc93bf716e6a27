"""What a decision rule is given: the rows of one actor, or of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Rows, Words
from tradesim.world.engagements import Moves
from tradesim.world.segments import Segments
from tradesim.world.state import (
    Buyers,
    Controls,
    Licences,
    Links,
    Needs,
    Parameters,
    Suppliers,
    Trials,
)
from tradesim.world.threats import Threats
from tradesim.world.world import World

LINKS_AT_A_DESK = 50_000
"""Links times runs that one desk handles at most."""


@dataclass(frozen=True, slots=True)
class PurchasingDesk:
    """The rows of one buyer, or of all buyers; what it may read of the market besides.

    Attributes:
        threatened: For each threat, the row of its link at this desk.
        supplier: All suppliers: their posted appeal and capacity are public.
        dutiable: Whether some tariff may be on some link of the world.
        priced: Whether the use of some item answers its price.
    """

    buyer: Buyers
    need: Needs
    link: Links
    trial: Trials
    threat: Threats
    threatened: Rows
    needs_of_buyer: Segments
    links_of_need: Segments
    need_of_trial: Segments
    need_of_threat: Segments
    supplier: Suppliers
    behaviour: Parameters
    runs: Words
    dutiable: bool = False
    priced: bool = False


@dataclass(frozen=True, slots=True)
class SalesDesk:
    """The rows of one supplier, or of all suppliers, and the licences they must hold.

    Attributes:
        link: All links: a supplier reads the orders on its own, by ``licence.link``.
        move: Requests that it produce elsewhere.
        control: All controls: their terms are public.
        contracts: Licence rows of a firm on a link.
    """

    supplier: Suppliers
    licence: Licences
    link: Links
    move: Moves
    behaviour: Parameters
    control: Controls
    contracts: int


def everyones_purchasing(world: World) -> tuple[PurchasingDesk, ...]:
    """Return desks that seat all buyers between them.

    A large world gets several desks, so that what a rule computes on the way stays in the
    processor's cache; rules read and write their own rows alone, so no number depends on it.
    """
    links, buyers = world.wiring.links_of_need, world.wiring.needs_of_buyer
    buyer_of_link = buyers.group_of[links.group_of]
    desks = -(-len(buyer_of_link) * world.run_count // LINKS_AT_A_DESK)
    cuts = np.arange(1, desks) * len(buyer_of_link) // desks
    edges = np.unique([0, *buyer_of_link[cuts].tolist(), buyers.count])
    pairs = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    return tuple(purchasing_of(world, first, last) for first, last in pairs)


def everyones_sales(world: World) -> SalesDesk:
    """Return the desk of all suppliers together."""
    return SalesDesk(
        world.supplier,
        world.licence,
        world.link,
        world.move,
        world.behaviour,
        world.control,
        world.contracts,
    )


def sales_of(world: World, first: int, last: int) -> SalesDesk:
    """Return the desk of the suppliers from first up to, not including, last."""
    licences = _between(world.licence.supplier, slice(first, last))
    moves = _between(world.move.plant, slice(first, last))
    return SalesDesk(
        world.supplier.rows(slice(first, last)),
        world.licence.rows(licences),
        world.link,
        world.move.rows(moves),
        world.behaviour,
        world.control,
        world.contracts,
    )


def purchasing_of(world: World, first: int, last: int) -> PurchasingDesk:
    """Return the desk of the buyers from first up to, not including, last: slices of the world."""
    wiring = world.wiring
    needs = _between(wiring.needs_of_buyer.group_of, slice(first, last))
    links = _between(wiring.links_of_need.group_of, needs)
    trial = world.trial.rows(_between(world.trial.link, links))
    threat = world.threat.rows(_between(world.threat.link, links))
    count = needs.stop - needs.start
    return PurchasingDesk(
        buyer=world.buyer.rows(slice(first, last)),
        need=world.need.rows(needs),
        link=world.link.rows(links),
        trial=trial,
        threat=threat,
        threatened=threat.link - links.start,
        needs_of_buyer=Segments(wiring.needs_of_buyer.group_of[needs] - first, last - first),
        links_of_need=Segments(wiring.links_of_need.group_of[links] - needs.start, count),
        need_of_trial=Segments(trial.need - needs.start, count),
        need_of_threat=Segments(threat.need - needs.start, count),
        supplier=world.supplier,
        behaviour=world.behaviour,
        runs=world.runs,
        dutiable=world.dutiable,
        priced=world.priced,
    )


def _between(sorted_values: Rows, bounds: slice) -> slice:
    """Return the slice of a sorted array with start <= value < stop."""
    low, high = np.searchsorted(sorted_values, [bounds.start, bounds.stop])
    return slice(int(low), int(high))
