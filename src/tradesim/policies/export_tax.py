"""Export taxes: a share of the value of what leaves a country, paid by buyers abroad."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Figure, quantity
from tradesim.policies.effects import Effect, Terrain
from tradesim.policies.levy import LevyOnExports, OwnRate
from tradesim.policies.rule import RuledPolicy


class ExportTax(RuledPolicy, LevyOnExports):
    """An ad-valorem tax of one country on its exports to others, due when goods leave.

    Buyers abroad pay it to the exporting country's government on top of the supplier's price, and
    choose their sources by the price with it; buyers at home do not. The exporter's revenue stays
    without it.
    """

    instrument: ClassVar[str] = "export tax"
    concerns: ClassVar[str] = "an export tax is on exports to others"
    books: ClassVar[str] = "export_tax_paid"

    kind: Literal["export_tax"]
    exceptions: list[OwnRate] = Field(
        default=[], description="Countries of destination whose rate differs, or that are exempt."
    )
    rate: Figure = quantity(
        None, "share", "Tax, share of the supplier's price.", high=10, required=True
    )

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate, and later drop it."""
        return [] if self.when is not None else self.at_rate(terrain, self.rate)

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Raise the rate."""
        return self.rated(terrain, self.rate, terrain.weeks(None), 1.0)

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Drop it."""
        return self.rated(terrain, self.rate, terrain.weeks(None), 0.0)
