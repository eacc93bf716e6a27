"""Tariffs: a duty on the value of what a country imports, paid by the buyer to its government."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import NEVER, Effect, Rows, Terrain, column


class Tariff(Policy):
    """An ad-valorem duty of one country on imports from partners.

    Buyers choose their sources by the price with the duty on it; the customs value and the
    exporter's revenue stay without it. Duties of several tariffs on one link add up.
    """

    instrument: ClassVar[str] = "tariff"
    date_labels: ClassVar[dict[str, str]] = {"effective": "in force", "until": "ended"}

    kind: Literal["tariff"]
    imposer: str = Field(description="Importing country, ISO 3166 alpha-3.")
    partners: list[str] | None = Field(
        None, description="Countries of origin; all others where absent."
    )
    items: list[str] | None = Field(None, description="Items it is on; all where absent.")
    rate: Figure = quantity(
        None, "share", "Duty, share of the customs value.", high=10, required=True
    )
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def actor(self) -> str:
        """The importing country."""
        return self.imposer

    @property
    def target(self) -> str:
        """The country of origin where there is one."""
        return self.partners[0] if self.partners and len(self.partners) == 1 else ""

    @property
    def market(self) -> str:
        """The importing country: its own buyers pay the duty."""
        return self.imposer

    @property
    def subjects(self) -> tuple[str, ...]:
        """The items it is on, where they are listed."""
        return tuple(self.items or ())

    def links(self, terrain: Terrain) -> Rows:
        """Return the links on whose arrivals the duty is due."""
        none = np.empty(0, dtype=np.int64)
        rows = [
            terrain.links(origin=origin, destination=self.imposer, items=self.items)
            for origin in (self.partners or terrain.country_codes())
            if origin != self.imposer
        ]
        return np.unique(np.concatenate([none, *rows]))

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate, and later drop it."""
        start, end = terrain.weeks(self.effective), terrain.weeks(self.until)
        row, binds = terrain.own_rows(self), start < end
        return [
            Effect(np.where(binds, start, NEVER), "tariff.rate", row, "set",
                   column(self.rate.value)),
            Effect(np.where(binds, end, NEVER), "tariff.rate", row, "set", column(0.0)),
        ]  # fmt: skip
