"""What all export controls share: a level on the ladder, its terms, its announcement."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from pydantic import Field, model_validator

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows
from tradesim.fields import Count, DateFigure, Figure, Flag
from tradesim.policies.contracts import SparingPolicy
from tradesim.policies.destinations import ALL, covered, is_whole
from tradesim.policies.effects import (
    BAN,
    ENDLESS,
    FREE,
    INDIVIDUAL,
    NEVER,
    ControlRow,
    Effect,
    Terrain,
    column,
    together,
)
from tradesim.policies.licence_terms import Amendment, LicenceTerms
from tradesim.policies.rule import RuledPolicy

LEAST_ODDS = 1e-9
"""Odds of approval that are as good as none."""

HIGHEST_ESCALATION = 4
"""Top rung of a government's escalation."""


class ExportControl(RuledPolicy, SparingPolicy):
    """A control that one government puts on exports to a partner."""

    level: ClassVar[int] = INDIVIDUAL
    usual_escalation: ClassVar[int | None] = None
    by_ordinance: ClassVar[bool] = False
    end_field: ClassVar[str] = "lifted"
    end_label: ClassVar[str] = "lifted"
    dated_only: ClassVar[tuple[str, ...]] = (
        "announced", "promulgated", "first_decision", "amendments", "contracts_exempt",
    )  # fmt: skip

    imposer: str = Field(description="Country whose government controls, ISO 3166 alpha-3.")
    covers_share: Figure = covered()
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
    def hinders_trade(self) -> bool:
        """A control does, whatever it allows."""
        return True

    @property
    def informal(self) -> bool:
        """Whether it holds goods without a rule that anybody could apply under."""
        return False

    @property
    def covered_share(self) -> Figure:
        """Share of the trade in its items that it holds or puts under licence."""
        return self.covers_share

    @property
    def covers_all(self) -> bool:
        """Whether it covers all of the trade in its items in every run."""
        return not self.informal and is_whole(self.covers_share) and not self.spares_contracts

    @property
    def heard(self) -> DateFigure | None:
        """Date buyers learn of it."""
        return self.announced or self.effective

    @property
    def rung(self) -> int:
        """Where on the ladder the trade it covers stands while it binds."""
        return self.level

    @property
    def review(self) -> LicenceTerms:
        """How applications are decided; of no matter where nobody may apply."""
        return LicenceTerms()

    def review_for(self, partner: str) -> LicenceTerms:
        """How applications for a destination are decided."""
        del partner
        return self.review

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
    def origins(self) -> tuple[str, ...]:
        """The countries whose goods it is on: of a control on exports, the one that imposes it."""
        return self.destinations if self.on_imports else (self.imposer,)

    @property
    def ends(self) -> DateFigure | None:
        """Date on which trade is free again, None where it stays."""
        return getattr(self, self.end_field, None)

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield announcement, entry into force, amendments and end; none where a rule decides."""
        if self.when is not None:
            return
        yield from super().dates()
        for amendment in self.changes:
            yield "amended", amendment.effective
        if self.ends is not None:
            yield self.end_label, self.ends

    @property
    def waits(self) -> bool:
        """Whether the week in which it binds is known from the run alone: by a rule, or pulled."""
        return self.available or self.when is not None

    @property
    def watched_until(self) -> DateFigure | None:
        """First day on which a rule is looked at no more: its end."""
        return self.ends

    @property
    def pulled_at(self) -> int:
        """The rung of its government's escalation on which it stands."""
        usual = self.usual_escalation or (1 if self.rung == INDIVIDUAL else self.rung + 1)
        return self.escalation or usual

    @model_validator(mode="after")
    def _dated_or_available(self) -> Self:
        if self.available and next(self.dates(), None) is not None:
            raise ValueError("it is 'available' and has dates: give one or the other.")
        if self.available and self.when is not None:
            raise ValueError("it is 'available' and follows a rule: give one or the other.")
        if not self.waits and self.effective is None:
            raise ValueError(
                "it has no date. Give 'effective', or 'available: true' for an adaptive government."
            )
        return self

    @model_validator(mode="after")
    def _aimed_at_somebody(self) -> Self:
        if not self.partner and self.partners is None:
            raise ValueError("it is aimed at nobody: give 'partner', or 'partners'.")
        if self.available and (self.partners == ALL or len(self.named) > 1):
            raise ValueError(
                "it is 'available' and has several 'partners': a government stands on a rung "
                "towards each of them. Write one control each."
            )
        return self

    def controls(self, terrain: Terrain) -> list[ControlRow]:
        """Return one control row for each destination and each item it covers.

        Of a control on all countries, those to which nobody sells have no row.
        """
        rows = [
            ControlRow(
                item,
                self.imposer,
                partner,
                self.covered(terrain, item, partner),
                on_imports=self.on_imports,
            )
            for partner in self.destinations
            for item in self.listed(terrain)
        ]
        return [row for row in rows if self.partners != ALL or len(row.links)]

    def listed(self, terrain: Terrain) -> Sequence[str]:
        """Return the items it covers in this world."""
        del terrain
        return self.subjects

    def covered(self, terrain: Terrain, item: str, partner: str) -> Rows:
        """Return the links of an item to a destination that it covers."""
        return terrain.links(origin=self.imposer, destination=partner, items=[item])

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Announce, bind, amend, end; nothing where it waits for its government or its rule."""
        return [] if self.waits else self._dated_effects(terrain)

    def news(self, terrain: Terrain) -> list[Effect]:
        """Return what buyers hear when its government pulls it, in whichever week that is."""
        return self._announcing(terrain)

    def heralds(self, terrain: Terrain) -> list[Effect]:
        """Return the same of one that follows a rule; of an informal hold nobody is told."""
        return [] if self.informal else self._announcing(terrain)

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Let it bind."""
        return [self.hold(terrain, binding=True)]

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Let trade go free again."""
        return [self.hold(terrain, binding=False)]

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
        start, end = terrain.weeks(self.effective), terrain.weeks(self.ends)
        week = np.where(start < end, start, NEVER)
        changes = self._amending(terrain) + self.as_contracts_run_out(week, rows)
        return levels + changes + self._announcing(terrain)

    def nearby(self, terrain: Terrain, partners: Sequence[str]) -> Rows:
        """Return the links whose buyers grow wary, whether or not their goods are controlled."""
        rows = [terrain.links(origin=self.imposer, destination=partner) for partner in partners]
        return together(rows)

    def _amending(self, terrain: Terrain) -> list[Effect]:
        return [
            Effect(
                terrain.weeks(amendment.effective),
                array,
                terrain.control_rows(self.name, amendment.items),
                "set",
                column(figure.value),
            )
            for amendment in self.changes
            for array, figure in amendment.changes().items()
        ]

    def _announcing(self, terrain: Terrain) -> list[Effect]:
        """Tell the buyers of each destination; those told the same are told together."""
        if self.heard is None and not self.waits:
            return []
        news = terrain.weeks(self.heard)
        binds = terrain.weeks(self.effective) < terrain.weeks(self.ends)
        week = np.where(binds, news, NEVER)  # a control that never binds is no news
        found = []
        rows = self.controls(terrain)
        for partners in self._told_alike():
            delay = column(self._feared(partners[0]))
            covered = together(row.links for row in rows if row.partner in partners)
            nearby = self.nearby(terrain, partners)
            found.append(Effect(week, "link.announced_here", covered, "raise", delay))
            share = column(self.covered_after(0.0))
            found.append(Effect(week, "link.announced_share", covered, "set", share))
            found.append(Effect(week, "link.announced_nearby", nearby, "raise", delay))
        return found

    def _told_alike(self) -> list[tuple[str, ...]]:
        """Return the destinations in groups that fear the same."""
        apart = [code for code in self.destinations if self.exception(code) is not None]
        rest = tuple(code for code in self.destinations if code not in apart)
        return [*([rest] if rest else []), *((code,) for code in apart)]

    def _feared(self, partner: str) -> object:
        """Return the delay that buyers of a destination fear: ``review / odds``, weeks.

        That is the mean time to an approval where a refused application is filed again; what is
        longer than a century has no end, like a ban.
        """
        if self.rung >= BAN:
            return ENDLESS
        terms = self.review_for(partner)
        review, odds = (np.asarray(f.value) for f in (terms.review_weeks, terms.approval_odds))
        return np.minimum(review / np.maximum(odds, LEAST_ODDS), ENDLESS)
