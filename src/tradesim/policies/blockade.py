"""Blockades: for a time nothing leaves or enters a country, or passes a route."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows
from tradesim.fields import DateFigure
from tradesim.policies.base import Path, Policy
from tradesim.policies.effects import NEVER, Effect, Terrain, column, of_no_matter

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Surroundings


class Blockade(Policy):
    """A stop of all shipments of a country across its border, or from one country to another.

    What is at sea arrives; orders wait, lapse or go elsewhere; trade within a country goes on.
    """

    instrument: ClassVar[str] = "blockade"
    cause: ClassVar[str] = "blockade"
    forbids: ClassVar[bool] = True
    interruption: ClassVar[str] = "blockade"
    date_labels: ClassVar[dict[str, str]] = {
        "announced": "feared",
        "start": "began",
        "end": "ended",
    }

    kind: Literal["blockade"]
    country: str | None = Field(None, description="Country cut off, in both directions.")
    origin: str | None = Field(None, description="Country of dispatch of a route cut.")
    destination: str | None = Field(None, description="Country of arrival of a route cut.")
    items: list[str] | None = Field(None, description="Items stopped; all where absent.")
    announced: DateFigure | None = Field(None, description="Date buyers come to fear it.")
    start: DateFigure = Field(description="First day.")
    end: DateFigure | None = Field(None, description="Day it ends; stays where absent.")

    @model_validator(mode="after")
    def _stops_something(self) -> Self:
        route = (self.origin, self.destination)
        if (self.country is None) == (route == (None, None)) or route.count(None) == 1:
            raise ValueError("give 'country', or both 'origin' and 'destination'.")
        return self

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield a route that leaves no country."""
        del scenario
        if self.origin is not None and self.origin == self.destination:
            said = f"'{self.origin}' is the origin itself; a blockade is of what crosses a border. "
            yield ("destination",), f"{said}Name another country, or write a supply_shock."

    @property
    def targets(self) -> tuple[str, ...]:
        """The country cut off, or the destination of the route."""
        place = self.country or self.destination
        return (place,) if place else ()

    @property
    def span(self) -> tuple[DateFigure | None, DateFigure | None]:
        """Start and end."""
        return self.start, self.end

    @property
    def heard(self) -> DateFigure | None:
        """Its announcement, or its first day."""
        return self.announced or self.start

    def bars(self, terrain: Terrain) -> Rows:
        """Return the links that cross the line."""
        return self.links(terrain)

    def idle(self, terrain: Terrain) -> str:
        """Say that nothing passes there, or that it is no bound."""
        return of_no_matter(self.links(terrain))

    def links(self, terrain: Terrain) -> Rows:
        """Return the links that cross the line."""
        if self.country is None:
            return terrain.links(origin=self.origin, destination=self.destination, items=self.items)
        leaving = terrain.links(origin=self.country, items=self.items)
        entering = terrain.links(destination=self.country, items=self.items)
        return np.setxor1d(leaving, entering)  # what stays within the country is in both

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Alarm the buyers, stop the links, and open them again."""
        start, end = terrain.weeks(self.start), terrain.weeks(self.end)
        news = terrain.weeks(self.announced or self.start)
        rows, binds = self.links(terrain), start < end
        one, feared = column(1.0), column(np.inf)
        return [
            Effect(np.where(binds, news, NEVER), "link.announced_here", rows, "raise", feared),
            Effect(np.where(binds, start, NEVER), "link.blocked", rows, "add", one),
            Effect(np.where(binds, end, NEVER), "link.blocked", rows, "add", -one),
        ]
