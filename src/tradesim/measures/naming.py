"""What measures are called: in a list, within a sentence, in an account; with what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario
from tradesim.scenario.naming import country_in_prose, in_prose, within_sentence, words

ABSENT = ""
"""What a measure is of where it is of all."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names of a scenario's items and countries, for sentences.

    Attributes:
        items: Label of each item by name.
        countries: Name of each country within a sentence, by code.
    """

    items: Mapping[str, str]
    countries: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Mapping[str, Any]) -> Phrases:
        """Return the phrases of a resolved scenario."""
        return cls(
            {item["name"]: _small(item) for item in scenario.get("items", ())},
            {
                country["code"]: country_in_prose(country["name"])
                for country in scenario.get("countries", ())
            },
        )

    @classmethod
    def of_each(cls, scenarios: Iterable[Scenario]) -> Phrases:
        """Return the phrases of scenarios, of the first of them that names a thing."""
        found = cls({}, {})
        for scenario in scenarios:
            items = {item.name: in_prose(item) for item in scenario.items}
            countries = {each.code: country_in_prose(each.name) for each in scenario.countries}
            found = cls(items | dict(found.items), countries | dict(found.countries))
        return found

    def measure(
        self,
        name: str,
        item: str = ABSENT,
        origin: str = ABSENT,
        destination: str = ABSENT,
        actor: str = ABSENT,
    ) -> str:
        """Return what a measure is called within a sentence, by these names."""
        thing = self.items.get(item, item.replace("_", " "))
        seller, buyer = (self.countries.get(code, code) for code in (origin, destination))
        return in_sentence(name, thing, seller, buyer, actor)


def _small(item: Mapping[str, Any]) -> str:
    """Return an item's label within a sentence."""
    label = str(item.get("label") or words(item["name"]))
    return within_sentence(label, item["name"], item.get("customs_group", ""))


def in_sentence(
    name: str,
    item: str = ABSENT,
    origin: str = ABSENT,
    destination: str = ABSENT,
    actor: str = ABSENT,
) -> str:
    """Return what a measure is called within a sentence, of items and countries by their names.

    What it is of and its sentence does not say follows it, so that no two are called the same.
    What is of less than its sentence says goes by its label; a measure that no entry knows, as of
    a package that is not installed, by its name.
    """
    entry = MEASURES.get(name)
    places = {"item": item, "origin": origin, "destination": destination, "actor": actor}
    sentence = entry.sentence if entry else ""
    said = {place for key, place in places.items() if f"{{{key}}}" in sentence}
    if entry and sentence and ABSENT not in said:
        unsaid = [place for place in places.values() if place and place not in said]
        return ", ".join([filled(entry.sentence, **places), *unsaid])
    called = entry.label[:1].lower() + entry.label[1:] if entry else name.replace("_", " ")
    pair = " to ".join(place for place in (origin, destination) if place)
    about = ", ".join(part for part in (item, pair, actor) if part)
    return f"{called} ({about})" if about else called


def filled(
    template: str,
    item: str = ABSENT,
    origin: str = ABSENT,
    destination: str = ABSENT,
    actor: str = ABSENT,
) -> str:
    """Return a template of the catalogue with its holes filled."""
    return template.format(item=item, origin=origin, destination=destination, actor=actor)
