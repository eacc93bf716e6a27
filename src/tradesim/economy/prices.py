"""What goods cost where they are used, and how use answers it."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.economy.rents import rent_of_links
from tradesim.world.world import World


def landed_price(world: World) -> Floats:
    """Return the price of each need with duty and rent, at the sourcing shares, USD per unit.

    ``sum(share * (cif * (1 + duty) + rent that others keep))`` over the sources of a need, where
    the CIF price is the supplier's with the rent that it keeps. Both are passed through in full:
    duty, as it was for US importers in 2018 (Amiti, Redding & Weinstein 2019), and rent, since it
    is what the goods are worth there.
    """
    link = world.link
    price = world.supplier.price.take(link.supplier, axis=0)
    rents = rent_of_links(world)
    others = None
    if rents is not None:
        rent, kept = rents
        others = price * (rent - kept)
        price = price * (1.0 + kept)
    if world.dutiable:
        price = price * (1.0 + link.duty)
    if others is not None:
        price = price + others
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
    need.landed[...] = landed_price(world)
    ratio = np.maximum(need.landed / need.usual_price, 1e-300)
    target = np.exp(-need.demand_elasticity * np.log(ratio))
    need.thrift += (target - need.thrift) / world.behaviour.thrift_weeks
