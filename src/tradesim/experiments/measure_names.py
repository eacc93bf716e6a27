"""What names a measure: formulas of one's own, and the places that a column may be of.

It stands apart from what an experiment says of outcomes, since pages are checked without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tradesim.experiments.expressions import ExpressionError, parsed
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario
from tradesim.scenario.own_measure import OwnMeasure
from tradesim.scenario.wording import Finding, Path


def wrong_measure(place: Path, own: OwnMeasure, judge: Callable[[str], str]) -> Iterator[Finding]:
    """Yield what is wrong with a measure of one's own.

    Args:
        place: Where it stands; the last part is its name.
        own: The measure.
        judge: Says why a word of its formula is no measure; empty where it is one.
    """
    if place[-1] in MEASURES:
        yield Finding(place, f"'{place[-1]}' is a measure already; give yours another name.")
    try:
        words = parsed(own.formula).names()
    except ExpressionError as error:
        yield Finding((*place, "formula"), str(error))
        return
    for word in words:
        if said := judge(word):
            yield Finding((*place, "formula"), said)


def places_of(scenario: Scenario) -> dict[str, list[str]]:
    """Return what the columns of a scenario may be of.

    An actor is a final buyer, a plant or its owner; measures of packages may be of a policy.
    """
    countries = [country.code for country in scenario.countries]
    plants = [plant.name for plant in scenario.suppliers]
    owners = [plant.owner for plant in scenario.suppliers if plant.owner]
    chosen = [policy.name for policy in scenario.happenings]
    return {
        "item": [item.name for item in scenario.items],
        "origin": countries,
        "destination": countries,
        "actor": [*(maker.name for maker in scenario.buyers), *plants, *owners, *chosen],
    }
