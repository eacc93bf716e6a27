"""What the page calls a measure that a scenario asks about and gives no label."""

from __future__ import annotations

import re

from tradesim.experiments.columns import column_key
from tradesim.measures.definitions import SUMMARY
from tradesim.scenario import Scenario
from tradesim.scenario.naming import label_of, units, words

LONGEST = 80
"""Letters of a label, as many as a scenario may give one."""

NAMES = {
    "output_lost_share": "Share of output lost",
    "output_lost_weeks": "Output lost",
    "output_lost_value": "Value of output lost",
    "unmet_need": "Need not met",
    "weeks_below_safety_stock": "Weeks with too little in stock",
    "stocked_out": "Runs in which stock runs out",
    "time_to_survive": "Time until stock runs out",
    "time_to_recover": "Time until stock has recovered",
    "price_peak": "Highest price",
    "licences_filed": "Licences applied for",
    "licences_granted": "Licences granted",
    "licences_refused": "Licences refused",
    "licence_waiting_weeks": "Wait for a licence",
    "hhi_by_supplier": "Concentration by plant",
    "hhi_by_country": "Concentration by country",
    "hhi_by_owner": "Concentration by owner",
    "effective_suppliers": "Effective number of suppliers",
    "top_share": "Share of the largest supplier",
    "imposing_country_share": "Share of the country that controls its exports",
    "self_sufficiency": "Share made at home",
    "qualified_sources": "Qualified sources",
    "exporter_revenue_lost_under_control": "Exporters' sales lost under control",
    "exporter_revenue_lost_for_good": "Exporters' sales lost for good",
    "market_share_not_regained": "Market share not regained",
    "third_country_gain": "Gain of suppliers elsewhere",
    "domestic_gain": "Gain of suppliers at home",
    "extra_input_cost": "Cost of dearer goods",
    "stock_holding_cost": "Cost of storing more",
    "duty_paid": "Duty paid",
    "public_spending": "Public money spent",
    "subsidy_per_point": "Public money for a point of market share",
    "share_price_lowest": "Lowest share price",
    "share_price_end": "Share price at the end",
    "abnormal_return": "Fall or rise of the share price when announced",
}
"""What a class reads for a measure, by its name or by what it is taken of at several times."""

MOMENTS = {"_start": "before the first policy", "_worst": "at its highest", "_end": "at the end"}
"""When a measure is taken, by what its name ends with."""

LOOKED_THROUGH = "looked_through_"

UNITS = {
    "week": "weeks",
    "week of baseline output": "weeks of usual output",
    "percentage point": "percentage points",
}
"""Units as they follow a number."""


def measure_label(scenario: Scenario, measure: str) -> str:
    """Return what a measure is called, with the goods, countries and firms it is of.

    Args:
        scenario: Where the names come from.
        measure: A measure as in the runs of a batch.
    """
    name, item, origin, destination, actor = column_key(measure)
    goods = {each.name: label_of(each) for each in scenario.items}
    country = {each.code: each.name for each in scenario.countries}
    way = " to ".join(country.get(code, code) for code in (origin, destination) if code)
    way = f"from {way}" if origin and not destination else way
    places = ", ".join(part for part in (goods.get(item, item), way, actor) if part)
    told = f"{_name(name)} ({places})" if places else _name(name)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip(' ,(')}…"


def measure_unit(scenario: Scenario, measure: str) -> str:
    """Return the unit of a measure, as it follows a number."""
    name, item, *_ = column_key(measure)
    counted = SUMMARY[name].unit
    for each in scenario.items:
        if each.name == item:
            counted = counted.replace("{unit}", units(each.unit))
    return UNITS.get(counted, counted)


def _name(name: str) -> str:
    if name in NAMES:
        return NAMES[name]
    tier = ", looked through" if name.startswith(LOOKED_THROUGH) else ""
    rest = name.removeprefix(LOOKED_THROUGH)
    for ending, moment in MOMENTS.items():
        if rest.removesuffix(ending) in NAMES:
            return f"{NAMES[rest.removesuffix(ending)]} {moment}{tier}"
    return _first_words(name)


def _first_words(name: str) -> str:
    """Return how the definition of a measure begins; its name in words where it has none."""
    if name not in SUMMARY:
        return words(name)
    return re.split(r"[,;:(]|\. |\.$", SUMMARY[name].meaning, maxsplit=1)[0].strip()
