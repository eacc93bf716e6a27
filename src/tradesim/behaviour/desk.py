"""What a decision rule is given: the rows of one actor, or of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.randomness import Words
from tradesim.world.segments import Segments
from tradesim.world.state import Buyers, Licences, Links, Needs, Parameters, Rows, Suppliers, Trials
from tradesim.world.world import World


@dataclass(frozen=True, slots=True)
class PurchasingDesk:
    """The rows of one buyer, or of all buyers; what it may read of the market besides.

    Attributes:
        supplier: All suppliers: their posted appeal and capacity are public.
    """

    buyer: Buyers
    need: Needs
    link: Links
    trial: Trials
    needs_of_buyer: Segments
    links_of_need: Segments
    need_of_trial: Segments
    supplier: Suppliers
    behaviour: Parameters
    runs: Words


@dataclass(frozen=True, slots=True)
class SalesDesk:
    """The rows of one supplier, or of all suppliers, and the licences they must hold.

    Attributes:
        link: All links: a supplier reads the orders on its own, by ``licence.link``.
    """

    supplier: Suppliers
    licence: Licences
    link: Links
    behaviour: Parameters


def everyones_purchasing(world: World) -> PurchasingDesk:
    """Return the desk of all buyers together."""
    return _purchasing(
        world,
        buyers=slice(None),
        needs=slice(None),
        links=slice(None),
        trials=slice(None),
    )


def purchasing_of(world: World, buyer: int) -> PurchasingDesk:
    """Return the desk of one buyer: slices of the world's arrays."""
    needs = _rows_of(world.wiring.needs_of_buyer, buyer, buyer)
    links = _rows_of(world.wiring.links_of_need, needs.start, needs.stop - 1)
    trials = _between(world.trial.link, links)
    return _purchasing(
        world, buyers=slice(buyer, buyer + 1), needs=needs, links=links, trials=trials
    )


def everyones_sales(world: World) -> SalesDesk:
    """Return the desk of all suppliers together."""
    return SalesDesk(world.supplier, world.licence, world.link, world.behaviour)


def sales_of(world: World, supplier: int) -> SalesDesk:
    """Return the desk of one supplier."""
    licences = _between(world.licence.supplier, slice(supplier, supplier + 1))
    return SalesDesk(
        world.supplier.rows(slice(supplier, supplier + 1)),
        world.licence.rows(licences),
        world.link,
        world.behaviour,
    )


def _purchasing(
    world: World, *, buyers: slice, needs: slice, links: slice, trials: slice
) -> PurchasingDesk:
    wiring = world.wiring
    need, trial = world.need.rows(needs), world.trial.rows(trials)
    first_buyer, first_need = buyers.start or 0, needs.start or 0
    need_count = len(need.recipe)
    buyer = world.buyer.rows(buyers)
    return PurchasingDesk(
        buyer=buyer,
        need=need,
        link=world.link.rows(links),
        trial=trial,
        needs_of_buyer=Segments(
            wiring.needs_of_buyer.group_of[needs] - first_buyer, len(buyer.capacity)
        ),
        links_of_need=Segments(wiring.links_of_need.group_of[links] - first_need, need_count),
        need_of_trial=Segments(trial.need - first_need, need_count),
        supplier=world.supplier,
        behaviour=world.behaviour,
        runs=world.runs,
    )


def _rows_of(segments: Segments, first: int, last: int) -> slice:
    """Return the slice of rows that belong to groups first to last."""
    return _between(segments.group_of, slice(first, last + 1))


def _between(sorted_values: Rows, bounds: slice) -> slice:
    """Return the slice of a sorted array with start <= value < stop."""
    low, high = np.searchsorted(sorted_values, [bounds.start, bounds.stop])
    return slice(int(low), int(high))
