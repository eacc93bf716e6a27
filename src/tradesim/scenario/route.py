"""Routes: how long goods travel between two countries, and at what freight."""

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
    freight_share: Figure = quantity(
        0,
        "share",
        "Freight and insurance to the customer's border, share of the value free on board: what "
        "export prices (FOB) lie below import prices (CIF). 0.06 is what the IMF takes where "
        "nothing is known.",
        high=2,
    )
