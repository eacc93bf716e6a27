"""Turning items into products: final buyers' output, and that of suppliers with a recipe."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.world.log import Kind
from tradesim.world.shortage import SHORT_BY
from tradesim.world.world import Shop, World


def final_buyers_produce(world: World) -> None:
    """Let final buyers make what demand, capacity and stocks allow; then let old stock expire."""
    shop = world.final_shop
    make(world, shop, np.minimum(shop.buyer.demand, shop.buyer.capacity))
    need = world.need
    expired = np.maximum(need.stock - need.shelf_life * need.rate, 0.0)
    expired *= need.rate > 0.0
    need.lost[...] = expired
    need.stock -= expired


def suppliers_produce(world: World) -> None:
    """Let suppliers make what they planned; those with a recipe as far as their inputs go."""
    supplier, processors = world.supplier, world.wiring.processors
    supplier.production[...] = supplier.planned
    if len(processors):
        shop = world.processing_shop
        shop.buyer.demand[...] = supplier.planned[processors]
        make(world, shop, shop.buyer.demand)
        supplier.production[processors] = shop.buyer.output
    supplier.produced += supplier.production
    supplier.finished_stock += supplier.production


def make(world: World, shop: Shop, wish: Floats) -> None:
    """Turn stock into output for some buyers.

    ``output = wish * min(stock / wanted of each critical item)``; the absence of an important item
    costs up to ``yield_loss``; a replaceable one binds nothing. What is left of an item because
    another one was short was not missed.

    Args:
        world: The world.
        shop: The buyers and their needs.
        wish: What they would make, shape (buyer, run).
    """
    need, segments = shop.need, shop.needs_of_buyer
    recipe = need.recipe * need.thrift if world.priced else need.recipe
    wanted = recipe * segments.spread(wish)
    ratio = np.ones_like(wanted)  # where nothing is wanted, nothing is short
    np.divide(need.stock, wanted, out=ratio, where=wanted > need.stock)
    limit = segments.lowest(np.maximum(ratio, 1.0 - need.critical))
    kept = segments.lowest(1.0 - need.yield_loss * (1.0 - ratio))
    activity = wish * limit
    np.multiply(activity, kept, out=shop.buyer.output)
    used = np.minimum(recipe * segments.spread(activity), need.stock)
    need.used[...] = used
    np.maximum(wanted - need.stock, 0.0, out=need.unmet)
    need.stock -= used
    short = ratio < 1.0 - SHORT_BY
    began, ended = short & ~need.short, need.short & ~short
    need.short[...] = short
    rows = np.arange(len(wanted)) + shop.first_need
    world.log.add(world.week, Kind.STOCK_OUT, began, ratio, rows)
    world.log.add(world.week, Kind.STOCK_RECOVERED, ended, ratio, rows)
