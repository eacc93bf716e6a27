"""What the page calls a measure that a scenario asks about and gives no label."""

from __future__ import annotations

from tradesim.experiments.columns import column_key
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario
from tradesim.scenario.naming import in_prose, units, words
from tradesim.wording.lists import listed
from tradesim.wording.measure_units import UNITS
from tradesim.wording.said import said

LONGEST = 80
"""Letters of a label, as many as a scenario may give one."""


def measure_label(scenario: Scenario, measure: str) -> str:
    """Return what a measure is called, with the goods, countries and firms it is of.

    Args:
        scenario: Where the names come from.
        measure: A measure as in the runs of a batch.
    """
    name, item, origin, destination, actor = column_key(measure)
    goods = {each.name: in_prose(each) for each in scenario.items}
    country = {each.code: each.name for each in scenario.countries}
    seller, buyer = (country.get(code, code) for code in (origin, destination))
    way = buyer
    if origin:
        way = said("from {origin}", origin=seller)
    if origin and destination:
        way = said("{origin} to {destination}", origin=seller, destination=buyer)
    places = [part for part in (goods.get(item, item), way, actor) if part]
    label = MEASURES[name].label if name in MEASURES else words(name)
    told = said("{measure} ({of})", measure=label, of=listed(places)) if places else label
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1].rstrip(' ,(')}…"


def measure_meaning(scenario: Scenario, measure: str) -> str:
    """Return what a measure is; of one's own, its formula where nothing is said of it."""
    name, *_ = column_key(measure)
    own = scenario.page.measures.get(name)
    return (own.meaning or own.formula) if own else MEASURES[name].meaning


def measure_unit(scenario: Scenario, measure: str) -> str:
    """Return the unit of a measure, as it follows a number."""
    name, item, *_ = column_key(measure)
    own = scenario.page.measures.get(name)
    counted = own.unit if own else MEASURES[name].unit
    for each in scenario.items:
        if each.name == item:
            counted = counted.replace("{unit}", units(each.unit))
    return UNITS.get(counted, counted)
