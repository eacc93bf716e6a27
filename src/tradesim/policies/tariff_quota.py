"""Tariff quotas: a low duty on imports up to a volume a year, a high one beyond it."""

from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.fields import Figure, quantity
from tradesim.policies.effects import NEVER, Effect, Terrain, column
from tradesim.policies.exemption import Exemption
from tradesim.policies.levy import LevyOnImports


class TariffQuota(LevyOnImports):
    """An ad-valorem duty of which a volume a calendar year, first come first served, pays less.

    Over all exporters, countries of origin and listed items together. Buyers choose their sources
    by the lower duty while some of the volume is left, by the higher after. What is left at the end
    of a year lapses; one that begins within a year grants the part of it that is left.
    """

    instrument: ClassVar[str] = "tariff quota"
    concerns: ClassVar[str] = "a tariff quota is on imports from others"
    metered: ClassVar[bool] = True

    kind: Literal["tariff_quota"]
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of origin that are exempt of any duty."
    )
    items: list[str] = Field(min_length=1, description="Items it is on, all of one unit.")
    volume: Figure = quantity(
        None, "{unit}/year", "Quantity a year that pays the lower duty.", required=True
    )
    rate_within: Figure = quantity(
        0, "share", "Duty on that quantity, share of the customs value.", high=10
    )
    rate: Figure = quantity(
        None, "share", "Duty on what comes beyond it, share of the customs value.", high=10,
        required=True,
    )  # fmt: skip

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Set both duties, grant what is left of the first year, then a year at a time."""
        row = terrain.own_rows(self)
        (start, _), (end, _) = self.moments(terrain)
        found = self.at_rate(terrain, self.rate_within)
        for week, holds in self.moments(terrain):
            over = column(self.rate.value) * holds
            found.append(Effect(week, "tariff.rate_over", row, "set", over))
        for first, following in pairwise(terrain.years().tolist()):
            left = np.clip((following - start) / (following - first), 0.0, 1.0)
            due = np.where(start < following, np.maximum(start, first), NEVER)
            due = np.where(due < end, due, NEVER)
            volume = column(np.asarray(self.volume.value) * left)
            found.append(Effect(due, "tariff.volume_left", row, "set", volume))
        return found
