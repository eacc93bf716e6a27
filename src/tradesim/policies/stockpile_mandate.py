"""Stockpiling: buyers hold more weeks of cover, by mandate or by their own decision."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.arrays import Weeks
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.effects import Effect, Terrain, column
from tradesim.policies.rule import RuledPolicy


class StockpileMandate(RuledPolicy):
    """Some buyers hold additional weeks of cover of some items, as far as the item can be kept."""

    instrument: ClassVar[str] = "stockpiling"
    date_labels: ClassVar[dict[str, str]] = {"effective": "in force", "until": "ended"}

    kind: Literal["stockpile_mandate"]
    buyers: list[str] = Field(min_length=1, description="Names of the buyers.")
    items: list[str] = Field(min_length=1, description="Names of the items.")
    cover_weeks: Figure = quantity(
        None, "week", "Additional weeks of use on hand.", high=104, required=True
    )
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def actor(self) -> str:
        """The buyer, or how many there are."""
        return self.buyers[0] if len(self.buyers) == 1 else f"{len(self.buyers)} buyers"

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the cover to hold, and later lower it again."""
        if self.when is not None:
            return []
        start = self._more(terrain, terrain.weeks(self.effective), 1.0)
        if self.until is None:
            return [start]
        return [start, self._more(terrain, terrain.weeks(self.until), -1.0)]

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Raise the cover to hold."""
        return [self._more(terrain, terrain.weeks(None), 1.0)]

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Lower it again."""
        return [self._more(terrain, terrain.weeks(None), -1.0)]

    def _more(self, terrain: Terrain, week: Weeks, sign: float) -> Effect:
        rows = terrain.needs(buyers=self.buyers, items=self.items)
        weeks = column(self.cover_weeks.value) * sign
        return Effect(week, "need.mandated_cover", rows, "add", weeks)
