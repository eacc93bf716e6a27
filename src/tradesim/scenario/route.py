"""Routes: how long goods travel between two countries."""

from __future__ import annotations

from pydantic import Field

from tradesim.fields import Block, CountryCode, Figure, quantity


class Route(Block):
    """How long goods travel between two countries."""

    origin: CountryCode = Field(description="Country of dispatch.")
    destination: CountryCode = Field(description="Country of arrival.")
    lead_time_weeks: Figure = quantity(
        None,
        "week",
        "From dispatch to customs clearance, rounded to whole weeks.",
        high=26,
        required=True,
    )
