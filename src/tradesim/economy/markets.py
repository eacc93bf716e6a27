"""The demand that final buyers meet: trend, season, noise and shocks."""

from __future__ import annotations

import numpy as np

from tradesim.world.world import World

WEEKS_PER_YEAR = 365.25 / 7


def meet_demand(world: World) -> None:
    """Set this week's demand of every final buyer.

    ``demand = baseline * factor * exp(growth * week + sd * z - sd^2 / 2) * (1 + season)``. The
    demand for a processor's product is what it plans to make.
    """
    buyer = world.final_shop.buyer
    if world.week in world.shock_weeks:
        _move_shocks(world)
    shift = buyer.growth * world.week - 0.5 * buyer.noise * buyer.noise
    if world.noisy:
        shift = shift + buyer.noise * world.normal("demand", buyer.key)
    phase = (2.0 * np.pi / WEEKS_PER_YEAR) * (world.week - buyer.season_peak)
    usual = buyer.baseline_output * (1.0 + buyer.season * np.cos(phase))
    np.multiply(usual * buyer.demand_factor, np.exp(shift), out=buyer.demand)


def _move_shocks(world: World) -> None:
    """Let each shock build up over its ramp, and fade over it after its end."""
    shock, demand_factor = world.shock, world.final_shop.buyer.demand_factor
    rise = np.clip((world.week + 1.0 - shock.start) / shock.ramp_weeks, 0.0, 1.0)
    fall = np.clip((world.week + 1.0 - shock.end) / shock.ramp_weeks, 0.0, 1.0)
    factor = 1.0 + (shock.factor - 1.0) * (rise - fall)
    demand_factor[...] = 1.0
    for row, met in enumerate(world.wiring.shocked[:, : len(demand_factor)]):
        demand_factor[met] *= factor[row]
