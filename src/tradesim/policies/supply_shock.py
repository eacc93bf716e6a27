"""Supply shocks: plants lost to a war, a quake or a fire, and rebuilt."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect, Terrain, column


class SupplyShock(Policy):
    """Some plants lose a part of their capacity at once, and get it back as they are rebuilt.

    Finished stock is not lost: what was made is sold. Plants of a country are hit with all or some
    of their items, or are named one by one.
    """

    instrument: ClassVar[str] = "supply shock"
    date_labels: ClassVar[dict[str, str]] = {"date": "happened"}
    interruption: ClassVar[str] = "loss of plants"
    caution: ClassVar[str] = (
        "Prices after plants are lost are what makers ask of the customers they know, as their "
        "order books fill. Spot prices, which may be many times higher before anybody is short, "
        "are not simulated."
    )

    kind: Literal["supply_shock"]
    suppliers: list[str] | None = Field(None, description="Names of the plants hit.")
    country: str | None = Field(None, description="Country whose plants are hit.")
    items: list[str] | None = Field(
        None, description="Items whose plants in the country are hit; all where absent."
    )
    date: DateFigure = Field(description="Day it happens.")
    lost_share: Figure = quantity(
        None, "share", "Share of the capacity that is lost at once.", high=1, required=True
    )
    repair_weeks: Figure = quantity(
        26, "week", "Weeks until rebuilding starts to give capacity back.", high=1040
    )
    ramp_weeks: Figure = quantity(
        26, "week", "Weeks over which it then comes back, evenly.", low=1, high=520
    )

    @model_validator(mode="after")
    def _hits_somebody(self) -> Self:
        if (self.suppliers is None) == (self.country is None):
            raise ValueError("give 'suppliers', or 'country' with or without 'items'.")
        if self.suppliers is not None and self.items is not None:
            raise ValueError("'items' go with 'country': a plant makes one item.")
        return self

    @property
    def targets(self) -> tuple[str, ...]:
        """The country hit, where plants are not named one by one."""
        return (self.country,) if self.country else ()

    @property
    def markets(self) -> tuple[str, ...]:
        """No country's buyers alone: none."""
        return ()

    @property
    def heard(self) -> DateFigure:
        """The day it happens."""
        return self.date

    def interrupts(self, terrain: Terrain) -> Rows:
        """Return the links from the plants that it hits."""
        return terrain.links_of(self.plants(terrain))

    def plants(self, terrain: Terrain) -> Rows:
        """Return rows of the plants that it hits, in order."""
        if self.suppliers is not None:
            return np.sort(terrain.plants(self.suppliers))
        return terrain.plants_in(self.country or "", self.items)

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Alarm the buyers of the plants hit, by the time and the share that they lose."""
        rows = self.interrupts(terrain)
        weeks = np.asarray(self.repair_weeks.value) + 0.5 * np.asarray(self.ramp_weeks.value)
        feared = column(weeks * np.asarray(self.lost_share.value))
        return [Effect(terrain.weeks(self.date), "link.announced_here", rows, "raise", feared)]
