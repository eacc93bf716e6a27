"""How much a buyer orders: the inventory rule.

``order = max(0, rate + (target - stock - expected arrivals) / tau)`` with target position
``(cover + lead time) * rate``, after Hallegatte (2014) and Henriet, Hallegatte & Tabourier (2012),
with arrivals expected rather than promised: orders outstanding count by the reliability of their
source, so that what is stuck is ordered again elsewhere.
"""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.desk import PurchasingDesk
from tradesim.world.state import Floats


def forecast_demand(desk: PurchasingDesk) -> None:
    """Move the forecast towards demand (exponential smoothing), and the rate of use with it."""
    buyer = desk.buyer
    buyer.forecast += desk.behaviour.forecast_smoothing * (buyer.demand - buyer.forecast)
    np.multiply(desk.need.recipe, desk.needs_of_buyer.spread(buyer.forecast), out=desk.need.rate)


def target_cover(desk: PurchasingDesk) -> Floats:
    """Return the weeks of use to hold, shape (need, run).

    ``cover = min(base * (1 + gamma * alarm) + mandated, maximum)``.
    """
    need = desk.need
    cover = need.base_cover * (1.0 + desk.behaviour.alarm_stock_response * need.alarm)
    return np.minimum(cover + need.mandated_cover, need.maximum_cover)


def place_orders(desk: PurchasingDesk) -> None:
    """Order what closes the gap to the target position, split by sourcing share."""
    need, link = desk.need, desk.link
    pending = link.outstanding * link.reliability
    pending += link.in_transit
    expected = desk.links_of_need.total(pending)
    lead_time = desk.links_of_need.total(link.share * link.lead_time)
    position = (target_cover(desk) + lead_time) * need.rate
    gap = (position - need.stock - expected) / desk.behaviour.stock_adjustment_weeks
    order = np.maximum(need.rate + gap, 0.0)
    np.multiply(desk.links_of_need.spread(order), link.share, out=link.placed)
