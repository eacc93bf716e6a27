"""Shipment lots: goods made over to a buyer abroad wait in port until the next sailing."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Codes, Flags, Floats
from tradesim.policies.effects import BAN, FREE
from tradesim.randomness import uniform
from tradesim.world.world import World


def sail(world: World) -> Floats:
    """Return what leaves the ports this week, shape (link, run).

    A shipment leaves with probability ``1 / shipment_interval_weeks``, and takes all that waits;
    in the last week before an announced control binds everything leaves. Customs see lots, not
    flows: firms ship seldom and much at a time (Alessandria, Kaboski & Midrigan 2010).
    """
    link, rows = world.link, world.lot_links
    if not len(rows):
        return link.shipped
    drawn = uniform(world.runs, "shipment", link.key[rows], world.week)
    sails = drawn < 1.0 / link.shipment_interval[rows]
    sails |= _last_free_week(world).take(rows, axis=0)
    sails &= link.blocked.take(rows, axis=0) <= 0.0
    waiting = link.ready.take(rows, axis=0) + link.shipped.take(rows, axis=0)
    np.copyto(link.sailed, link.shipped)
    link.sailed[rows] = waiting * sails
    link.ready[rows] = waiting * ~sails
    return link.sailed


def _last_free_week(world: World) -> Flags:
    """Return where what is announced binds next week, shape (link, run)."""
    threat = world.threat
    last = np.zeros(world.link.ready.shape, dtype=bool)
    if threat.ahead.any():
        last[threat.link] = (threat.ahead > 0.0) & (threat.notice <= 1.0)
    return last


def send_back(world: World, before: Codes) -> None:
    """Give back what waits in port where a licence begins to be needed, or a ban to hold.

    It is finished stock of its plant again, and an order of its buyer.

    Args:
        world: The world.
        before: The levels of control before they changed, shape (licence, run).
    """
    if not len(world.lot_links):
        return
    licence, link = world.licence, world.link
    held = (before == FREE) & (licence.level > FREE)
    held |= (before < BAN) & (licence.level >= BAN)
    back = np.zeros_like(link.ready)
    back[licence.link] = link.ready.take(licence.link, axis=0) * held
    link.ready -= back
    link.in_transit -= back
    np.maximum(link.in_transit, 0.0, out=link.in_transit)
    link.outstanding += back
    world.supplier.finished_stock += world.wiring.links_of_supplier.total(back)
