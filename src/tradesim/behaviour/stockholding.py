"""How much a buyer orders: the inventory rule.

``order = max(0, rate + (target - stock - expected arrivals) / tau)`` with target position
``(cover + lead time) * rate``, after Hallegatte (2014) and Henriet, Hallegatte & Tabourier (2012),
with arrivals expected rather than promised: orders outstanding count by the reliability of their
source, so that what is stuck is ordered again elsewhere, and called off if it is not needed then.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.behaviour.anticipation import order_ahead, outlook
from tradesim.behaviour.desk import PurchasingDesk


def forecast_demand(desk: PurchasingDesk) -> None:
    """Move the forecast towards demand (exponential smoothing), and the rate of use with it."""
    buyer = desk.buyer
    buyer.forecast += desk.behaviour.forecast_smoothing * (buyer.demand - buyer.forecast)
    np.multiply(desk.need.recipe, desk.needs_of_buyer.spread(buyer.forecast), out=desk.need.rate)
    if desk.priced:
        np.multiply(desk.need.rate, desk.need.thrift, out=desk.need.rate)


def target_cover(desk: PurchasingDesk) -> Floats:
    """Return the weeks of use to hold in view of alarm, shape (need, run).

    ``cover = min(base * (1 + gamma * alarm) + safety + mandated, what can be stored and kept)``.
    """
    need = desk.need
    cover = desk.behaviour.alarm_stock_response * need.alarm
    cover += 1.0
    cover *= need.base_cover
    cover += safety_cover(desk)
    return np.minimum(cover + need.mandated_cover, most_cover(desk))


def safety_cover(desk: PurchasingDesk) -> Floats:
    """Return the weeks of use held against the replenishment time experienced, (need, run).

    ``k * sqrt(mean of d^2 - (mean of d)^2)``, with d the weeks of use that were late on the links
    under threat: stock for a replenishment time whose length is uncertain, at a steady demand
    (Silver, Pyke & Thomas 2017, ch. 6). Nothing at ``safety_factor`` 0.
    """
    need, factor = desk.need, desk.behaviour.safety_factor
    if not factor.any():
        return factor
    variance = np.maximum(need.late_square - need.late_weeks * need.late_weeks, 0.0)
    return factor * np.sqrt(variance)


def most_cover(desk: PurchasingDesk) -> Floats:
    """Return the weeks of use that can be stored, and that are used before they spoil."""
    need = desk.need
    return np.minimum(need.maximum_cover, desk.behaviour.shelf_life_margin * need.shelf_life)


def place_orders(desk: PurchasingDesk) -> None:
    """Order what closes the gap to the target position, split by sourcing share.

    Until an interruption that is announced begins, all sources are asked for the gap to base cover
    alone; what is wanted above it is ordered ahead from those under threat.
    """
    need, link = desk.need, desk.link
    coming = desk.links_of_need.total(link.in_transit)
    promised = desk.links_of_need.total(link.outstanding * link.reliability)
    have = need.stock + coming + promised
    floor, target = positions(desk)
    gap = np.minimum(np.maximum(have, floor), target) - have
    order = np.maximum(need.rate + gap / desk.behaviour.stock_adjustment_weeks, 0.0)
    np.multiply(desk.links_of_need.spread(order), link.share, out=link.placed)
    if floor is not target:
        order_ahead(desk, target - np.maximum(have, floor))
    call_off(desk, target - need.stock - coming)


def positions(desk: PurchasingDesk) -> tuple[Floats, Floats]:
    """Return the position for which all sources are asked, and the whole target, (need, run).

    Positions are ``(cover + lead time) * rate``. Where an interruption is expected, the cover to
    hold is ``max(cover, base + sum(share * E))``, as far as it can be stored and kept; the two
    differ where it is announced and does not bind yet, by what is above base cover.
    """
    need = desk.need
    lead_time = desk.links_of_need.total(desk.link.share * desk.link.transit_weeks)
    cover, ahead = target_cover(desk), outlook(desk)
    if ahead is None:
        target = (cover + lead_time) * need.rate
        return target, target
    most = most_cover(desk)
    base = np.minimum(need.base_cover + safety_cover(desk) + need.mandated_cover, most)
    cover = np.maximum(cover, np.minimum(base + ahead.exposure, most))
    target = (cover + lead_time) * need.rate
    return np.where(ahead.warned, (base + lead_time) * need.rate, target), target


def call_off(desk: PurchasingDesk, missing: Floats) -> None:
    """Ask no source for more than the whole need is short of, and cancel what exceeds it.

    ``outstanding + order <= max(missing, 0) + rate``. Orders placed twice because one of them
    waits are phantom demand (Lee, Padmanabhan & Whang 1997; Cachon & Lariviere 1999): what can
    still be cancelled is, at ``calling_off`` of the excess.

    Args:
        desk: The buyer's rows.
        missing: Target position less stock and goods in transit, shape (need, run).
    """
    link = desk.link
    most = np.maximum(missing, 0.0) + desk.need.rate
    excess = link.outstanding + link.placed
    excess -= desk.links_of_need.spread(most)
    np.maximum(excess, 0.0, out=excess)
    excess *= desk.behaviour.calling_off
    np.minimum(excess, link.placed, out=link.cancelled)
    link.placed -= link.cancelled
    np.subtract(excess, link.cancelled, out=link.cancelled)
