"""Import licences: the government of those who buy must let each lot in."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field

from tradesim.arrays import Rows
from tradesim.fields import DateFigure
from tradesim.policies.effects import Terrain, together
from tradesim.policies.reviewed_control import ReviewedControl


class ImportLicence(ReviewedControl):
    """Licensing of imports by the buyers' own government, for goods of some countries.

    Applications, reviews and lots are those of an export control, decided by the office of the
    importing country: exporters ship what its importers hold licences for. Compliance programmes
    of exporters exempt nobody. ``partners`` are the countries of origin.
    """

    instrument: ClassVar[str] = "import licences"
    on_imports: ClassVar[bool] = True
    concerns: ClassVar[str] = "an import licence is on goods of others"

    kind: Literal["import_licence"]
    items: list[str] = Field(min_length=1, description="Names of the items that need a licence.")
    lifted: DateFigure | None = Field(None, description="Date the control ends.")

    @property
    def markets(self) -> tuple[str, ...]:
        """The importing country: its own buyers need the licences."""
        return (self.imposer,)

    def nearby(self, terrain: Terrain, partners: Sequence[str]) -> Rows:
        """Return all links from the countries of origin to the importing country."""
        rows = [terrain.links(origin=origin, destination=self.imposer) for origin in partners]
        return together(rows)

    def covered(self, terrain: Terrain, item: str, partner: str) -> Rows:
        """Return the links of an item from a country of origin."""
        return terrain.links(origin=partner, destination=self.imposer, items=[item])
