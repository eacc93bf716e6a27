"""What the page says of a measure: its name, its unit, and which differences matter."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.experiments.columns import column_key
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import ShownOutcome
from tradesim.scenario.naming import in_prose, units, words
from tradesim.scenario.wording import Path
from tradesim.wording.lists import listed
from tradesim.wording.measure_units import UNITS
from tradesim.wording.said import said

LONGEST = 80
"""Letters of a label, as many as a scenario may give one."""


def asked_about(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Yield each measure that goals and bets are about, and where it is named."""
    for row, goal in enumerate(scenario.goals):
        for place, condition in enumerate(goal.conditions):
            yield ("goals", row, "conditions", place, "measure"), condition.measure
        for field, measure in (("minimise", goal.minimise), ("maximise", goal.maximise)):
            if measure is not None:
                yield ("goals", row, field), measure
    for row, bet in enumerate(scenario.bets):
        yield ("bets", row, "measure"), bet.measure


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


BY_UNIT = {
    "weeks of usual output": 0.1,
    "weeks": 1.0,
    "percentage points": 1.0,
    "share": 0.01,
    "USD million": 1.0,
    "USD million/year": 1.0,
}
"""Smallest difference worth speaking of, by the first words of a unit; judgements.

A tenth of a week of output is half a working day, a hundredth is a percentage point of a share.
"""

BY_SIZE = 0.05
"""The same for other units, as a share of the larger of two means; a judgement."""

BELOW_ZERO = {"_lost": "a gain", "_cost": "a saving"}
"""What a number below zero is, by a part of the name of its measure."""


def weight(scenario: Scenario, outcome: ShownOutcome) -> dict[str, float | str]:
    """Return what the page needs to weigh a difference of an outcome.

    ``matters`` is in the unit of the outcome, ``matters_share`` a share of the larger mean, and
    ``below_zero`` says what a number below zero is where the name of the measure counts a loss.

    Args:
        scenario: Where the unit comes from.
        outcome: An outcome of the page.
    """
    facts: dict[str, float | str] = {}
    name = outcome.measure.partition("[")[0]
    for part, told in BELOW_ZERO.items():
        if part in f"_{name}":
            facts["below_zero"] = told
    if outcome.matters is not None:
        return facts | {"matters": outcome.matters}
    counted = measure_unit(scenario, outcome.measure)
    for unit, least in BY_UNIT.items():
        if counted == unit or counted.startswith(f"{unit} "):
            return facts | {"matters": least}
    return facts | {"matters_share": BY_SIZE}
