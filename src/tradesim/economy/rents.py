"""The rent of a binding control: what a good is worth more where less of it may arrive."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.world.world import World

TINY = 1e-300
"""Keeps divisions and logarithms finite."""


def form_rents(world: World) -> None:
    """Move the rent of each market towards the premium at which use is what can be had.

    ``premium = min((can be had / wanted)^(-1 / elasticity), ceiling) - 1`` where a rule holds
    orders back, and nothing where none does: the price at which buyers would want no more than a
    quota or an office lets through (Bhagwati 1965, on the equivalence of quotas and tariffs). A
    week can be had from what arrives and from stock, spread over its base cover, so that a stock
    puts the rent off. The rent is the part of that premium that the rule makes: of what is missing,
    what it holds back.
    """
    market = world.market
    if not len(market.rent) or not world.behaviour.rent_pass_through.any():
        return
    holding = _binding(world)
    if not holding.any() and not market.rent.any():
        return
    logarithm = -np.log(_within_reach(world)) / np.maximum(market.elasticity, TINY**0.1)
    premium = np.exp(np.minimum(logarithm, np.log(world.behaviour.price_ceiling))) - 1.0
    premium *= holding * world.behaviour.rent_pass_through
    market.rent += world.behaviour.price_inertia * (premium - market.rent)


def _binding(world: World) -> Floats:
    """Return the part of what is missing that a rule holds back, at most 1, (market, run).

    ``held / max(all orders unfilled, a week of use)``: what waits for a plant is short, too, and
    makes no rent.
    """
    link, wiring = world.link, world.markets
    held = link.outstanding + link.shipped - link.wanted
    held = wiring.of_link.total(np.maximum(held.take(wiring.link, axis=0), 0.0))
    unfilled = wiring.of_link.total(link.outstanding.take(wiring.link, axis=0))
    use = wiring.of_need.total(world.need.rate.take(wiring.need, axis=0))
    missing = np.maximum(unfilled, use)
    part = np.divide(held, missing, out=np.zeros_like(held), where=missing > 0.0)
    return np.minimum(part, 1.0)


def _within_reach(world: World) -> Floats:
    """Return what can be had of what would be used at usual prices, at most 1, (market, run)."""
    need, wiring = world.need, world.markets
    had = need.arrived + need.stock / need.base_cover
    had = wiring.of_need.total(had.take(wiring.need, axis=0))
    wanted = need.rate / need.thrift
    wanted = wiring.of_need.total(wanted.take(wiring.need, axis=0))
    part = np.divide(had, wanted, out=np.ones_like(had), where=wanted > 0.0)
    return np.clip(part, TINY, 1.0)


def rent_of_links(world: World) -> tuple[Floats, Floats] | None:
    """Return the rent on each link, and what of it is in the seller's price, both (link, run).

    None where nothing has a rent.
    """
    market, wiring = world.market, world.markets
    if not market.rent.any():
        return None
    rent = np.zeros_like(world.link.share)
    rent[wiring.link] = wiring.of_link.spread(market.rent)
    kept = rent.copy()
    kept[wiring.link] *= wiring.sellers_keep
    return rent, kept
