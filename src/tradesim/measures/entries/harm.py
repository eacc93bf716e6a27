"""Measures of supply disruption: output lost, unmet need, thin stocks, dear goods, licences."""

from __future__ import annotations

from tradesim.measures.definition import ARIO, LICENSING, SURVIVAL
from tradesim.measures.domain import NOT_NEGATIVE, SHARE
from tradesim.measures.measure import Measure, OfEachMarket, Role
from tradesim.measures.workings import market_disruption, market_licences, output_lost

SECTION = "Supply disruption"
DISRUPTION = OfEachMarket(market_disruption)
LICENCES = OfEachMarket(market_licences)

OUTPUT = (
    Measure(
        "output_lost_share",
        "Wanted output not made, (wanted - output) / wanted over the whole run, wanted = "
        "min(demand, capacity); a country's final buyers weigh by the value of usual output, "
        "equally where a value is missing.",
        "share",
        ARIO,
        function=output_lost,
        label="Share of output lost",
        sentence="share of output lost in {destination}",
        role=Role.HARM,
        rank=20,
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "output_lost_weeks",
        "Wanted output of a country not made, in weeks of usual output.",
        "week of usual output",
        ARIO,
        function=output_lost,
        label="Output lost",
        sentence="output lost in {destination}",
        role=Role.HARM,
        rank=10,
        tile="Output lost in {destination}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "output_lost_value",
        "Wanted output of a country not made, at the value of usual output; where the scenario "
        "gives all its values.",
        "USD million",
        ARIO,
        function=output_lost,
        label="Value of output lost",
        sentence="value of output lost in {destination}",
        role=Role.HARM,
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
)

STOCKS = (
    Measure(
        "unmet_need",
        "Need for an item that the stocks of a country's buyers did not meet, over the whole run.",
        "{unit}",
        ARIO,
        function=DISRUPTION,
        label="Need not met",
        sentence="unmet need for {item} in {destination}",
        role=Role.HARM,
        rank=40,
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "weeks_below_safety_stock",
        "Weeks that end with some buyer of the country holding less than its safety cover.",
        "week",
        function=DISRUPTION,
        label="Weeks with too little in stock",
        sentence="weeks below safety stock of {item} in {destination}",
        role=Role.HARM,
        rank=50,
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "stocked_out",
        "1 where some buyer's stock did not meet its need in some week, else 0; the mean is the "
        "share of runs.",
        "share of runs",
        function=DISRUPTION,
        label="Runs in which stock runs out",
        sentence="share of runs out of {item} in {destination}",
        role=Role.HARM,
        rank=30,
        domain=SHARE,
        section=SECTION,
    ),
    Measure(
        "time_to_survive",
        "Weeks from the first entry into force of a control on the item to the first stock-out; "
        "no value in a run without one.",
        "week",
        SURVIVAL,
        function=DISRUPTION,
        label="Time until stock runs out",
        sentence="time until {item} runs out in {destination}",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "time_to_recover",
        "Weeks from the lowest stock cover since the first entry into force, whatever lowered it, "
        "back to 95 % of the mean cover of the year before the announcement; 0 where it never fell "
        "below, no value where it had not recovered at the end.",
        "week",
        SURVIVAL,
        function=DISRUPTION,
        label="Time until stock has recovered",
        sentence="time until stock of {item} in {destination} has recovered",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "price_peak",
        "Highest week of the price index of the market: the suppliers' prices, without duty.",
        "multiple of baseline",
        function=DISRUPTION,
        label="Highest price",
        sentence="highest price of {item} in {destination}",
        role=Role.COST,
        rank=130,
        tile="Highest price of {item}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
)

APPLICATIONS = (
    Measure(
        "licences_filed",
        "Applications filed for an item.",
        "applications",
        LICENSING,
        function=LICENCES,
        label="Licences applied for",
        sentence="licences of {origin} applied for, for {item} to {destination}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "licences_granted",
        "Applications approved, in full or in part.",
        "applications",
        LICENSING,
        function=LICENCES,
        label="Licences granted",
        sentence="licences granted by {origin} for {item} to {destination}",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "licences_refused",
        "Applications refused.",
        "applications",
        LICENSING,
        function=LICENCES,
        label="Licences refused",
        sentence="licences refused by {origin} for {item} to {destination}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "licence_waiting_weeks",
        "Mean time from filing to decision of the applications decided; no value where none was.",
        "week",
        LICENSING,
        function=LICENCES,
        label="Wait for a licence",
        sentence="wait for a licence of {origin} for {item} to {destination}",
        rank=140,
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
)

MEASURES = (*OUTPUT, *STOCKS, *APPLICATIONS)
"""In the order in which they are worked out."""
