"""White lists: removal of a partner puts every listed item under individual licence."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.arrays import Rows
from tradesim.fields import Count, DateFigure
from tradesim.policies.effects import Terrain
from tradesim.policies.reviewed_control import ReviewedControl


class WhiteList(ReviewedControl):
    """Removal of a partner from the white list, and its restoration.

    Every listed item of the pair moves from free to individual licence, unless the exporter holds
    a compliance programme (ICP), which keeps its bulk licence.
    """

    instrument: ClassVar[str] = "white-list removal"
    usual_escalation: ClassVar[int | None] = 2
    by_ordinance: ClassVar[bool] = True
    date_labels: ClassVar[dict[str, str]] = {
        "announced": "decided",
        "promulgated": "promulgated",
        "effective": "in force",
    }
    end_field: ClassVar[str] = "restored"
    end_label: ClassVar[str] = "restored"

    kind: Literal["white_list"]
    listed_items: list[str] = Field(min_length=1, description="Items of the scenario on the list.")
    list_length: Count | None = Field(
        None, ge=1, description="Items on the real list; for information, not used."
    )
    promulgated: DateFigure | None = Field(None, description="Date of the gazette notice.")
    restored: DateFigure | None = Field(None, description="Date the partner is on the list again.")

    @property
    def subjects(self) -> tuple[str, ...]:
        """The listed items."""
        return tuple(self.listed_items)

    def covered(self, terrain: Terrain, item: str, partner: str) -> Rows:
        """Return the links of an item to a destination whose exporter has no ICP."""
        return terrain.links(
            origin=self.imposer, destination=partner, items=[item], with_programme=False
        )
