"""What all export controls share: a level on the ladder, its terms, its announcement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field

from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.policies.effects import FREE, INDIVIDUAL, NEVER, Effect, Terrain, column
from tradesim.policies.licence_terms import Amendment, LicenceTerms


class ExportControl(Policy):
    """A control that one government puts on its exports to a partner."""

    level: ClassVar[int] = INDIVIDUAL
    end_label: ClassVar[str] = "lifted"

    imposer: str = Field(description="Country whose government controls, ISO 3166 alpha-3.")
    partner: str = Field(description="Country of destination, ISO 3166 alpha-3.")
    announced: DateFigure | None = Field(None, description="Date buyers learn of it.")
    effective: DateFigure = Field(description="Date it binds.")
    terms: LicenceTerms = Field(
        default_factory=LicenceTerms, description="How applications are decided."
    )
    first_decision: DateFigure | None = Field(
        None, description="No application is decided before this date; an input, never scored."
    )
    amendments: list[Amendment] = Field(default=[], description="Later changes of the terms.")

    @property
    def actor(self) -> str:
        """The imposing country."""
        return self.imposer

    @property
    def target(self) -> str:
        """The country of destination."""
        return self.partner

    @property
    def ends(self) -> DateFigure | None:
        """Date on which trade is free again, None where it stays."""
        return None

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield announcement, entry into force, amendments and end."""
        yield from super().dates()
        for amendment in self.amendments:
            yield "amended", amendment.effective
        if self.ends is not None:
            yield self.end_label, self.ends

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Announce, bind, amend, end."""
        rows = terrain.control_rows(self.name)
        moments = [(self.effective, self.level), (self.ends, FREE)]
        levels = [
            Effect(terrain.weeks(date), "control.level", rows, "set", column(level))
            for date, level in moments
            if date is not None
        ]
        return levels + self._amending(terrain) + self._announcing(terrain)

    def _amending(self, terrain: Terrain) -> list[Effect]:
        return [
            Effect(
                terrain.weeks(amendment.effective),
                f"control.{term}",
                terrain.control_rows(self.name, amendment.items),
                "set",
                column(figure.value),
            )
            for amendment in self.amendments
            for term, figure in amendment.changes().items()
        ]

    def _announcing(self, terrain: Terrain) -> list[Effect]:
        news = terrain.weeks(self.announced or self.effective)
        binds = terrain.weeks(self.effective) < terrain.weeks(self.ends)
        week = np.where(binds, news, NEVER)  # a control that never binds is no news
        covered = np.unique(
            np.concatenate([row.links for row in self.controls(terrain)])
            if self.subjects
            else np.empty(0, dtype=np.int64)
        )
        nearby = terrain.links(origin=self.imposer, destination=self.partner)
        return [
            Effect(week, "link.announced_here", covered, "set", column(1.0)),
            Effect(week, "link.announced_nearby", nearby, "set", column(1.0)),
        ]
