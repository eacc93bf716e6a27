"""Levies: what is added to the price of goods that cross a border, whoever gets the money."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows, Weeks
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Path
from tradesim.policies.destinations import AimedPolicy
from tradesim.policies.effects import (
    NEVER,
    Effect,
    Terrain,
    column,
    of_no_matter,
    together,
)
from tradesim.policies.exemption import Exemption
from tradesim.policies.surroundings import Surroundings, of_one_unit


class OwnRate(Exemption):
    """A rate that differs for one country, or none at all."""

    rate: Figure | None = quantity(None, "share", "Its duty, share of the customs value.", high=10)


class Levy(AimedPolicy):
    """A duty, a tax or a price floor on goods that cross a border: buyers pay it.

    It has a row in the arrays of ``tariff``; ``economy/border.py`` adds up what lies on each link,
    and what it brings.

    Attributes:
        at_departure: Whether it is due when goods leave, not when they arrive.
        metered: Whether its rate is for a volume alone, and another beyond it.
        floored: Whether it is a least price, so that its rate moves with the supplier's.
        books: The measure to which what it brings is added up.
    """

    group: ClassVar[str] = "tariff"
    cause: ClassVar[str] = "tariff"
    open_ended: ClassVar[bool] = True
    date_labels: ClassVar[dict[str, str]] = {"effective": "in force", "until": "ended"}
    at_departure: ClassVar[bool] = False
    metered: ClassVar[bool] = False
    floored: ClassVar[bool] = False
    on_imports: ClassVar[bool] = True
    books: ClassVar[str] = "duty_paid"

    imposer: str = Field(description="Country that levies it, ISO 3166 alpha-3.")
    items: list[str] | None = Field(None, description="Items it is on; all where absent.")
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def actor(self) -> str:
        """The country that levies it."""
        return self.imposer

    @property
    def span(self) -> tuple[DateFigure | None, DateFigure | None]:
        """Entry into force and end."""
        return self.effective, self.until

    @property
    def markets(self) -> tuple[str, ...]:
        """The country that levies it: its own buyers pay."""
        return (self.imposer,)

    @property
    def stated_rate(self) -> Figure | None:
        """The rate that is told of it, beyond a volume if it has one; None where it has no rate."""
        return getattr(self, "rate", None)

    @property
    def rates_apart(self) -> list[tuple[str, object]]:
        """The other countries that pay another rate, and that rate."""
        return [
            (entry.partner, entry.rate.value)
            for entry in self.excepted
            if isinstance(entry, OwnRate) and entry.rate is not None
            if entry.partner in self.destinations
        ]

    def links(self, terrain: Terrain, partners: Sequence[str] | None = None) -> Rows:
        """Return the links on which it is due, all or those with some of the other countries."""
        return together(
            self.between(terrain, partner)
            for partner in (self.destinations if partners is None else partners)
            if partner != self.imposer
        )

    def links_apart(self, terrain: Terrain) -> list[tuple[Rows, object]]:
        """Return the links with each country that pays another rate, and that rate."""
        return [(self.links(terrain, [partner]), rate) for partner, rate in self.rates_apart]

    def misfits(self, scenario: Surroundings) -> Iterator[tuple[Path, str]]:
        """Yield items of several units, of what has a volume or a price for all of them."""
        if self.metered or self.floored:
            yield from of_one_unit(self.subjects, scenario, "policy")

    def between(self, terrain: Terrain, partner: str) -> Rows:
        """Return the links with one of the other countries: on imports, those from there."""
        return terrain.links(origin=partner, destination=self.imposer, items=self.items)

    def parts(self, terrain: Terrain) -> list[Rows]:
        """Return the links on which it is due."""
        return [self.links(terrain)]

    def idle(self, terrain: Terrain) -> str:
        """Say that nothing passes there, or that it is no cost."""
        return of_no_matter(self.links(terrain))

    def moments(self, terrain: Terrain) -> tuple[tuple[Weeks, float], tuple[Weeks, float]]:
        """Return the weeks in which it begins and ends, and whether it holds from then on."""
        start, end = terrain.weeks(self.effective), terrain.weeks(self.until)
        binds = start < end
        return (np.where(binds, start, NEVER), 1.0), (np.where(binds, end, NEVER), 0.0)

    def at_rate(self, terrain: Terrain, rate: Figure) -> list[Effect]:
        """Return what raises its rate on the first day, and drops it on the last."""
        return [
            effect
            for week, holds in self.moments(terrain)
            for effect in self.rated(terrain, rate, week, holds)
        ]

    def at_floor(self, terrain: Terrain, price: Figure) -> list[Effect]:
        """Return what sets a least price on the first day, and lifts it on the last."""
        row = terrain.own_rows(self)
        return [
            Effect(week, "tariff.floor", row, "set", column(price.value) * holds)
            for week, holds in self.moments(terrain)
        ]

    def rated(self, terrain: Terrain, rate: Figure, week: Weeks, holds: float) -> list[Effect]:
        """Return what raises its rate in a week, or drops it where it holds no more."""
        row = terrain.own_rows(self)
        found = [Effect(week, "tariff.rate", row, "set", column(rate.value) * holds)]
        if self.rates_apart:
            found.append(Effect(week, "tariff.in_force", row, "set", column(holds)))
        return found


class LevyOnImports(Levy):
    """A levy of the country in which goods arrive: its own buyers pay it."""

    partner: str = Field("", description="Country of origin; or give 'partners'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of origin; all others where absent, or 'all'."
    )


class LevyOnExports(Levy):
    """A levy of the country that goods leave: buyers abroad pay it, when they leave."""

    concerns: ClassVar[str] = "it is on exports to others"
    at_departure: ClassVar[bool] = True
    on_imports: ClassVar[bool] = False

    partner: str = Field("", description="Country of destination; or give 'partners'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of destination; all others where absent, or 'all'."
    )

    @property
    def markets(self) -> tuple[str, ...]:
        """The countries of destination: their buyers pay."""
        return self.destinations

    def between(self, terrain: Terrain, partner: str) -> Rows:
        """Return the links to one of the other countries."""
        return terrain.links(origin=self.imposer, destination=partner, items=self.items)
