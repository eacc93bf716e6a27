"""What is picked at the border waits there, and is on its way until it is cleared."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.randomness import normal, uniform
from tradesim.world.world import World


def inspect_arrivals(world: World) -> None:
    """Keep what is picked of the arrivals of a week at the border, and clear what has waited.

    A consignment is what arrives on a link in a week. It is picked with odds ``picked_share`` and
    waits ``min(median * exp(spread * z), longest)`` weeks, rounded; under several inspections it
    waits for one after the other.
    """
    border, arrived = world.border, world.link.arrived
    if not len(border.links):
        return
    came = arrived.take(border.links, axis=0)
    delay = _delays(world)
    kept = came * (delay > 0.0)
    arrived[border.links] = came - kept + border.clear(world.week)
    border.keep(world.week, kept, delay.astype(np.int64))


def _delays(world: World) -> Floats:
    """Return how long what arrives this week waits, whole weeks, shape (inspected link, run)."""
    rule, border = world.inspection, world.border
    delay = np.zeros((len(border.links), world.run_count))
    for row, (links, keys) in enumerate(border.parts):
        picked = uniform(world.runs, "inspection", keys, world.week) < rule.picked_share[row]
        drawn = normal(world.runs, "inspection time", keys, world.week)
        weeks = rule.delay_weeks[row] * np.exp(rule.delay_spread[row] * drawn)
        weeks = np.rint(np.minimum(weeks, rule.longest_weeks[row]))
        np.add.at(delay, links, weeks * picked)
    return delay
