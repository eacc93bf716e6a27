"""Outcomes in words: for comparisons and batches, whose columns have machines' names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tradesim.experiments.analysis import Outcome
from tradesim.measures.naming import in_sentence
from tradesim.scenario.naming import beginning_small, words
from tradesim.wording.numbers import writer

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
        places = (outcome.item, outcome.origin, outcome.destination, outcome.actor)
        return in_sentence(outcome.measure, *self.named(*places))

    def named(self, item: str, origin: str, destination: str, actor: str) -> tuple[str, ...]:
        """Return what item and countries are called within a sentence, and the actor."""
        countries = (self.countries.get(code, code) for code in (origin, destination))
        return (self.items.get(item, item), *countries, actor)


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
