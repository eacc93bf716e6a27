"""What every summary measure means: one number a run."""

from __future__ import annotations

from tradesim.measures.definition import (
    ARIO,
    EVENTS,
    HIRSCHMAN,
    LICENSING,
    SURVIVAL,
    Definition,
    indexed,
)

DISRUPTION = indexed(
    Definition(
        "output_lost_share",
        "Wanted output not made, (wanted - output) / wanted over the whole run, wanted = "
        "min(demand, capacity); a country's chipmakers weigh by the value of baseline output, "
        "equally where a value is missing.",
        "share",
        ARIO,
    ),
    Definition(
        "output_lost_weeks",
        "Wanted output of a country not made, in weeks of baseline output.",
        "week of baseline output",
        ARIO,
    ),
    Definition(
        "output_lost_value",
        "Wanted output of a country not made, at the value of baseline output; where the scenario "
        "gives all its values.",
        "USD million",
        ARIO,
    ),
    Definition(
        "unmet_need",
        "Need for an item that the stocks of a country's buyers did not meet, over the whole run.",
        "{unit}",
        ARIO,
    ),
    Definition(
        "weeks_below_safety_stock",
        "Weeks that end with some buyer of the country holding less than its safety cover.",
        "week",
    ),
    Definition(
        "stocked_out",
        "1 where some buyer's stock did not meet its need in some week, else 0; the mean is the "
        "share of runs.",
        "share of runs",
    ),
    Definition(
        "time_to_survive",
        "Weeks from the first entry into force of a control on the item to the first stock-out; "
        "no value in a run without one.",
        "week",
        SURVIVAL,
    ),
    Definition(
        "time_to_recover",
        "Weeks from the lowest stock cover since the first entry into force, whatever lowered it, "
        "back to 95 % of the mean cover of the year before the announcement; 0 where it never fell "
        "below, no value where it had not recovered at the end.",
        "week",
        SURVIVAL,
    ),
    Definition(
        "price_peak",
        "Highest week of the price index of the market: the suppliers' prices, without duty.",
        "multiple of baseline",
    ),
    Definition("licences_filed", "Applications filed for an item.", "applications", LICENSING),
    Definition(
        "licences_granted",
        "Applications approved, in full or in part.",
        "applications",
        LICENSING,
    ),
    Definition("licences_refused", "Applications refused.", "applications", LICENSING),
    Definition(
        "licence_waiting_weeks",
        "Mean time from filing to decision of the applications decided; no value where none was.",
        "week",
        LICENSING,
    ),
)
"""Measures of supply disruption, by name."""

MOMENTS = {
    "start": "in the week before the first policy",
    "worst": "at its highest from the week before the first policy on",
    "end": "in the last week",
}
"""When concentration is measured."""

TIERS = {
    "": "",
    "looked_through_": " Looked through: a processor's share goes to those it bought its critical "
    "inputs from, in proportion to its purchases of the 13 weeks at baseline prices. Given only "
    "where a processor supplies the market; elsewhere it equals the first tier.",
}
"""At which tier, by what a name begins with."""

WINDOW = "of the arrivals of 13 weeks, domestic deliveries included"

HHI = {
    owner: Definition(
        f"hhi_by_{owner}",
        f"Herfindahl-Hirschman index, the sum of squared shares by {of} {WINDOW},",
        "index, 0 to 1",
        HIRSCHMAN,
    )
    for owner, of in (
        ("supplier", "supplier (plant)"),
        ("country", "country where the plant stands"),
        ("owner", "owner of the plant"),
    )
}

DEPENDENCE = indexed(
    Definition(
        "effective_suppliers",
        f"Effective number of suppliers, 1 / HHI by supplier {WINDOW},",
        "suppliers",
        "Laakso & Taagepera (1979); Adelman (1969)",
    ),
    Definition("top_share", f"Share of the largest supplier {WINDOW},", "share"),
    Definition(
        "imposing_country_share",
        f"Share of the plants of a country that controls its exports to the destination, of this "
        f"item or of another, {WINDOW},",
        "share",
    ),
    Definition("self_sufficiency", f"Share of the country's own plants {WINDOW},", "share"),
)


def _at(definition: Definition, moment: str, prefix: str) -> Definition:
    return Definition(
        f"{prefix}{definition.name}_{moment}",
        f"{definition.meaning} {MOMENTS[moment]}.{TIERS[prefix]}",
        definition.unit,
        definition.source,
    )


DIVERSIFICATION = indexed(
    *(
        _at(index, moment, prefix)
        for prefix in TIERS
        for index in HHI.values()
        for moment in MOMENTS
    ),
    *(
        _at(measure, moment, prefix)
        for prefix in TIERS
        for measure in DEPENDENCE.values()
        for moment in ("start", "end")
    ),
    *(
        Definition(
            f"qualified_sources_{moment}",
            f"Qualified suppliers of a buyer, mean weighted by use in the first week, "
            f"{MOMENTS[moment]}.",
            "sources",
        )
        for moment in ("start", "end")
    ),
)
"""Measures of diversification, by name."""

TRADE_OFFS = indexed(
    Definition(
        "exporter_revenue_lost_under_control",
        "Revenue of the imposing country's plants from the partner, for the controlled items, "
        "below its mean of the 52 weeks before the first announcement, added up over the weeks in "
        "which a control binds the item; negative is a gain.",
        "USD million",
    ),
    Definition(
        "exporter_revenue_lost_for_good",
        "The same shortfall in the last 52 weeks, whether or not a control still binds.",
        "USD million/year",
    ),
    Definition(
        "market_share_not_regained",
        "Share of the imposing country's plants in the quantity that arrived in the 52 weeks "
        "before the first announcement, minus their share in the last 52 weeks.",
        "percentage point",
    ),
    Definition(
        "third_country_gain",
        "Revenue of a third country's plants from the partner, for the controlled items, above its "
        "mean of the 52 weeks before the first announcement, added up since the entry into force.",
        "USD million",
    ),
    Definition(
        "domestic_gain", "The same gain of the partner's own plants at home.", "USD million"
    ),
    Definition(
        "extra_input_cost",
        "What the country's buyers paid for an item since the first announcement above the mean "
        "unit value of the 52 weeks before, value - quantity * unit value; a shift to dearer "
        "suppliers counts, duty and the cost of holding more stock do not.",
        "USD million",
    ),
    Definition(
        "stock_holding_cost",
        "What it cost the country's buyers to hold more of an item than in the first week: stock "
        "above that of the first week * unit value of the 52 weeks before the first announcement * "
        "20 % a year, over the whole run; negative where they held less.",
        "USD million",
    ),
    Definition(
        "duty_paid",
        "Duty that the country's buyers paid its government under its tariffs, over the whole run; "
        "only where there is a tariff.",
        "USD million",
    ),
    Definition(
        "public_spending",
        "Public money for substitution investments announced within the run, cost * public share, "
        "by country of the plant.",
        "USD million",
    ),
    Definition(
        "subsidy_per_point",
        "Public money for the country's own plants of an item over the percentage points by which "
        "the imposing country's share fell from start to end; no value where it did not fall.",
        "USD million/percentage point",
    ),
)
"""Measures of cost and trade-offs, by name."""

VALUATION = indexed(
    Definition(
        "share_price_lowest",
        "Lowest week of the share-price index of an exporter under control.",
        "index, start = 100",
        EVENTS,
    ),
    Definition(
        "share_price_end",
        "Share-price index of an exporter under control in the last week.",
        "index, start = 100",
        EVENTS,
    ),
    Definition(
        "abnormal_return",
        "Return of an exporter's share-price index in the week a control on it is announced, minus "
        "the market's, the mean of all firms weighted by revenue in the first week.",
        "share",
        EVENTS,
    ),
)
"""Measures of valuation, by name."""
