"""Orders, dispatch and arrival: what moves along the sourcing links."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.economy.border import draw_on_quotas, hold_at_border, levy_duties
from tradesim.economy.inspections import inspect_arrivals
from tradesim.economy.licensed_trade import (
    draw_on_licences,
    let_licensed_leave,
    shrink_applications,
)
from tradesim.economy.lots import sail
from tradesim.world.world import World


def take_orders(world: World) -> None:
    """Let old orders lapse or be called off, and book the new ones; see what may leave this week.

    An unfilled order lapses at a mean age of ``patience_weeks``; an application that covers it
    shrinks by as much. On a controlled link only the licensed balance may leave, under a ban
    nothing; blockades and quotas hold back more.
    """
    link, supplier = world.link, world.supplier
    if world.licences_needed:
        shrink_applications(world)
    link.outstanding -= link.cancelled
    link.outstanding *= world.behaviour.order_kept
    link.outstanding += link.placed
    np.copyto(link.wanted, link.outstanding)
    if world.licences_needed:
        let_licensed_leave(world)
    hold_at_border(world)
    supplier.shippable[...] = world.wiring.links_of_supplier.total(link.wanted)
    supplier.ordered[...] = world.wiring.links_of_supplier.total(link.placed)


def dispatch(world: World) -> None:
    """Ship what may leave; a plant that is short serves home first as far as it says, then all."""
    link, supplier = world.link, world.supplier
    if link.home_first.any():
        _serve_home_first(world)
    else:
        fraction = _fraction(supplier.finished_stock, supplier.shippable)
        np.take(fraction, link.supplier, axis=0, out=link.shipped, mode="clip")
        link.shipped *= link.wanted
        supplier.finished_stock -= fraction * supplier.shippable
    link.outstanding -= link.shipped
    np.maximum(supplier.finished_stock, 0.0, out=supplier.finished_stock)
    if world.licences_needed:
        draw_on_licences(world)
    draw_on_quotas(world)
    world.pipeline.dispatch(world.week, sail(world))


def _serve_home_first(world: World) -> None:
    """Serve the part of home orders that goes first; of what is left all get the same fraction."""
    link, supplier = world.link, world.supplier
    first = link.wanted * link.home_first
    link.shipped[...] = 0.0
    for asked in (first, link.wanted - first):
        of_plant = world.wiring.links_of_supplier.total(asked)
        fraction = _fraction(supplier.finished_stock, of_plant)
        link.shipped += fraction.take(link.supplier, axis=0) * asked
        supplier.finished_stock -= fraction * of_plant
        np.maximum(supplier.finished_stock, 0.0, out=supplier.finished_stock)


def _fraction(stock: Floats, asked: Floats) -> Floats:
    """Return the part of what is asked of each plant that its stock allows."""
    return np.divide(stock, asked, out=np.ones_like(asked), where=asked > stock)


def deliver(world: World) -> None:
    """Let goods arrive after their lead time, whatever the rule has become meanwhile.

    What an inspection picks waits at the border, and is on its way until it is cleared.
    """
    link, need = world.link, world.need
    world.pipeline.arriving(world.week, out=link.arrived)
    inspect_arrivals(world)
    link.in_transit += link.shipped - link.arrived
    np.maximum(link.in_transit, 0.0, out=link.in_transit)
    need.arrived[...] = world.wiring.links_of_need.total(link.arrived)
    need.stock += need.arrived
    levy_duties(world)
