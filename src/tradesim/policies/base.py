"""What every policy has: a unique name, its dates, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from tradesim.fields import Block, DateFigure, Name
from tradesim.policies.effects import ControlRow, Effect, Terrain

if TYPE_CHECKING:
    from tradesim.policies.regime import Regime


class Policy(Block):
    """A dated choice of a government or a firm.

    Attributes:
        instrument: What the instrument is called in a sentence.
        date_labels: For each date field, the word that events and figures use for it.
    """

    instrument: ClassVar[str] = "policy"
    date_labels: ClassVar[dict[str, str]] = {"announced": "announced", "effective": "in force"}

    kind: str
    name: Name = Field(description="Unique name, used by overrides, variants and figures.")
    response_to: str | None = Field(
        None, description="Name of the policy this answers: remove that one and this goes too."
    )
    note: str | None = Field(None, description="What a reader should know about it.")

    @property
    def actor(self) -> str:
        """Who chose it: a country code or the name of a firm."""
        return ""

    @property
    def target(self) -> str:
        """Whom it is aimed at: a country code, or the empty string."""
        return ""

    @property
    def targets(self) -> tuple[str, ...]:
        """All whom it is aimed at, by country code."""
        return (self.target,) if self.target else ()

    @property
    def market(self) -> str:
        """The country whose buyers it bears on: a country code, or the empty string."""
        return self.target

    @property
    def markets(self) -> tuple[str, ...]:
        """The countries whose buyers it bears on."""
        return (self.market,) if self.market else ()

    def aims_at(self, country: str) -> bool:
        """Say whether it is aimed at a country."""
        return self.target == country

    def meet(self, countries: Sequence[str], regimes: Mapping[str, Regime]) -> None:
        """Learn which countries and licensing regimes there are; of no matter to most."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Names of the items it concerns."""
        return ()

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield each date that is given with the word for it, in the order of the fields."""
        for field, label in self.date_labels.items():
            date = getattr(self, field, None)
            if date is not None:
                yield label, date

    def controls(self, terrain: Terrain) -> list[ControlRow]:
        """Return the export-control rows it brings into the world; most bring none."""
        return []

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Return what it does, when."""
        return []
