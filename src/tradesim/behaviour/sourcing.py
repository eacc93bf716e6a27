"""From whom a buyer orders: shares drift towards an Armington target over qualified sources.

``target ~ preference * capacity * price^-sigma * exp(-lambda * distrust) * reliability^theta``,
with the price as the buyer pays it, tariffs included; the shares go part of the way each week,
faster when deliveries fail.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.behaviour.desk import PurchasingDesk

LOWEST_RELIABILITY = 1e-3
"""Floor in the logarithm; a source that never delivers keeps a thousandth to the power theta."""


def attraction(desk: PurchasingDesk) -> Floats:
    """Return the weight of each source in the target, shape (link, run)."""
    link, behaviour = desk.link, desk.behaviour
    weight = np.maximum(link.reliability, LOWEST_RELIABILITY)
    np.log(weight, out=weight)
    weight *= behaviour.reliability_weight
    weight -= behaviour.distrust_weight * link.distrust
    if desk.dutiable:
        weight -= behaviour.price_elasticity * np.log1p(link.duty)
    np.exp(weight, out=weight)
    weight *= link.preference
    weight *= link.qualified
    weight *= desk.supplier.appeal.take(link.supplier, axis=0)
    return weight


def shift_shares(desk: PurchasingDesk) -> None:
    """Move the sourcing shares towards their target; where nobody can deliver they stay."""
    link, behaviour = desk.link, desk.behaviour
    target = attraction(desk)
    total = desk.links_of_need.total(target)
    some = total > 0.0
    failing = desk.links_of_need.total(link.share * (1.0 - link.reliability))
    speed = behaviour.failure_acceleration * failing
    speed += 1.0
    speed *= behaviour.share_inertia
    np.minimum(speed, 1.0, out=speed)
    speed *= some
    target *= desk.links_of_need.spread(1.0 / np.where(some, total, 1.0))
    target -= link.share
    target *= desk.links_of_need.spread(speed)
    link.share += target
