"""What a scenario must satisfy beyond its schema: names, dates, sources and units that agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tradesim.errors import OverrideError
from tradesim.scenario.blocks import written
from tradesim.scenario.checks import (
    classroom,
    countries,
    dates,
    destinations,
    instruments,
    names,
    rules,
    sourcing,
    texts,
    units,
)
from tradesim.scenario.paths import AmbiguousPathError, resolve
from tradesim.scenario.schema import BuyerEntry, Scenario, SupplierEntry
from tradesim.scenario.wording import Finding

SAID_OF_FIRMS = ("id", "name", "owner", "country", "item", "product", "owners")
"""Fields of firms that name them, or that others speak of."""


def check(scenario: Scenario) -> list[Finding]:
    """Return everything that does not agree in a scenario the schema accepts."""
    tree = written(scenario)
    return [
        *names.check(tree),
        *texts.check(tree),
        *_policies(scenario, tree),
        *sourcing.check(scenario),
        *_of_the_whole(scenario),
        *units.check(scenario, tree),
    ]


def check_around_firms(scenario: Scenario) -> list[Finding]:
    """Return everything that does not agree beside the needs of firms and the fields of firms.

    Their names are told apart, and whoever else names them is checked.
    """
    rest = scenario.model_copy(update={"suppliers": [], "buyers": []})
    tree = rest.model_dump(exclude_unset=True)
    firms = {
        "suppliers": [_said_of(plant) for plant in scenario.suppliers],
        "buyers": [_said_of(buyer) for buyer in scenario.buyers],
    }
    return [
        *names.check(tree | firms, walked=tree),
        *texts.check(tree | firms),
        *_policies(scenario, tree),
        *sourcing.check_rest(scenario),
        *_of_the_whole(scenario),
        *units.check(rest, tree | firms),
    ]


def _policies(scenario: Scenario, tree: dict[str, Any]) -> list[Finding]:
    return [
        *countries.check(tree),
        *dates.check(scenario),
        *destinations.check(scenario),
    ]


def _of_the_whole(scenario: Scenario) -> list[Finding]:
    return [
        *instruments.check(scenario),
        *rules.check(scenario),
        *_variants(scenario),
        *classroom.check(scenario),
    ]


def _variants(scenario: Scenario) -> Iterator[Finding]:
    """Yield the paths of variants that lead nowhere."""
    for name, variant in scenario.variants.items():
        for dotted in variant.set:
            try:
                resolve(scenario, dotted)
            except AmbiguousPathError:  # two entries of one name: that is what is wrong
                continue
            except OverrideError as error:
                yield Finding(("variants", name, "set", dotted), error.message)


def _said_of(firm: SupplierEntry | BuyerEntry) -> dict[str, Any]:
    """Return what others may speak of a firm as plain data, and that it has a recipe."""
    given = firm.model_fields_set
    said = {field: getattr(firm, field) for field in SAID_OF_FIRMS if field in given}
    if isinstance(firm, SupplierEntry) and firm.recipe:
        said["recipe"] = [True]
    return said
