"""What may leave under licence: orders that a control covers wait for one, the others pass.

Where a supplier stands for several firms, or a control covers but a part of the trade, the orders
on a link are kept in parts: what each firm is asked for that a control covers (``orders``), and
what none does (``exempt``). Lapses and cancellations fall on all parts alike.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.policies.effects import BAN, FREE
from tradesim.world.state import IN_REVIEW, Licences
from tradesim.world.world import World


def shrink_applications(world: World) -> None:
    """Take what lapses or is called off from the applications that were to cover it."""
    link, licence = world.link, world.licence
    reviewed = licence.status == IN_REVIEW
    if not reviewed.any():
        return
    lapsed = link.outstanding.take(licence.link, axis=0)
    lapsed *= 1.0 - world.behaviour.order_kept
    lapsed += link.cancelled.take(licence.link, axis=0)
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
        link.wanted[licence.link] = np.minimum(ordered, licensed_at_most(licence))
        return
    _turn_to_licensed(world)
    _book_parts(world, ordered)
    rows, first = world.licensed_links, world.first_of_link
    level, held = licence.level[first], licence.held[first]
    may_leave = (licence.level > FREE) & (licence.level < BAN)
    own = np.minimum(licence.orders, of_firm(world, licence.balance)) * may_leave
    licence.licensed[...] = own * (1.0 - licence.held)
    whole = (licence.slot == 0).reshape(-1, 1) * (licence.licensed + licence.exempt)
    leaving = np.minimum(world.link_of_licence.total(whole), link.outstanding[rows])
    controlled = (level > FREE) | (held > 0.0)
    link.wanted[rows] = np.where(controlled, leaving, link.outstanding[rows])


def licensed_at_most(licence: Licences) -> Floats:
    """Return the most that offices let leave, shape (licence, run), where orders have no parts.

    All where trade is free, nothing under a ban, else the licensed balance.
    """
    licensed = licence.balance * (licence.level < BAN)
    return np.where(licence.level == FREE, np.inf, licensed)


def _book_parts(world: World, ordered: Floats) -> None:
    """Book the new orders with each firm, covered or not, and what became of the old ones.

    Where a control begins, what is outstanding is parted as new orders are.
    """
    link, licence = world.link, world.licence
    placed = link.placed.take(licence.link, axis=0)
    controlled = (licence.level > FREE) | (licence.held > 0.0)
    covered = licence.covered + (1.0 - licence.covered) * licence.held
    old = np.maximum(ordered - placed, 0.0)
    parts = _of_link(world, licence.orders + licence.exempt)
    known = parts > 0.0
    kept = np.divide(old, parts, out=np.zeros_like(old), where=known)
    new = licence.asked * placed + licence.weight * np.where(known, 0.0, old)
    licence.orders[...] = (licence.orders * kept + new * covered) * controlled
    licence.exempt[...] = (licence.exempt * kept + new * (1.0 - covered)) * controlled


def _turn_to_licensed(world: World) -> None:
    """Let buyers turn to the firms that hold licences, at the pace at which they move shares.

    ``asked += inertia * (1 + acceleration * (1 - reliability)) * (target - asked)``, where the
    target is the parts of the firms with a balance, or those of all while none has one.
    """
    licence, behaviour = world.licence, world.behaviour
    if not world.several_firms:
        return
    able = licence.weight * (of_firm(world, licence.balance) > 0.0)
    total = _of_link(world, able)
    target = np.where(total > 0.0, _part(able, total), licence.weight)
    failing = 1.0 - world.link.reliability.take(licence.link, axis=0)
    speed = behaviour.share_inertia * (1.0 + behaviour.failure_acceleration * failing)
    speed = np.minimum(speed, 1.0) * (licence.level > FREE)
    licence.asked += speed * (target - licence.asked)


def _part(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)


def _of_link(world: World, values: Floats) -> Floats:
    """Return what all firms on a link hold together, for each of its rows."""
    first = (world.licence.slot == 0).reshape(-1, 1)
    return world.link_of_licence.spread(world.link_of_licence.total(values * first))


def forget_parts(world: World) -> None:
    """Where nothing is held any more, let all firms of a link be asked as they were at first."""
    if not world.in_parts:
        return
    licence = world.licence
    held = (licence.level > FREE) | (licence.held > 0.0)
    licence.asked[...] = np.where(held, licence.asked, licence.weight)
    for parts in (licence.orders, licence.exempt, licence.licensed):
        parts *= held  # noqa: PLW2901


def draw_on_licences(world: World) -> None:
    """Take what was shipped off the licences, and off the orders that it filled."""
    link, licence = world.link, world.licence
    shipped = link.shipped.take(licence.link, axis=0)
    if not world.in_parts:
        licence.balance -= shipped * (licence.level > FREE)
        np.maximum(licence.balance, 0.0, out=licence.balance)
        return
    left = np.minimum(_part(shipped, _of_link(world, licence.licensed + licence.exempt)), 1.0)
    taken = licence.licensed * left
    used = _part(taken, of_firm(world, licence.balance))
    licence.balance *= 1.0 - np.minimum(used, 1.0)
    licence.orders -= taken
    np.maximum(licence.orders, 0.0, out=licence.orders)
    licence.exempt *= 1.0 - left


def of_firm(world: World, values: Floats) -> Floats:
    """Return what the contracts of a firm hold together, for each of its rows."""
    if world.contracts == 1:
        return values
    firms = world.firm_of_licence
    return firms.spread(firms.total(values))
