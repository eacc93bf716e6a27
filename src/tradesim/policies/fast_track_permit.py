"""Fast-track permits: a government shortens the building time of projects in its country."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect, Terrain, column


class FastTrackPermit(Policy):
    """While it holds, projects in the country advance faster than planned."""

    instrument: ClassVar[str] = "fast-track permits"
    date_labels: ClassVar[dict[str, str]] = {"effective": "in force", "until": "ended"}

    kind: Literal["fast_track_permit"]
    country: str = Field(description="Country of the projects, ISO 3166 alpha-3.")
    items: list[str] | None = Field(None, description="Items of the projects; all where absent.")
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")
    speed_up: Figure = quantity(
        0.3, "share", "Additional progress a week: 0.3 does 1.3 weeks' work in one.", high=4
    )

    @property
    def actor(self) -> str:
        """The country."""
        return self.country

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Speed the projects up, and later back to the plan."""
        rows = terrain.projects(country=self.country, items=self.items)
        gain = column(self.speed_up.value)
        start = Effect(terrain.weeks(self.effective), "project.speed", rows, "add", gain)
        if self.until is None:
            return [start]
        return [start, Effect(terrain.weeks(self.until), "project.speed", rows, "add", -gain)]
