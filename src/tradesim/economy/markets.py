"""The demand that chipmakers meet: trend, season, noise and shocks."""

from __future__ import annotations

import numpy as np

from tradesim.randomness import normal
from tradesim.world.world import World

WEEKS_PER_YEAR = 365.25 / 7


def meet_demand(world: World) -> None:
    """Set this week's demand of every chipmaker.

    ``demand = baseline * factor * exp(growth * week + sd * z - sd^2 / 2) * (1 + season)``. The
    demand for a processor's product is what it plans to make.
    """
    makers = slice(0, world.wiring.chipmakers)
    buyer = world.buyer.rows(makers)
    _move_shocks(world, makers)
    shift = buyer.growth * world.week
    if buyer.noise.any():
        draw = normal(world.runs, "demand", buyer.key, world.week)
        shift = shift + buyer.noise * draw - 0.5 * buyer.noise * buyer.noise
    phase = (2.0 * np.pi / WEEKS_PER_YEAR) * (world.week - buyer.season_peak)
    season = 1.0 + buyer.season * np.cos(phase)
    buyer.demand[...] = buyer.baseline_output * buyer.demand_factor * np.exp(shift) * season


def _move_shocks(world: World, makers: slice) -> None:
    """Let each shock build up over its ramp, and fade over it after its end."""
    shock = world.shock
    if not len(shock.factor):
        return
    rise = np.clip((world.week + 1.0 - shock.start) / shock.ramp_weeks, 0.0, 1.0)
    fall = np.clip((world.week + 1.0 - shock.end) / shock.ramp_weeks, 0.0, 1.0)
    factor = 1.0 + (shock.factor - 1.0) * (rise - fall)
    demand_factor = world.buyer.demand_factor[makers]
    demand_factor[...] = 1.0
    for row, met in enumerate(world.wiring.shocked[:, makers]):
        demand_factor *= np.where(met.reshape(-1, 1), factor[row], 1.0)
