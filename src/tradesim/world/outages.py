"""The plants that supply shocks hit: a row for each plant of each shock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.policies.effects import Terrain
from tradesim.policies.supply_shock import SupplyShock
from tradesim.scenario.schema import Scenario, SupplierEntry
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


class Damage:
    """What a layout knows of supply shocks."""

    scenario: Scenario
    suppliers: tuple[SupplierEntry, ...]
    link_rows: tuple[Any, ...]

    @cached_property
    def damages(self) -> list[tuple[SupplyShock, int]]:
        """Each supply shock with each plant that it hits."""
        terrain = cast("Terrain", self)
        shocks = [s for s in self.scenario.shocks if isinstance(s, SupplyShock)]
        return [(shock, int(plant)) for shock in shocks for plant in shock.plants(terrain)]

    def plants_in(self, country: str, items: Collection[str] | None = None) -> Rows:
        """Return rows of the plants of a country, all or those of some items."""
        hit = [
            row
            for row, plant in enumerate(self.suppliers)
            if plant.country == country and (not items or plant.item in items)
        ]
        return np.array(hit, dtype=np.int64)

    def links_of(self, plants: Rows) -> Rows:
        """Return rows of the sourcing links from some plants."""
        suppliers = np.array([link.supplier for link in self.link_rows], dtype=np.int64)
        return np.flatnonzero(np.isin(suppliers, plants))


def outages(damages: list[tuple[SupplyShock, int]], starts: list[object]) -> Outages:
    """Return the plants hit.

    Args:
        damages: Each shock with each plant that it hits.
        starts: Week of each of them, a number or one a run.
    """
    return Outages(
        supplier=np.array([plant for _, plant in damages], dtype=np.int64),
        start=column(starts, lambda week: week),
        lost=column(damages, lambda pair: pair[0].lost_share),
        repair_weeks=column(damages, lambda pair: pair[0].repair_weeks),
        ramp_weeks=column(damages, lambda pair: pair[0].ramp_weeks),
    )
