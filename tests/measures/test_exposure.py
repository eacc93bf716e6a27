"""What hangs on one plant at any tier, worked out by hand for a small network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tradesim.measures.exposure import Exposure, plant_exposure
from tradesim.measures.usual import Usual
from tradesim.scenario import Scenario
from tradesim.scenario.synthetic import WorldSize, synthetic_tree
from tradesim.world.build import build_world

PRICES = {"mine": 1.0, "pit": 1.0, "left": 3.0, "right": 3.0, "gasco": 2.0, "idle": 1.0}


def network() -> dict[str, Any]:
    """Return a maker that buys parts of two plants, which buy ore of a mine and a pit, and gas.

    Left takes all its ore from the mine, right half of it; of the maker's parts left gives 60 %.
    Without gas half the maker's output is lost.
    """
    ore = {"item": "ore", "baseline_use": 10.0}
    return {
        "name": "diamond",
        "title": "A diamond",
        "description": "Two ways from the mine to the maker.",
        "start": "2001-01-01",
        "end": "2001-12-30",
        "countries": [{"code": "AAA", "name": "A land"}, {"code": "BBB", "name": "B land"}],
        "items": [
            {"name": name, "customs_group": name, "unit": "t"} for name in ("ore", "part", "gas")
        ],
        "suppliers": [
            plant("mine", "ore"),
            plant("pit", "ore"),
            plant("left", "part", recipe=[ore | {"sources": {"mine": 1.0}}]),
            plant("right", "part", recipe=[ore | {"sources": {"mine": 0.5, "pit": 0.5}}]),
            plant("gasco", "gas"),
            plant("idle", "gas"),
        ],
        "buyers": [
            {
                "name": "maker",
                "country": "BBB",
                "product": "cars",
                "output": 5.0,
                "needs": [
                    {
                        "item": "part",
                        "baseline_use": 10.0,
                        "sources": {"left": 0.6, "right": 0.4},
                    },
                    {
                        "item": "gas",
                        "baseline_use": 2.0,
                        "importance": "important",
                        "yield_loss": 0.5,
                        "sources": {"gasco": 1.0},
                        "candidates": ["idle"],
                    },
                ],
            }
        ],
    }


def plant(name: str, item: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "country": "AAA", "item": item, "capacity": 20.0, "price": PRICES[name],
            **more}  # fmt: skip


@pytest.fixture
def usual() -> Usual:
    return Usual.of(build_world(Scenario.model_validate(network()), 1, [0]))


@pytest.mark.parametrize(
    ("stopped", "of_maker"),
    [
        ("mine", 0.6 * 1.0 + 0.4 * 0.5),
        ("pit", 0.4 * 0.5),
        ("left", 0.6),
        ("right", 0.4),
        ("gasco", 0.5),
        ("idle", 0.0),
    ],
)
def test_a_stop_reaches_a_maker_by_every_way(usual: Usual, stopped: str, of_maker: float) -> None:
    lacking = Exposure(usual).stopped(np.array([usual.names.index(stopped)]))
    assert lacking[usual.names.index("maker"), 0] == pytest.approx(of_maker)


def test_the_plant_on_which_most_hangs_may_stand_at_the_second_tier(usual: Usual) -> None:
    found = {each.destination: each for each in plant_exposure(usual)}
    assert found["BBB"].actor == "mine"
    assert found["BBB"].values[0] == pytest.approx(0.8)


def test_what_is_worth_less_than_a_dollar_counts_at_what_is_stated() -> None:
    cheap = network()
    cheap["buyers"][0]["output_value"] = 0.5
    usual = Usual.of(build_world(Scenario.model_validate(cheap), 1, [0]))
    assert usual.value[usual.names.index("maker"), 0] == pytest.approx(5.0 * 0.5)


def test_a_country_of_plants_weighs_them_by_their_sales(usual: Usual) -> None:
    # in a usual week: 6 parts of left and 4 of right at 3, ore at 1 (of use 10 at a capacity of
    # 20), 2 t of gas at 2; ore: left 3, right 2, of which the mine sells 3 + 1 and the pit 1
    sales = {"left": 18.0, "right": 12.0, "mine": 4.0, "pit": 1.0, "gasco": 4.0, "idle": 0.0}
    for name, value in sales.items():
        assert usual.value[usual.names.index(name), 0] == pytest.approx(value)
    found = {each.destination: each for each in plant_exposure(usual)}
    assert found["AAA"].actor == "mine"
    hangs = sales["mine"] + sales["left"] + 0.5 * sales["right"]
    assert found["AAA"].values[0] == pytest.approx(hangs / sum(sales.values()))


def test_a_maker_without_a_stated_value_is_worth_its_inputs(usual: Usual) -> None:
    assert usual.value[0, 0] == pytest.approx(10.0 * 3.0 + 2.0 * 2.0)


def test_a_tier_is_the_shortest_way_to_a_final_buyer(usual: Usual) -> None:
    tiers = dict(zip(usual.names, usual.tiers.tolist(), strict=True))
    assert tiers == {
        "maker": 0, "left": 1, "right": 1, "gasco": 1, "mine": 2, "pit": 2, "idle": -1,
    }  # fmt: skip


def test_no_plant_has_more_than_the_one_that_is_found() -> None:
    tree = synthetic_tree(WorldSize(buyers=30, suppliers=20))
    usual = Usual.of(build_world(Scenario.model_validate(tree), 1, [0]))
    found = Exposure(usual)
    everyone = found.of(np.arange(30, 50)).max(axis=0)
    for number, country in enumerate(found.countries):
        assert found.largest(number)[1] == everyone[number], country
