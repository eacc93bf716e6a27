"""Measures of cost and trade-offs: who lost, who gained, who paid."""

from __future__ import annotations

from tradesim.measures.domain import NOT_NEGATIVE, Domain
from tradesim.measures.measure import USD, Measure, OfEachMarket, Role
from tradesim.measures.workings import duties_paid, public_spending, rents, trade_offs

SECTION = "Cost and trade-offs"

SELLERS = (
    Measure(
        "exporter_revenue_lost_under_control",
        "Revenue of the imposing country's plants from the partner, for the controlled items, "
        "below its mean of the 52 weeks before the first announcement, added up over the weeks in "
        "which a control binds the item; negative is a gain.",
        USD,
        function=trade_offs,
        label="Exporters' sales lost under control",
        sentence="sales to {destination} lost by {origin} under control",
        role=Role.GAIN,
        rank=90,
        account="Exporters in {origin}, while controls bind",
        section=SECTION,
    ),
    Measure(
        "exporter_revenue_lost_for_good",
        "Revenue of the imposing country's plants from the partner, for the controlled items, in "
        "the last 52 weeks, below its mean of the 52 weeks before the first announcement, whether "
        "or not a control still binds; negative is a gain.",
        f"{USD}/year",
        function=trade_offs,
        label="Exporters' sales lost for good",
        sentence="sales to {destination} lost by {origin} in the last year",
        role=Role.GAIN,
        rank=100,
        account="Exporters in {origin}, last year",
        tile="Sales that exporters of {origin} lose for good",
        section=SECTION,
    ),
    Measure(
        "market_share_not_regained",
        "Share of the imposing country's plants in the quantity that arrived in the 52 weeks "
        "before the first announcement, minus their share in the last 52 weeks.",
        "percentage point",
        function=trade_offs,
        label="Market share not regained",
        sentence="share of {item} in {destination} not regained by {origin}",
        role=Role.GAIN,
        rank=120,
        domain=Domain(-100.0, 100.0),
        section=SECTION,
    ),
    Measure(
        "third_country_gain",
        "Revenue of a third country's plants from the partner, for the controlled items, above its "
        "mean of the 52 weeks before the first announcement, added up since the entry into force.",
        USD,
        function=trade_offs,
        label="Gain of suppliers elsewhere",
        sentence="gain of suppliers in {origin} that sell to {destination}",
        role=Role.GAIN,
        better="higher",
        rank=160,
        account="Suppliers in {origin}",
        section=SECTION,
    ),
    Measure(
        "domestic_gain",
        "Revenue of the partner's own plants at home, for the controlled items, above its mean of "
        "the 52 weeks before the first announcement, added up since the entry into force.",
        USD,
        function=trade_offs,
        label="Gain of suppliers at home",
        sentence="gain of suppliers in {destination} itself",
        role=Role.GAIN,
        better="higher",
        rank=150,
        account="Suppliers in {origin}",
        section=SECTION,
    ),
)

RENTS = OfEachMarket(rents)

PAYERS = (
    Measure(
        "extra_input_cost",
        "What the country's buyers paid for an item since the first announcement above the mean "
        "unit value of the 52 weeks before, value - quantity * unit value; a shift to dearer "
        "suppliers counts, duty and the cost of holding more stock do not.",
        USD,
        function=trade_offs,
        label="Cost of dearer goods",
        sentence="extra cost of {item} in {destination}",
        role=Role.COST,
        rank=110,
        account="Buyers, dearer goods: {item}",
        section=SECTION,
    ),
    Measure(
        "stock_holding_cost",
        "What it cost the country's buyers to hold more of an item than in the first week: stock "
        "above that of the first week * unit value of the 52 weeks before the first announcement * "
        "20 % a year, over the whole run; negative where they held less.",
        USD,
        function=trade_offs,
        label="Cost of storing more",
        sentence="cost of holding more {item} in {destination}",
        role=Role.COST,
        account="Buyers, more stock: {item}",
        section=SECTION,
    ),
    Measure(
        "duty_paid",
        "Duty that the country's buyers paid its government under its tariffs, over the whole run; "
        "only where there is a tariff.",
        USD,
        function=duties_paid,
        label="Duty paid",
        sentence="duty paid in {destination}",
        role=Role.COST,
        rank=115,
        account="Buyers, duty",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "rent_of_sellers",
        "Rent of binding controls in what buyers paid sellers of a country, over the whole run: "
        "arrivals * price * rent, also of sellers that no control holds; only of items whose use "
        "answers their price.",
        USD,
        function=RENTS,
        label="Rent of sellers under controls",
        sentence="rent of sellers in {origin} on {item} in {destination}",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "rent_of_quota_holders",
        "Rent of binding controls on what comes under a quota whose rights importers or a "
        "government hold, over the whole run; only of items whose use answers their price.",
        USD,
        function=RENTS,
        label="Rent of a quota's holders",
        sentence="rent of who holds quotas on {item} in {destination}",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "export_tax_paid",
        "Tax that buyers abroad paid the country's government on what left under its export taxes, "
        "over the whole run; only where there is one.",
        USD,
        function=duties_paid,
        label="Tax on exports paid",
        sentence="tax paid to {origin} on its exports",
        role=Role.COST,
        account="Buyers abroad, tax on exports of {origin}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "price_floor_paid",
        "What buyers abroad paid the country's plants above their price, since its minimum export "
        "price stood above it, (floor - price) * quantity that left, over the whole run; only "
        "where there is one. It is the plants' gain: their revenue is counted without it.",
        USD,
        function=duties_paid,
        label="Paid above the price under a price floor",
        sentence="paid above the price of {origin}'s plants under its price floor",
        role=Role.COST,
        account="Buyers abroad, price floor of {origin}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "public_spending",
        "Public money for substitution investments announced within the run, cost * public share, "
        "by country of the plant.",
        USD,
        function=public_spending,
        label="Public money spent",
        sentence="public money for new plants in {destination}",
        role=Role.COST,
        account="Treasury of {destination}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
    Measure(
        "subsidy_per_point",
        "Public money for the country's own plants of an item over the percentage points by which "
        "the imposing country's share fell from start to end; no value where it did not fall.",
        f"{USD}/percentage point",
        function=trade_offs,
        label="Public money for a point of market share",
        sentence="public money in {destination} for a point of {origin}'s share of {item}",
        domain=NOT_NEGATIVE,
        section=SECTION,
    ),
)

MEASURES = (*SELLERS, *PAYERS)
"""Measures of cost and trade-offs."""
