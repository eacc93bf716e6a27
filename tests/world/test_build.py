"""From scenario to world: names, rows, links, and what plants not yet built mean."""

from pathlib import Path

import numpy as np
import pytest

from tests.living import lived, weeks_of, world_of
from tradesim.scenario import Scenario, apply, load
from tradesim.scenario.synthetic import synthetic

WORLDS = Path(__file__).parents[1] / "worlds"


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLDS / "one_market.yaml")


def test_links_are_sorted_by_buyer_need_and_supplier(scenario: Scenario) -> None:
    assert world_of(scenario).layout.link_ids == (
        "Maker|acid|North",
        "Maker|acid|South",
        "Maker|acid|West",
        "Other|acid|North",
    )
    world = world_of(synthetic(buyers=50, suppliers=30))
    rows = [(link.need, link.supplier) for link in world.layout.link_rows]
    assert rows == sorted(rows)


def test_the_baseline_follows_from_use_and_shares(scenario: Scenario) -> None:
    world = world_of(scenario, [0])
    assert world.supplier.baseline_sales[:, 0].tolist() == pytest.approx([40, 20, 0])
    assert world.link.placed[:, 0].tolist() == pytest.approx([30, 20, 0, 10])
    assert world.link.in_transit[:, 0].tolist() == pytest.approx([120, 20, 0, 10])
    assert world.need.stock[:, 0].tolist() == pytest.approx([200, 40])


def test_use_follows_down_a_chain_of_processors(scenario: Scenario) -> None:
    tree = scenario.model_dump(exclude_unset=True)
    tree["items"] += [{"name": f"feed {n}", "customs_group": "feeds", "unit": "t"} for n in (1, 2)]
    mill = {"country": "BBB", "capacity": 100, "price": 10}
    tree["suppliers"] += [
        {"name": "Mill", "item": "feed 1", "recipe": [use("feed 2", "Mine", 50)], **mill},
        {"name": "Mine", "item": "feed 2", **mill},
    ]
    tree["suppliers"][1]["recipe"] = [use("feed 1", "Mill", 200)]
    world = world_of(Scenario.model_validate(tree), [0])
    sales = dict(zip(world.layout.supplier_row, world.supplier.baseline_sales[:, 0], strict=True))
    assert sales["South"] == pytest.approx(20)
    assert sales["Mill"] == pytest.approx(40)
    assert sales["Mine"] == pytest.approx(20)


def use(item: str, source: str, amount: float) -> dict[str, object]:
    return {"item": item, "baseline_use": amount, "sources": {source: 1}}


def unbuilt(scenario: Scenario) -> Scenario:
    """Return the world with West still to be built, to 40 t a week, and with a recipe."""
    tree = scenario.model_dump(exclude_unset=True)
    tree["items"] += [{"name": "feed", "customs_group": "feeds", "unit": "t"}]
    mine = {"name": "Mine", "country": "BBB", "item": "feed", "capacity": 100, "price": 10}
    tree["suppliers"] += [mine]
    west = {"capacity": 0, "learning_exponent": 0.3, "recipe": [use("feed", "Mine", 80)]}
    tree["suppliers"][2] |= west
    growth = next(p for p in tree["policies"] if p["name"] == "growth")
    growth["supplier"] = "West"
    return Scenario.model_validate(tree)


def test_a_plant_to_be_built_uses_inputs_and_learns_by_its_planned_capacity(
    scenario: Scenario,
) -> None:
    world = world_of(unbuilt(scenario), [0])
    assert world.need.recipe[2, 0] == pytest.approx(2)
    for _ in weeks_of(world):
        pass
    made, cost = world.supplier.produced[2, 0], world.supplier.unit_cost[2, 0]
    assert made > 90
    assert cost == pytest.approx(700 * ((40 * 52 + made) / (40 * 52)) ** -0.3)
    assert 600 < cost < 700


def test_a_plant_that_is_never_built_makes_nothing(scenario: Scenario) -> None:
    tree = unbuilt(scenario).model_dump(exclude_unset=True)
    tree["policies"] = [p for p in tree["policies"] if p["name"] != "growth"]
    panels = lived(Scenario.model_validate(tree)).panels
    assert not panels["production"][:, 2].any()
    assert np.isfinite(panels["unit_cost"]).all()


def test_lead_times_come_from_routes_then_from_the_defaults(scenario: Scenario) -> None:
    assert world_of(scenario).link.lead_time[:, 0].tolist() == [4, 1, 1, 1]
    tree = scenario.model_dump(exclude_unset=True)
    tree["routes"] = [
        {"origin": "AAA", "destination": "BBB", "lead_time_weeks": 2},
        {"origin": "BBB", "destination": "BBB", "lead_time_weeks": 0},
    ]
    routed = Scenario.model_validate(tree)
    assert world_of(routed).link.lead_time[:, 0].tolist() == [2, 0, 0, 1]


def test_a_horizon_of_a_year_has_its_weeks(scenario: Scenario) -> None:
    year = apply(scenario, {"end": "2020-01-05"})
    calendar = world_of(year).layout.calendar
    assert calendar.weeks == 52
    assert str(calendar.mondays[-1]) == "2019-12-30"
