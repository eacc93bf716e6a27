"""Tariffs: a duty on the value of what a country imports, paid by the buyer to its government."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.destinations import AimedPolicy, Exemption, covered
from tradesim.policies.effects import NEVER, Effect, Rows, Terrain, column, together


class OwnRate(Exemption):
    """A duty that differs for one country of origin, or none at all."""

    rate: Figure | None = quantity(None, "share", "Its duty, share of the customs value.", high=10)


class Tariff(AimedPolicy):
    """An ad-valorem duty of one country on imports from partners.

    Buyers choose their sources by the price with the duty on it; the customs value and the
    exporter's revenue stay without it. Duties of several tariffs on one link add up.
    """

    instrument: ClassVar[str] = "tariff"
    date_labels: ClassVar[dict[str, str]] = {"effective": "in force", "until": "ended"}

    kind: Literal["tariff"]
    imposer: str = Field(description="Importing country, ISO 3166 alpha-3.")
    partner: str = Field("", description="Country of origin; or give 'partners'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of origin; all others where absent, or 'all'."
    )
    exceptions: list[OwnRate] = Field(
        default=[], description="Countries of origin whose duty differs, or that are exempt."
    )
    items: list[str] | None = Field(None, description="Items it is on; all where absent.")
    rate: Figure = quantity(
        None, "share", "Duty, share of the customs value.", high=10, required=True
    )
    covers_share: Figure = covered()
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def actor(self) -> str:
        """The importing country."""
        return self.imposer

    @property
    def named(self) -> tuple[str, ...]:
        """The countries of origin, exempt or not; all others where none is named."""
        if self.partners is None and not self.partner:
            return self.others
        return super().named

    @property
    def target(self) -> str:
        """The country of origin where there is one."""
        return next(iter(self.targets), "")

    @property
    def targets(self) -> tuple[str, ...]:
        """The country of origin where there is one: a duty on all is aimed at none."""
        return self.destinations if len(self.destinations) == 1 else ()

    @property
    def market(self) -> str:
        """The importing country: its own buyers pay the duty."""
        return self.imposer

    @property
    def markets(self) -> tuple[str, ...]:
        """The importing country."""
        return (self.imposer,)

    def aims_at(self, country: str) -> bool:
        """Say whether it is on goods of one country alone, and of this one."""
        return self.targets == (country,)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The items it is on, where they are listed."""
        return tuple(self.items or ())

    def links(self, terrain: Terrain, origins: Sequence[str] | None = None) -> Rows:
        """Return the links on whose arrivals the duty is due, all or those of some origins."""
        return together(
            terrain.links(origin=origin, destination=self.imposer, items=self.items)
            for origin in (self.destinations if origins is None else origins)
            if origin != self.imposer
        )

    @property
    def rates_apart(self) -> list[tuple[str, object]]:
        """The countries of origin that pay another rate, and that rate on all of their trade."""
        return [
            (entry.partner, self._on_all(entry.rate))
            for entry in self.exceptions
            if entry.rate is not None and entry.partner in self.destinations
        ]

    def _on_all(self, rate: Figure) -> object:
        """Return the mean rate on all trade in its items, where it covers but a part of it."""
        return np.asarray(rate.value) * np.asarray(self.covers_share.value)

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate, and later drop it."""
        start, end = terrain.weeks(self.effective), terrain.weeks(self.until)
        row, binds = terrain.own_rows(self), start < end
        moments = [(np.where(binds, start, NEVER), 1.0), (np.where(binds, end, NEVER), 0.0)]
        found = [
            Effect(week, "tariff.rate", row, "set", column(self._on_all(self.rate)) * holds)
            for week, holds in moments
        ]
        if self.rates_apart:
            found += [
                Effect(week, "tariff.in_force", row, "set", column(holds))
                for week, holds in moments
            ]
        return found
