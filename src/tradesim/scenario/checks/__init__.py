"""What a scenario must satisfy beyond its schema: names, dates, sources and units that agree."""

from __future__ import annotations

from tradesim.scenario.checks import (
    classroom,
    countries,
    dates,
    destinations,
    governments,
    instruments,
    names,
    rules,
    sourcing,
    texts,
    units,
    variants,
)
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding


def check(scenario: Scenario) -> list[Finding]:
    """Return everything that does not agree in a scenario the schema accepts."""
    tree = scenario.model_dump(exclude_unset=True)
    return [
        *names.check(tree),
        *texts.check(tree),
        *countries.check(tree),
        *dates.check(scenario),
        *destinations.check(scenario),
        *governments.check(scenario),
        *sourcing.check(scenario),
        *instruments.check(scenario),
        *rules.check(scenario),
        *units.check(scenario, tree),
        *variants.check(scenario),
        *classroom.check(scenario),
    ]
