"""Quotas: at most so much of some items may pass between two countries in a quarter."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows, Weeks
from tradesim.fields import Block, DateFigure, Figure, Name, quantity
from tradesim.policies.base import Path
from tradesim.policies.destinations import ALL, AimedPolicy, covered
from tradesim.policies.effects import (
    NEVER,
    Effect,
    Terrain,
    column,
    most,
    of_no_matter,
    together,
)
from tradesim.policies.exemption import Exemption
from tradesim.policies.surroundings import Surroundings, of_one_unit

ROUNDING = 1e-9
"""By how much shares may miss the whole."""

UNLIMITED = 1e300
"""Balance of a quota that does not bind."""


class Allotment(Block):
    """The part of a quota that is one exporter's own."""

    supplier: Name = Field(description="Plant that has it.")
    share: Figure = quantity(
        None, "share", "Its part of the quantity of a quarter.", high=1, required=True
    )


class Quota(AimedPolicy):
    """A limit on what leaves one country for another in a calendar quarter, over all exporters.

    It is released over the quarter, ``left / weeks left`` a week, or all at once; where orders
    exceed what is released every link gets the same fraction of what it asked for. What is left at
    the end of a quarter lapses. A quota that begins within a quarter grants the part of it that is
    left.
    """

    instrument: ClassVar[str] = "quota"
    group: ClassVar[str] = "quota"
    cause: ClassVar[str] = "quota"
    concerns: ClassVar[str] = ""
    date_labels: ClassVar[dict[str, str]] = {
        "announced": "announced",
        "effective": "in force",
        "until": "ended",
    }

    kind: Literal["quota"]
    imposer: str = Field(description="Country that sets it, of export or of import.")
    origin: str = Field(description="Country of dispatch, ISO 3166 alpha-3.")
    destination: str = Field(
        "", description="Country of arrival, ISO 3166 alpha-3; or give 'partners'."
    )
    partner: str = Field("", description="Another word for 'destination'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of arrival that share it; 'all' for all others."
    )
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of arrival that are exempt."
    )
    items: list[str] = Field(
        min_length=1, description="Items that count towards it, all of one unit."
    )
    most: Figure = quantity(
        None, "{unit}/quarter", "Largest quantity that may leave in a quarter.", required=True
    )
    covers_share: Figure = covered()
    released: Literal["evenly", "at_once"] = Field(
        "evenly",
        description="evenly: each week an even part of what is left of the quarter may leave; "
        "at_once: all of it from the first week on.",
    )
    rights: Literal["exporters", "importers", "government"] | None = Field(
        None,
        description="Who holds the rights to trade under it, and with them the rent; exporters "
        "where the country of dispatch sets it, importers where that of arrival does.",
    )
    exporters: list[Allotment] = Field(
        default=[],
        description="Parts of single exporters, each held to its own; the others share the rest. "
        "All share the whole where none is given.",
    )
    feared_weeks: Figure = quantity(
        6, "week", "Review of an export control that would be feared as much.", high=104
    )
    announced: DateFigure | None = Field(None, description="Date buyers learn of it.")
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def actor(self) -> str:
        """The country that sets it."""
        return self.imposer

    @property
    def rights_held_by(self) -> str:
        """Who holds the rights to trade under it."""
        return self.rights or ("exporters" if self.imposer == self.origin else "importers")

    @model_validator(mode="after")
    def _bounds_some_trade(self) -> Self:
        given = (self.destination != "") + (self.partner != "") + (self.partners is not None)
        if given != 1:
            raise ValueError("give one of 'destination' and 'partners': where the goods arrive.")
        return self

    @model_validator(mode="after")
    def _grants_no_more_than_there_is(self) -> Self:
        names = [exporter.supplier for exporter in self.exporters]
        if len(set(names)) < len(names):
            raise ValueError("'exporters' names a plant twice.")
        if sum(most(exporter.share) for exporter in self.exporters) > 1.0 + ROUNDING:
            raise ValueError("the shares of its exporters add up to more than the whole.")
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """The countries of arrival, exempt or not."""
        if self.partners == ALL:
            return tuple(code for code in self._codes if code != self.origin)
        return (self.destination,) if self.destination else super().named

    @property
    def span(self) -> tuple[DateFigure | None, DateFigure | None]:
        """Entry into force and end."""
        return self.effective, self.until

    def parts(self, terrain: Terrain) -> list[Rows]:
        """Return the links that share it: those of each exporter with a part, then the rest."""
        whole = self.links(terrain)
        own = [
            np.intersect1d(whole, terrain.links_of(terrain.plants([exporter.supplier])))
            for exporter in self.exporters
        ]
        return [*own, np.setdiff1d(whole, together(own))]

    @property
    def heard(self) -> DateFigure | None:
        """Its announcement, or its first day."""
        return self.announced or self.effective

    def bars(self, terrain: Terrain) -> Rows:
        """Return the links whose dispatches count towards it."""
        return self.links(terrain)

    def idle(self, terrain: Terrain) -> str:
        """Say that nothing passes there, or that it is no bound."""
        return of_no_matter(self.links(terrain))

    def misfits(self, scenario: Surroundings) -> Iterator[tuple[Path, str]]:
        """Yield items of several units, and a quota of neither side."""
        yield from of_one_unit(self.items, scenario, "quota")
        plants = {plant.name: plant for plant in scenario.suppliers}
        for number, exporter in enumerate(self.exporters):
            plant = plants.get(exporter.supplier)
            if plant is not None and (plant.country != self.origin or plant.item not in self.items):
                said = f"'{plant.name}' makes none of its items in {self.origin}."
                yield ("exporters", number, "supplier"), said
        if self.origin in self.destinations:
            place = "destination" if self.destination else "partners"
            said = f"'{self.origin}' is the origin itself; a quota is on what crosses a border."
            yield (place,), said
        elif self.imposer not in (self.origin, *self.destinations):
            said = (
                f"'{self.imposer}' is neither side: a quota is set by the country of dispatch "
                f"({self.origin}) or of arrival ({', '.join(self.destinations)})."
            )
            yield ("imposer",), said

    def links(self, terrain: Terrain) -> Rows:
        """Return the links whose dispatches count towards it."""
        return together(
            terrain.links(origin=self.origin, destination=destination, items=self.items)
            for destination in self.destinations
        )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Grant what is left of the first quarter, then a quarter at a time, then lift it."""
        start, end = terrain.weeks(self.effective), terrain.weeks(self.until)
        quarters = terrain.quarters()
        found = self._grant(terrain, start, end, quarters)
        for week, following in pairwise(quarters.tolist()):
            due = np.where((start < week) & (week < end), week, NEVER)
            found.append(self._balance(terrain, due, self.most.value))
            found.append(self._spread(terrain, due, following - week))
        found.append(self._balance(terrain, np.where(start < end, end, NEVER), UNLIMITED))
        return found + self._announcing(terrain, start, end)

    def _grant(self, terrain: Terrain, start: Weeks, end: Weeks, quarters: Weeks) -> list[Effect]:
        """Return the grant of the quarter in which it begins, for the weeks that are left."""
        current = np.clip(np.searchsorted(quarters, start, side="right"), 1, len(quarters) - 1)
        first, following = quarters[current - 1], quarters[current]
        left = np.clip((following - start) / (following - first), 0.0, 1.0)
        due = np.where(start < end, start, NEVER)
        return [
            self._balance(terrain, due, self.most.value * left),
            self._spread(terrain, due, following - start),
        ]

    def _spread(self, terrain: Terrain, week: Weeks, weeks: object) -> Effect:
        """Return over how many weeks it is released from a week on."""
        over = weeks if self.released == "evenly" else 1.0
        return Effect(week, "quota.weeks_left", terrain.own_rows(self), "set", column(over))

    def _balance(self, terrain: Terrain, week: Weeks, amount: object) -> Effect:
        value = column(amount)
        if self.exporters and amount is not UNLIMITED:
            shares = [column(exporter.share.value) for exporter in self.exporters]
            rest = np.maximum(1.0 - sum(shares), 0.0)
            value = np.concatenate([share * value for share in (*shares, rest)])
        return Effect(week, "quota.balance", terrain.own_rows(self), "set", value)

    def _announcing(self, terrain: Terrain, start: Weeks, end: Weeks) -> list[Effect]:
        week = np.where(start < end, terrain.weeks(self.announced or self.effective), NEVER)
        feared = column(self.feared_weeks.value)
        rows = self.links(terrain)
        return [
            Effect(week, "link.announced_here", rows, "raise", feared),
            Effect(week, "link.announced_share", rows, "set", column(self.covers_share.value)),
        ]
