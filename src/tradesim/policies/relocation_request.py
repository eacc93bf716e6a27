"""Relocation requests: a customer or a government asks suppliers to produce elsewhere."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Block, DateFigure, Figure, quantity
from tradesim.policies.base import Policy


class Move(Block):
    """One plant that is asked, and the plant that would take over a part of its capacity."""

    plant: str = Field(description="Plant that is asked to move.")
    to: str = Field(description="Plant elsewhere that would open; capacity 0 in the scenario.")


class RelocationRequest(Policy):
    """A request to plants in one country to produce in others.

    A plant accepts where its exposure, the part of its orders that comes from the requester,
    is at least the cost of moving plus its own reluctance, both as a share of its sales. It then
    opens a part of its capacity elsewhere, and closes as much at home as that ramps up.
    """

    instrument: ClassVar[str] = "relocation request"
    date_labels: ClassVar[dict[str, str]] = {"announced": "made"}

    kind: Literal["relocation_request"]
    requester: str = Field(
        description="Name of the buyer that asks, or code of the country whose government does."
    )
    country: str = Field(description="Country it asks to leave, ISO 3166 alpha-3.")
    into: list[str] = Field(min_length=1, description="Other countries it asks to produce in.")
    moves: list[Move] = Field(min_length=1, description="Plants asked, and where each would go.")
    announced: DateFigure = Field(description="Date of the request.")
    answer_weeks: Figure = quantity(8, "week", "Time a plant takes to decide.", high=260)
    moving_cost_share: Figure = quantity(
        0.1, "share", "Yearly cost of producing elsewhere, share of the plant's sales.", high=1
    )
    reluctance: Figure = quantity(
        0.1, "share", "Median exposure needed beyond that cost to move at all.", high=1
    )
    reluctance_spread: Figure = quantity(
        0.5, "log", "Standard deviation of the logarithm of the reluctance.", high=2
    )
    moved_share: Figure = quantity(
        0.3, "share", "Part of its capacity that an accepting plant moves.", high=1
    )
    build_weeks: Figure = quantity(
        60, "week", "Median time from acceptance to first output elsewhere.", high=780
    )
    build_spread: Figure = quantity(
        0.2, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    ramp_weeks: Figure = quantity(
        26, "week", "Time from first output to the whole capacity moved.", low=1, high=260
    )

    @property
    def actor(self) -> str:
        """Who asks."""
        return self.requester

    @property
    def markets(self) -> tuple[str, ...]:
        """No country's buyers alone: none."""
        return ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The country it asks to leave."""
        return (self.country,)
