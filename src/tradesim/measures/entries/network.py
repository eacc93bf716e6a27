"""Measures of large worlds: who lost output, and on whom output hangs at any tier."""

from __future__ import annotations

from tradesim.measures.definition import ARIO
from tradesim.measures.domain import SHARE, Domain
from tradesim.measures.measure import Measure, Role
from tradesim.measures.workings import of_network

SECTION = "Networks of firms (worlds of more than 2,000)"

LOST = (
    "Output lost over the whole run, share: of a final buyer of what demand and capacity allow, of "
    "a plant of what it makes in a usual week; below zero where more was made."
)

BY_VALUE = (
    "Firms weigh by the value of what they make in a usual week: plants at their price, final "
    "buyers at 'output_value', where none is given at what their inputs cost."
)


def _lost(name: str, of_whom: str, label: str) -> Measure:
    return Measure(
        name,
        f"{LOST} Of {of_whom} {BY_VALUE}",
        "share",
        ARIO,
        function=of_network,
        label=label,
        role=Role.HARM,
        domain=Domain(greatest=1.0),
        section=SECTION,
    )


MEASURES = (
    _lost("sector_output_lost", "all that make the same item or product.", "Lost by the sector"),
    _lost("country_output_lost", "all firms of a country.", "Lost by the country's firms"),
    _lost(
        "tier_output_lost",
        "all firms as many sales away from the nearest final buyer, which is tier 0.",
        "Lost by the tier",
    ),
    Measure(
        "plant_exposure",
        "Share of the output of a country's firms that hangs on one plant at any tier, of the "
        "plant on which most does: without it, shares of sourcing as at the start and stocks used "
        "up, a firm makes as much less as it gets less of its scarcest critical input, and up to "
        f"the yield loss less for want of important ones. {BY_VALUE}",
        "share",
        "Diem, Borsos, Reisch, Kertesz & Thurner (2022), Scientific Reports 12",
        function=of_network,
        label="Output that hangs on the plant, at any tier",
        sentence="share of output in {destination} that hangs on {actor}",
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "firm_output_lost",
        f"{LOST} Of the hundred firms that lost most on the mean of all runs.",
        "share",
        ARIO,
        function=of_network,
        label="Lost by the firm",
        role=Role.HARM,
        domain=Domain(greatest=1.0),
        section=SECTION,
    ),
)
"""Measures of networks of firms."""
