"""Tariffs: a duty on the value of what a country imports, paid by the buyer to its government."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.fields import Figure, quantity
from tradesim.policies.destinations import covered
from tradesim.policies.effects import Effect, Terrain
from tradesim.policies.levy import LevyOnImports, OwnRate
from tradesim.policies.rule import RuledPolicy


class Tariff(RuledPolicy, LevyOnImports):
    """An ad-valorem duty of one country on imports from partners.

    Buyers choose their sources by the price with the duty on it; the customs value and the
    exporter's revenue stay without it. Duties of several tariffs on one link add up.
    """

    instrument: ClassVar[str] = "tariff"
    concerns: ClassVar[str] = "a tariff is on imports from others"

    kind: Literal["tariff"]
    exceptions: list[OwnRate] = Field(
        default=[], description="Countries of origin whose duty differs, or that are exempt."
    )
    rate: Figure = quantity(
        None, "share", "Duty, share of the customs value.", high=10, required=True
    )
    covers_share: Figure = covered()

    @property
    def rates_apart(self) -> list[tuple[str, object]]:
        """The other countries that pay another rate, and that rate on all of their trade."""
        covers = np.asarray(self.covers_share.value)
        return [(code, np.asarray(rate) * covers) for code, rate in super().rates_apart]

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate, and later drop it."""
        return [] if self.when is not None else self.at_rate(terrain, self._whole)

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate."""
        return self.rated(terrain, self._whole, terrain.weeks(None), 1.0)

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Drop it."""
        return self.rated(terrain, self._whole, terrain.weeks(None), 0.0)

    @property
    def _whole(self) -> Figure:
        """The mean rate on all trade in its items, where it covers but a part of it."""
        mean = np.asarray(self.rate.value) * np.asarray(self.covers_share.value)
        return self.rate.model_copy(update={"value": mean})
