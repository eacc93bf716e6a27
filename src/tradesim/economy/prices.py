"""What goods cost where they are used, and how use answers it."""

from __future__ import annotations

import numpy as np

from tradesim.world.state import Floats
from tradesim.world.world import World


def landed_price(world: World) -> Floats:
    """Return the price of each need with the duty on it, at the sourcing shares, USD per unit.

    ``sum(share * price * (1 + duty))`` over the sources of a need: the supplier's price is that at
    the customer's border (CIF); the duty is passed through in full, as it was for US importers in
    2018 (Amiti, Redding & Weinstein 2019).
    """
    link = world.link
    price = world.supplier.price.take(link.supplier, axis=0)
    if world.dutiable:
        price = price * (1.0 + link.duty)
    return world.wiring.links_of_need.total(link.share * price)


def answer_prices(world: World) -> None:
    """Let use move towards what the landed price leaves of it, where it answers prices at all.

    ``thrift += (target - thrift) / thrift_weeks`` with
    ``target = (landed price / usual price)^-demand_elasticity``: users learn to do with less, and
    forget it, over months, not at once.
    """
    if not world.priced:
        return
    need = world.need
    ratio = np.maximum(landed_price(world) / need.usual_price, 1e-300)
    target = np.exp(-need.demand_elasticity * np.log(ratio))
    need.thrift += (target - need.thrift) / world.behaviour.thrift_weeks
