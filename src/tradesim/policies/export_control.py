"""What all export controls share: a level on the ladder, its terms, its announcement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field, model_validator

from tradesim.fields import Count, DateFigure, Flag
from tradesim.policies.base import Policy
from tradesim.policies.effects import FREE, INDIVIDUAL, NEVER, Effect, Rows, Terrain, column
from tradesim.policies.licence_terms import Amendment, LicenceTerms

HIGHEST_ESCALATION = 4
"""Top rung of a government's escalation."""


class ExportControl(Policy):
    """A control that one government puts on exports to a partner."""

    level: ClassVar[int] = INDIVIDUAL
    usual_escalation: ClassVar[int | None] = None
    by_ordinance: ClassVar[bool] = False
    end_label: ClassVar[str] = "lifted"

    imposer: str = Field(description="Country whose government controls, ISO 3166 alpha-3.")
    partner: str = Field(description="Country of destination, ISO 3166 alpha-3.")
    announced: DateFigure | None = Field(None, description="Date buyers learn of it.")
    effective: DateFigure | None = Field(
        None, description="Date it binds; needed unless it is 'available'."
    )
    available: Flag = Field(
        False, description="Stands ready, without dates, for its adaptive government to pull."
    )
    escalation: Count | None = Field(
        None,
        ge=1,
        le=HIGHEST_ESCALATION,
        description="Rung of its government's escalation at which it is pulled; that usual for "
        "its kind where absent.",
    )

    @property
    def rung(self) -> int:
        """Where on the ladder the trade it covers stands while it binds."""
        return self.level

    @property
    def review(self) -> LicenceTerms:
        """How applications are decided; of no matter where nobody may apply."""
        return LicenceTerms()

    @property
    def earliest_decision(self) -> DateFigure | None:
        """Date before which no application is decided."""
        return None

    @property
    def changes(self) -> list[Amendment]:
        """Later changes of the terms."""
        return []

    @property
    def actor(self) -> str:
        """The imposing country."""
        return self.imposer

    @property
    def target(self) -> str:
        """The country of destination."""
        return self.partner

    @property
    def destinations(self) -> tuple[str, ...]:
        """The countries of destination."""
        return (self.partner,)

    @property
    def markets(self) -> tuple[str, ...]:
        """The countries of destination."""
        return self.destinations

    def aims_at(self, country: str) -> bool:
        """Say whether a country is one of destination."""
        return country in self.destinations

    @property
    def ends(self) -> DateFigure | None:
        """Date on which trade is free again, None where it stays."""
        return None

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield announcement, entry into force, amendments and end."""
        yield from super().dates()
        for amendment in self.changes:
            yield "amended", amendment.effective
        if self.ends is not None:
            yield self.end_label, self.ends

    @property
    def pulled_at(self) -> int:
        """The rung of its government's escalation on which it stands."""
        usual = self.usual_escalation or (1 if self.rung == INDIVIDUAL else self.rung + 1)
        return self.escalation or usual

    @model_validator(mode="after")
    def _dated_or_available(self) -> ExportControl:
        if self.available and next(self.dates(), None) is not None:
            raise ValueError("it is 'available' and has dates: give one or the other.")
        if not self.available and self.effective is None:
            raise ValueError(
                "it has no date. Give 'effective', or 'available: true' for an adaptive government."
            )
        return self

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Announce, bind, amend, end; nothing where it waits for its government to pull it."""
        return [] if self.available else self._dated_effects(terrain)

    def news(self, terrain: Terrain) -> list[Effect]:
        """Return what buyers hear when its government pulls it, in whichever week that is."""
        return self._announcing(terrain)

    def hold(self, terrain: Terrain, *, binding: bool) -> Effect:
        """Return what happens when it takes hold, or is lifted, in whichever week that is."""
        rows = terrain.control_rows(self.name)
        level = column(self.rung if binding else FREE)
        return Effect(terrain.weeks(None), "control.level", rows, "set", level)

    def _dated_effects(self, terrain: Terrain) -> list[Effect]:
        rows = terrain.control_rows(self.name)
        moments = [(self.effective, self.rung), (self.ends, FREE)]
        levels = [
            Effect(terrain.weeks(date), "control.level", rows, "set", column(level))
            for date, level in moments
            if date is not None
        ]
        return levels + self._amending(terrain) + self._announcing(terrain)

    def nearby(self, terrain: Terrain) -> Rows:
        """Return the links whose buyers grow wary, whether or not their goods are controlled."""
        return terrain.links(origin=self.imposer, destination=self.partner)

    def _amending(self, terrain: Terrain) -> list[Effect]:
        return [
            Effect(
                terrain.weeks(amendment.effective),
                f"control.{term}",
                terrain.control_rows(self.name, amendment.items),
                "set",
                column(figure.value),
            )
            for amendment in self.changes
            for term, figure in amendment.changes().items()
        ]

    def _announcing(self, terrain: Terrain) -> list[Effect]:
        news = terrain.weeks(self.announced or self.effective)
        binds = terrain.weeks(self.effective) < terrain.weeks(self.ends)
        week = np.where(binds, news, NEVER)  # a control that never binds is no news
        none = np.empty(0, dtype=np.int64)
        covered = np.unique(np.concatenate([none, *(row.links for row in self.controls(terrain))]))
        delay = column(self.review.review_weeks.value if self.rung == INDIVIDUAL else np.inf)
        return [
            Effect(week, "link.announced_here", covered, "raise", delay),
            Effect(week, "link.announced_nearby", self.nearby(terrain), "raise", delay),
        ]


class ReviewedControl(ExportControl):
    """An export control under which exporters may apply, and an office decides."""

    terms: LicenceTerms = Field(
        default_factory=LicenceTerms, description="How applications are decided."
    )
    first_decision: DateFigure | None = Field(
        None, description="No application is decided before this date; an input, never scored."
    )
    amendments: list[Amendment] = Field(default=[], description="Later changes of the terms.")

    @property
    def review(self) -> LicenceTerms:
        """How applications are decided."""
        return self.terms

    @property
    def earliest_decision(self) -> DateFigure | None:
        """Date before which no application is decided."""
        return self.first_decision

    @property
    def changes(self) -> list[Amendment]:
        """Later changes of the terms."""
        return self.amendments
