"""The plants that supply shocks hit: a row for each plant of each shock."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.policies.supply_shock import SupplyShock
from tradesim.world.parameters import column
from tradesim.world.state import Group


@dataclass(slots=True)
class Outages(Group):
    """One row for each plant that a supply shock hits."""

    supplier: Rows
    start: Floats  # week
    lost: Floats  # share of the capacity
    repair_weeks: Floats
    ramp_weeks: Floats


def outages(damages: list[tuple[SupplyShock, int]], starts: list[object]) -> Outages:
    """Return the plants hit.

    Args:
        damages: Each shock with each plant that it hits.
        starts: Week of each of them, a number or one a run.
    """
    return Outages(
        supplier=np.array([plant for _, plant in damages], dtype=np.int64),
        start=column(starts),
        lost=column(damages, lambda pair: pair[0].lost_share),
        repair_weeks=column(damages, lambda pair: pair[0].repair_weeks),
        ramp_weeks=column(damages, lambda pair: pair[0].ramp_weeks),
    )
