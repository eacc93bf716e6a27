"""What may leave under licence: orders that a control covers wait for one, the others pass.

Where a supplier stands for several firms, or a control covers but a part of the trade, the orders
on a link are kept in parts: what each firm is asked for (``orders``), and what of it no control
holds (``exempt``). Lapses and cancellations fall on all parts alike.
"""

from __future__ import annotations

import numpy as np

from tradesim.policies.effects import BAN, FREE
from tradesim.world.segments import Segments
from tradesim.world.state import IN_REVIEW, Floats
from tradesim.world.world import World


def shrink_applications(world: World, gone: Floats) -> None:
    """Take what lapsed or was called off from the applications that were to cover it.

    Args:
        world: The world.
        gone: Orders that are no more, by link, shape (link, run).
    """
    licence = world.licence
    reviewed = licence.status == IN_REVIEW
    if not reviewed.any():
        return
    lapsed = gone.take(licence.link, axis=0)
    if not world.in_parts:
        licence.volume -= np.minimum(lapsed, licence.volume) * reviewed
        return
    lapsed *= licence.weight
    pending = of_firm(world, licence.volume * reviewed)
    share = np.divide(
        np.minimum(lapsed, pending), pending, out=np.zeros_like(pending), where=pending > 0.0
    )
    licence.volume -= licence.volume * share * reviewed


def let_licensed_leave(world: World) -> None:
    """Set what may leave on links under control: the licensed balance, and what is not covered."""
    link, licence = world.link, world.licence
    ordered = link.outstanding.take(licence.link, axis=0)
    if not world.in_parts:
        licensed = np.minimum(ordered, licence.balance) * (licence.level < BAN)
        link.wanted[licence.link] = np.where(licence.level == FREE, ordered, licensed)
        return
    _book_parts(world, ordered)
    first = world.first_contracts
    level, held = licence.level[first], licence.held[first]
    balance = of_firm(world, licence.balance)[first]
    orders = licence.orders[first]
    licensed = np.minimum(orders, balance) * (level < BAN)
    licensed = np.where(level > FREE, licensed * (1.0 - held), 0.0)
    licence.licensed[...] = world.firm_of_licence.spread(licensed)
    leaving = world.link_of_firm.total(licensed + licence.exempt[first])
    rows = licence.link[first[world.first_firms]]
    controlled = ((level > FREE) | (held > 0.0))[world.first_firms]
    ordered = link.outstanding[rows]
    link.wanted[rows] = np.where(controlled, np.minimum(leaving, ordered), ordered)


def _book_parts(world: World, ordered: Floats) -> None:
    """Book the new orders with each firm, covered or not, and what became of the old ones.

    Where a control begins, what is outstanding is parted as new orders are.
    """
    link, licence = world.link, world.licence
    placed = link.placed.take(licence.link, axis=0)
    controlled = (licence.level > FREE) | (licence.held > 0.0)
    covered = licence.covered + (1.0 - licence.covered) * licence.held
    old = np.maximum(ordered - placed, 0.0)
    parts = (licence.orders + licence.exempt)[world.first_contracts]
    total = world.link_of_firm.spread(world.link_of_firm.total(parts))
    total = world.firm_of_licence.spread(total)
    known = total > 0.0
    kept = np.divide(old, total, out=np.zeros_like(old), where=known)
    begins = np.where(known, 0.0, old)
    own = licence.weight * (placed + begins)
    licence.orders[...] = (licence.orders * kept + own * covered) * controlled
    licence.exempt[...] = (licence.exempt * kept + own * (1.0 - covered)) * controlled


def draw_on_licences(world: World) -> None:
    """Take what was shipped off the licences, and off the orders that it filled."""
    link, licence = world.link, world.licence
    shipped = link.shipped.take(licence.link, axis=0)
    if not world.in_parts:
        licence.balance -= shipped * (licence.level > FREE)
        np.maximum(licence.balance, 0.0, out=licence.balance)
        return
    first = world.first_contracts
    leaving = world.link_of_firm.total(licence.licensed[first] + licence.exempt[first])
    leaving = world.firm_of_licence.spread(world.link_of_firm.spread(leaving))
    left = np.divide(shipped, leaving, out=np.zeros_like(shipped), where=leaving > 0.0)
    np.minimum(left, 1.0, out=left)
    taken = licence.licensed * left
    balance = of_firm(world, licence.balance)
    used = np.divide(taken, balance, out=np.zeros_like(taken), where=balance > 0.0)
    licence.balance *= 1.0 - np.minimum(used, 1.0)
    licence.orders -= taken
    np.maximum(licence.orders, 0.0, out=licence.orders)
    licence.exempt *= 1.0 - left


def of_firm(world: World, values: Floats) -> Floats:
    """Return what the contracts of a firm hold together, for each of its rows."""
    if world.contracts == 1:
        return values
    firms: Segments = world.firm_of_licence
    return firms.spread(firms.total(values))
