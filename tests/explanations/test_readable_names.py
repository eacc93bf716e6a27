"""Goods are told by what readers call them; by their names they are asked for and found."""

import pytest

from tests.explanations.worlds import BAN, lived, maker, need, plant, world
from tradesim.explanations import explain, shortages
from tradesim.explanations.explanation import Explanation

ACID = {"name": "raw_acid", "label": "Raw acid, 5N", "customs_group": "acids", "unit": "drum"}
FEED = {"name": "feed_stock", "label": "Feed stock", "customs_group": "feeds", "unit": "t"}
INPUT = {"item": "feed_stock", "baseline_use": 200, "sources": {"Mine": 1}}


@pytest.fixture(scope="module")
def found() -> Explanation:
    """Why a maker stood still whose plant at home had no feed of its own."""
    plants = [
        plant("Alpha", "BBB", item="raw_acid", recipe=[INPUT]),
        plant("Mine", "AAA", item="feed_stock", capacity=400),
    ]
    ban = BAN | {"items": ["feed_stock"]}
    scenario = world(
        ban, items=[ACID, FEED], suppliers=plants, buyers=[maker(needs=[need("raw_acid")])]
    )
    result = lived(scenario)
    week = next(each for each in shortages(result) if each.actor == "Maker").worst
    return explain(result, "Maker", week)


def test_a_chain_of_causes_names_goods_by_their_labels(found: Explanation) -> None:
    told = found.sentences()
    assert "Maker ran short of raw acid, 5N in the week" in told[0]
    assert "Weeks of cover of raw acid, 5N:" in told[1]
    assert any("Alpha lacked feed stock, of which it makes its goods" in each for each in told)
    assert any(" drums less than before" in each for each in told)
    assert not any("_" in each for each in told)


def test_the_item_is_still_found_by_its_name(found: Explanation) -> None:
    assert found.item == "raw_acid"
    assert found.document()["item"] == "raw_acid"


def test_a_plant_and_a_buyer_that_are_well_are_told_of_their_goods_by_label() -> None:
    plants = [plant("Alpha", "AAA", item="raw_acid")]
    scenario = world(
        BAN | {"items": ["raw_acid"], "effective": "2019-09-02"},
        items=[ACID, FEED],
        suppliers=plants,
        buyers=[maker(needs=[need("raw_acid")])],
    )
    result = lived(scenario)
    assert "weeks of raw acid, 5N (" in explain(result, "Maker", "2019-05-06").headline
    assert "drums of raw acid, 5N" in explain(result, "Alpha", "2019-05-06").headline
    held = explain(result, "Alpha", "2019-09-16")
    assert "drums of orders for raw acid, 5N unfilled" in held.headline
