"""The order of a week, and that within a stage nobody moves first."""

import random
from pathlib import Path

import numpy as np
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import lived, same
from tradesim.agents.seating import OneByOne
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, load
from tradesim.scenario.validation import examine
from tradesim.week import STAGES, live_week

WORLD = Path(__file__).parent / "worlds" / "two_countries.yaml"


def test_the_stages_come_in_the_order_of_the_model() -> None:
    assert list(STAGES) == [
        "govern", "decide", "build", "plan", "supply", "travel", "produce", "learn",
    ]  # fmt: skip
    for number, stage in enumerate(STAGES.values(), start=1):
        assert (stage.__doc__ or "").startswith(f"{number}. ")


@on(10)
@given(worlds())
def test_it_does_not_matter_who_moves_first(scenario: Scenario) -> None:
    ordered, shuffled = TradeModel(scenario), TradeModel(scenario)
    crowd = OneByOne(shuffled)
    chance = random.Random(1)
    for week in range(ordered.world.layout.calendar.weeks):
        for group in ("governments", "buyers", "sellers"):
            shuffled_group = list(getattr(crowd, group))
            chance.shuffle(shuffled_group)
            setattr(crowd, group, shuffled_group)
        for world, deciders in ((ordered.world, OneByOne(ordered)), (shuffled.world, crowd)):
            world.week = week
            live_week(world, deciders)
        assert np.array_equal(ordered.world.link.shipped, shuffled.world.link.shipped)
        assert np.array_equal(ordered.world.supplier.price, shuffled.world.supplier.price)
    assert np.array_equal(ordered.world.log.table(), shuffled.world.log.table())


def renamed(node: object, names: dict[str, str]) -> object:
    """Return plain data with names exchanged wherever they stand, in keys too."""
    if isinstance(node, dict):
        return {renamed(key, names): renamed(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [renamed(entry, names) for entry in node]
    return names.get(node, node) if isinstance(node, str) else node


def under_other_names(scenario: Scenario, names: dict[str, str]) -> Scenario:
    tree = scenario.model_dump(exclude_unset=True)
    other, findings = examine(renamed(tree, names))
    assert other is not None, findings
    assert not findings
    return other


@on(12)
@given(worlds(restless=True, chance=False))
def test_countries_plants_and_items_can_have_any_name(scenario: Scenario) -> None:
    names = {country.code: f"X{country.code[:2]}" for country in scenario.countries}
    names |= {plant.name: f"works {plant.name}" for plant in scenario.suppliers}
    names |= {maker.name: f"fab {maker.name}" for maker in scenario.buyers}
    names |= {item.name: f"good {item.name}" for item in scenario.items}
    assert same(lived(scenario), lived(under_other_names(scenario, names))) == []


def test_exchanging_the_names_of_two_items_exchanges_their_stories() -> None:
    scenario = load(WORLD)
    certain = {"review_spread": 0, "approval_odds": 1, "partial_odds": 0, "return_odds": 0}
    tree = scenario.model_dump(exclude_unset=True)
    for policy in tree["policies"]:
        if "imposer" in policy:
            policy["terms"] = certain
        if "build_weeks" in policy:
            policy["slippage_spread"] = 0
    for item in tree["items"]:
        item |= {"qualification_spread": 0, "qualification_odds": 1}
    first, second = (
        lived(under_other_names(Scenario.model_validate(tree), names))
        for names in ({}, {"acid": "film", "film": "acid"})
    )
    assert same(first, second) == []
    stories = [
        [recording.layout.items[flow.item].name for flow in recording.flows]
        for recording in (first, second)
    ]
    other = {"acid": "film", "film": "acid"}
    assert set(stories[0]) == set(other)
    assert stories[1] == [other[name] for name in stories[0]]


def test_a_different_item_has_a_different_story() -> None:
    panels = lived(load(WORLD)).panels["stock"]
    assert not np.allclose(panels[:, 0] / panels[0, 0], panels[:, 1] / panels[0, 1])
