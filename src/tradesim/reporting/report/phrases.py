"""Outcomes in words: for comparisons and batches, whose columns have machines' names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradesim.experiments.analysis import Outcome
from tradesim.reporting.report.numbers import writer
from tradesim.scenario.naming import beginning_small, words

MEASURES = {
    "output_lost_weeks": "output lost in {destination}",
    "output_lost_share": "share of output lost in {destination}",
    "unmet_need": "unmet need for {item} in {destination}",
    "stocked_out": "share of runs out of {item} in {destination}",
    "weeks_below_safety_stock": "weeks below safety stock of {item} in {destination}",
    "imposing_country_share_end": "{origin}'s share of {item} in {destination} at the end",
    "hhi_by_country_end": "concentration of {item} in {destination} at the end",
    "self_sufficiency_end": "own plants' share of {item} in {destination} at the end",
    "exporter_revenue_lost_under_control": "sales to {destination} lost by {origin} under control",
    "exporter_revenue_lost_for_good": "sales to {destination} lost by {origin} in the last year",
    "extra_input_cost": "extra cost of {item} in {destination}",
    "market_share_not_regained": "share of {item} in {destination} not regained by {origin}",
    "price_peak": "highest price of {item} in {destination}",
    "licence_waiting_weeks": "wait for a licence of {origin} for {item}",
    "domestic_gain": "gain of suppliers in {destination} itself",
    "third_country_gain": "gain of suppliers in {origin}",
}
"""What the measures that are told first are called in a sentence."""

HOLE = re.compile(r"{(item|origin|destination)}")

PERCENT = frozenset({"share", "share of runs"})
"""Units that are written as per cent."""


@dataclass(frozen=True)
class Phrases:
    """Names of a scenario's items and countries, for sentences.

    Attributes:
        items: Label of each item by name.
        countries: Name of each country by code.
    """

    items: Mapping[str, str]
    countries: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Mapping[str, Any]) -> Phrases:
        """Return the phrases of a resolved scenario."""
        return cls(
            {item["name"]: _small(item) for item in scenario.get("items", ())},
            {country["code"]: country["name"] for country in scenario.get("countries", ())},
        )

    def outcome(self, outcome: Outcome) -> str:
        """Return what an outcome is called: measure, item, countries, actor."""
        found = {
            "item": self.items.get(outcome.item, outcome.item),
            "origin": self.countries.get(outcome.origin, outcome.origin),
            "destination": self.countries.get(outcome.destination, outcome.destination),
        }
        template = MEASURES.get(outcome.measure)
        if template is not None and not outcome.actor:
            return HOLE.sub(lambda hole: found[hole[1]], template)
        pair = " to ".join(name for name in (found["origin"], found["destination"]) if name)
        about = ", ".join(part for part in (found["item"], pair, outcome.actor) if part)
        measure = outcome.measure.replace("_", " ")
        return f"{measure} ({about})" if about else measure


def _small(item: Mapping[str, Any]) -> str:
    """Return an item's label within a sentence."""
    label = str(item.get("label") or words(item["name"]))
    return beginning_small(label, f"{item['name']} {item.get('customs_group', '')}")


def value(number: float, unit: str) -> str:
    """Return a number with its unit as one says it."""
    if unit in PERCENT:
        return writer("percent")(number)
    said = writer("amount")(number)
    return f"{said} {unit}".strip() if unit != "index, 0 to 1" else said
