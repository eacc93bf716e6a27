"""Tariffs: a duty on the value of what a country imports, paid by the buyer to its government."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Figure, quantity
from tradesim.policies.effects import Effect, Terrain
from tradesim.policies.levy import Levy, OwnRate


class Tariff(Levy):
    """An ad-valorem duty of one country on imports from partners.

    Buyers choose their sources by the price with the duty on it; the customs value and the
    exporter's revenue stay without it. Duties of several tariffs on one link add up.
    """

    instrument: ClassVar[str] = "tariff"
    concerns: ClassVar[str] = "a tariff is on imports from others"

    kind: Literal["tariff"]
    partner: str = Field("", description="Country of origin; or give 'partners'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of origin; all others where absent, or 'all'."
    )
    exceptions: list[OwnRate] = Field(
        default=[], description="Countries of origin whose duty differs, or that are exempt."
    )
    rate: Figure = quantity(
        None, "share", "Duty, share of the customs value.", high=10, required=True
    )

    @property
    def stated_rate(self) -> Figure | None:
        """The duty."""
        return self.rate

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate, and later drop it."""
        return self.at_rate(terrain, self.rate)
