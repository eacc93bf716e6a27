"""Supply shocks: capacity lost at once, and given back over time."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.living import lived, world_of
from tradesim.docking import dock
from tradesim.policies.supply_shock import SupplyShock
from tradesim.records.events import policy_events
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario

FIRE: dict[str, Any] = {
    "kind": "supply_shock", "name": "fire", "date": "2019-07-01", "lost_share": 1,
    "repair_weeks": 10, "ramp_weeks": 5,
}  # fmt: skip
WEEK = 25


def struck(market: Scenario, **changes: Any) -> Scenario:
    tree = market.model_dump(exclude_unset=True)
    tree["shocks"] = [FIRE | changes]
    return Scenario.model_validate(tree)


def test_capacity_goes_at_once_and_comes_back_over_time(market: Scenario) -> None:
    capacity = lived(struck(market, suppliers=["North"])).panels["capacity"][:, 0, 0]
    assert capacity[WEEK - 1] == 100
    assert capacity[WEEK] == capacity[WEEK + 10] == 0
    assert capacity[WEEK + 12] == pytest.approx(40)
    assert capacity[WEEK + 15] == capacity[-1] == 100


def test_others_take_over_and_production_stops_in_the_plant_hit(market: Scenario) -> None:
    panels = lived(struck(market, suppliers=["North"], repair_weeks=60)).panels
    assert panels["production"][WEEK + 1, 0, 0] == 0
    assert panels["production"][WEEK + 30, 1, 0] > 1.2 * panels["production"][0, 1, 0]


def test_plants_of_a_country_are_hit_together(market: Scenario) -> None:
    by_name = lived(struck(market, suppliers=["South", "West"], lost_share=0.5)).panels
    by_country = lived(struck(market, country="BBB", lost_share=0.5)).panels
    for name in ("capacity", "arrivals"):
        assert (by_name[name] == by_country[name]).all()
    items = lived(struck(market, country="BBB", items=["acid"], lost_share=0.5)).panels
    assert (items["capacity"] == by_country["capacity"]).all()


def test_shocks_on_one_plant_multiply(market: Scenario) -> None:
    tree = market.model_dump(exclude_unset=True)
    half = FIRE | {"lost_share": 0.5, "suppliers": ["North"]}
    tree["shocks"] = [half, half | {"name": "flood"}]
    capacity = lived(Scenario.model_validate(tree)).panels["capacity"][:, 0, 0]
    assert capacity[WEEK] == 25


def test_it_stands_in_the_events_and_may_be_idle(market: Scenario) -> None:
    scenario = struck(market, suppliers=["North"])
    (event,) = [e for e in policy_events(world_of(scenario).layout) if "fire" in e.detail]
    assert (event.kind, event.target, event.item) == ("shock happened", "North", "acid")
    assert [s for s in idle_policies(scenario, 1) if "fire" in s] == []
    nothing = list(idle_policies(struck(market, suppliers=["North"], lost_share=0), 1))
    assert any("'fire' changes no outcome: it takes no capacity away" in said for said in nothing)


def test_engines_agree_on_plants_lost(market: Scenario) -> None:
    assert dock(struck(market, country="AAA", lost_share=0.7)).bit_equal


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({}, "give 'suppliers', or 'country'"),
        ({"suppliers": ["North"], "country": "AAA"}, "give 'suppliers', or 'country'"),
        ({"suppliers": ["North"], "items": ["acid"]}, "a plant makes one item"),
    ],
)
def test_a_shock_that_hits_nobody_or_is_said_twice_is_refused(where: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        SupplyShock.model_validate(FIRE | where)
