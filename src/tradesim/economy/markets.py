"""The demand that final buyers meet: trend, season, noise and shocks."""

from __future__ import annotations

import numpy as np

from tradesim.world.world import World


def meet_demand(world: World) -> None:
    """Set this week's demand of every final buyer: what is usual, times its shocks.

    The demand for a processor's product is what it plans to make.
    """
    buyer = world.final_shop.buyer
    if world.week in world.shock_weeks:
        _move_shocks(world)
    usual, drift = world.usual_demand.of(world.week)
    np.multiply(usual * buyer.demand_factor, drift, out=buyer.demand)


def _move_shocks(world: World) -> None:
    """Let each shock build up over its ramp, and fade over it after its end."""
    shock, demand_factor = world.shock, world.final_shop.buyer.demand_factor
    rise = np.clip((world.week + 1.0 - shock.start) / shock.ramp_weeks, 0.0, 1.0)
    fall = np.clip((world.week + 1.0 - shock.end) / shock.ramp_weeks, 0.0, 1.0)
    factor = 1.0 + (shock.factor - 1.0) * (rise - fall)
    demand_factor[...] = 1.0
    for row, met in enumerate(world.wiring.shocked[:, : len(demand_factor)]):
        demand_factor[met] *= factor[row]
