"""Inspections: some of what arrives waits at the border until somebody has looked at it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Path
from tradesim.policies.destinations import AimedPolicy
from tradesim.policies.effects import NEVER, Effect, Terrain, column, of_no_matter, together
from tradesim.policies.exemption import Exemption

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Surroundings


class Inspection(AimedPolicy):
    """Checks at the border of the importing country: a random part of the consignments waits.

    What arrives on a sourcing link in a week is one consignment. It is picked with probability
    ``picked_share``; then it waits ``delay_weeks * exp(delay_spread * z)``, in whole weeks and at
    most ``longest_weeks``. It is on its way until it is cleared. Nothing is lost or refused.
    """

    instrument: ClassVar[str] = "inspection"
    date_labels: ClassVar[dict[str, str]] = {
        "announced": "announced",
        "effective": "in force",
        "until": "ended",
    }
    group: ClassVar[str] = "inspection"
    on_imports: ClassVar[bool] = True
    concerns: ClassVar[str] = "an inspection is of imports from others"
    open_ended: ClassVar[bool] = True

    kind: Literal["inspection"]
    imposer: str = Field(description="Importing country, ISO 3166 alpha-3.")
    partner: str = Field("", description="Country of origin; or give 'partners'.")
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries of origin; all others where absent, or 'all'."
    )
    exceptions: list[Exemption] = Field(
        default=[], description="Countries of origin that are exempt."
    )
    items: list[str] | None = Field(None, description="Items looked at; all where absent.")
    picked_share: Figure = quantity(
        None, "share", "Probability that a consignment is picked.", high=1, required=True
    )
    delay_weeks: Figure = quantity(2, "week", "Median time that a picked one waits.", high=52)
    delay_spread: Figure = quantity(
        0.5, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    longest_weeks: Figure = quantity(
        13, "week", "Longest time; what waited so long is cleared.", low=1, high=52
    )
    announced: DateFigure | None = Field(None, description="Date buyers learn of it.")
    effective: DateFigure = Field(description="First day.")
    until: DateFigure | None = Field(None, description="First day without it; stays where absent.")

    @property
    def hinders_trade(self) -> bool:
        """What is picked waits."""
        return True

    @property
    def actor(self) -> str:
        """The importing country."""
        return self.imposer

    @property
    def markets(self) -> tuple[str, ...]:
        """The importing country: its own buyers wait."""
        return (self.imposer,)

    @property
    def span(self) -> tuple[DateFigure | None, DateFigure | None]:
        """Entry into force and end."""
        return self.effective, self.until

    @property
    def heard(self) -> DateFigure | None:
        """Its announcement, or its first day."""
        return self.announced or self.effective

    def links(self, terrain: Terrain) -> Rows:
        """Return the links whose arrivals are looked at."""
        return together(
            terrain.links(origin=origin, destination=self.imposer, items=self.items)
            for origin in self.destinations
        )

    def parts(self, terrain: Terrain) -> list[Rows]:
        """Return the links whose arrivals are looked at."""
        return [self.links(terrain)]

    def idle(self, terrain: Terrain) -> str:
        """Say that nothing passes there, or that nobody is kept waiting."""
        return of_no_matter(self.links(terrain))

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield a usual delay that is beyond the longest."""
        del scenario
        if np.any(np.asarray(self.delay_weeks.value) > np.asarray(self.longest_weeks.value)):
            yield (
                ("delay_weeks",),
                f"it is more than 'longest_weeks' ({self.longest_weeks.value:g}).",
            )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Pick from the first day to the last; tell the buyers what it delays on the mean."""
        start, end = terrain.weeks(self.effective), terrain.weeks(self.until)
        row, binds = terrain.own_rows(self), start < end
        picked = column(self.picked_share.value)
        news = np.where(binds, terrain.weeks(self.heard), NEVER)
        wait = column(np.asarray(self.picked_share.value) * np.asarray(self.delay_weeks.value))
        return [
            Effect(np.where(binds, start, NEVER), "inspection.picked_share", row, "set", picked),
            Effect(np.where(binds, end, NEVER), "inspection.picked_share", row, "set", column(0)),
            Effect(news, "link.announced_here", self.links(terrain), "raise", wait),
        ]
