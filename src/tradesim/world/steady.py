"""The steady state: a world in which, without policy, noise or shock, nothing changes."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.world.actors import full_capacity
from tradesim.world.parameters import column
from tradesim.world.world import World

TINY = 1e-300
"""Keeps a division by nothing finite."""

HALF_USED = 0.5
"""Utilisation at which a plant that had no sales asks its list price."""


def settle(world: World) -> None:
    """Set every state array to the steady state that the scenario's baseline implies.

    Orders equal use, deliveries equal orders, production equals sales, stocks stand at their
    targets; the preference of each incumbent source is solved from its baseline share.
    """
    _settle_sourcing(world)
    _settle_demand(world)
    _settle_suppliers(world)
    _settle_flows(world)
    need, price = world.need, world.supplier.baseline_price
    of_link = np.broadcast_to(price.take(world.link.supplier, axis=0), world.link.share.shape)
    need.landed[...] = need.usual_price[...] = world.wiring.links_of_need.total(
        world.link.share * of_link
    )


def _settle_demand(world: World) -> None:
    """Set output and use; a processor's output is its sales, so its use follows down the chain."""
    buyer, need, wiring = world.buyer, world.need, world.wiring
    processors, makers = wiring.processors, wiring.final_buyers
    buyer.capacity[makers:] = world.supplier.baseline_capacity[processors]
    full = buyer.baseline_output.copy()
    full[makers:] = full_capacity(world.layout)[processors]
    used_by = wiring.needs_of_buyer.spread(full)
    need.recipe[...] = np.where(used_by > 0.0, need.recipe / np.maximum(used_by, TINY), 0.0)
    for _ in range(len(processors) + 1):
        need.rate[...] = need.recipe * wiring.needs_of_buyer.spread(buyer.baseline_output)
        orders = wiring.links_of_need.spread(need.rate) * world.link.share
        world.supplier.baseline_sales[...] = wiring.links_of_supplier.total(orders)
        sales = world.supplier.baseline_sales[processors]
        if (buyer.baseline_output[makers:] == sales).all():
            break
        buyer.baseline_output[makers:] = sales
    buyer.demand_factor[...] = 1.0
    for array in (buyer.demand, buyer.forecast, buyer.output):
        array[...] = buyer.baseline_output
    need.stock[...] = need.base_cover * need.rate
    need.used[...] = need.rate


def _settle_sourcing(world: World) -> None:
    """Solve preferences: ``share = preference * appeal / sum``, at baseline prices.

    An incumbent's preference is its share over its appeal; a new source's is what makes its
    share, at equal trust, its capacity over that of the incumbents (at their mean price).
    """
    layout, link, supplier = world.layout, world.link, world.supplier
    appeal = baseline_appeal(world)
    incumbent = np.array([row.incumbent for row in layout.link_rows]).reshape(-1, 1)
    share = column(
        layout.link_rows,
        lambda row: (
            layout.need_rows[row.need].need.sources[layout.suppliers[row.supplier].name]
            if row.incumbent
            else 0.0
        ),
    )
    links = world.wiring.links_of_need
    link.share[...] = share / links.spread(links.total(np.ascontiguousarray(share)))
    link.qualified[...] = incumbent
    appeal_of_link = world.wiring.links_of_supplier.spread(appeal)
    known = incumbent * np.broadcast_to(appeal_of_link, link.share.shape)
    newcomer = 1.0 / np.maximum(links.spread(links.total(known)), TINY)
    link.preference[...] = np.where(
        incumbent, link.share / np.maximum(appeal_of_link, TINY), newcomer
    )
    link.reliability[...] = 1.0
    supplier.appeal[...] = appeal


def baseline_appeal(world: World) -> Floats:
    """Return capacity times price to the power of minus the elasticity, at the baseline."""
    supplier = world.supplier
    price_term = np.exp(-world.behaviour.price_elasticity * np.log(supplier.baseline_price))
    return supplier.baseline_capacity * price_term


def _settle_suppliers(world: World) -> None:
    supplier = world.supplier
    sales = supplier.baseline_sales
    for array in (supplier.ordered, supplier.shippable, supplier.expected_orders, supplier.planned,
                  supplier.production):  # fmt: skip
        array[...] = sales
    capacity = np.maximum(supplier.baseline_capacity, TINY)
    supplier.usual_utilisation[...] = np.where(sales > 0.0, sales / capacity, HALF_USED)
    supplier.capacity[...] = supplier.baseline_capacity
    supplier.finished_stock[...] = supplier.finished_stock_weeks * sales
    supplier.unit_cost[...] = supplier.baseline_cost
    supplier.price[...] = supplier.baseline_price


def _settle_flows(world: World) -> None:
    link, licence = world.link, world.licence
    flow = world.wiring.links_of_need.spread(world.need.rate) * link.share
    for array in (link.placed, link.wanted, link.shipped, link.arrived):
        array[...] = flow
    link.ready[...] = flow * (link.shipment_interval - 1.0)
    link.in_transit[...] = flow * link.transit_weeks
    world.pipeline.fill(flow)
    world.need.arrived[...] = world.wiring.links_of_need.total(flow)
    licence.expected_orders[...] = flow[licence.link] * licence.weight
    licence.usual_orders[...] = licence.expected_orders
    licence.asked[...] = licence.weight
    foreign = world.chancery.links
    value = flow[foreign] * world.supplier.baseline_price.take(link.supplier[foreign], axis=0)
    world.relation.usual_exports[...] = world.chancery.relation_of_link.total(value)
