"""Entity listings: who is met, by name or by owners, and who is not."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.living import world_of
from tradesim.docking import dock
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

LISTING = {
    "kind": "entity_listing", "name": "listing", "imposer": "AAA", "partners": "all",
    "entities": ["Holding"], "share_rule": 0.5, "reach": "foreign_direct_product",
    "items": ["fine chip"], "effective": "2019-07-01",
}  # fmt: skip

SERVERS = "Beta Servers|fine chip|Gamma Fine"
PHONES = "Beta Phones|fine chip|Gamma Fine"


@pytest.fixture
def listed(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(owners: dict[str, dict[str, float]], **changes: Any) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [LISTING | changes]}
        for buyer in tree["buyers"]:
            buyer["owners"] = owners.get(buyer["name"], {})
        return Scenario.model_validate(tree)

    return make


def covered(scenario: Scenario) -> list[str]:
    world = world_of(scenario)
    return [world.layout.link_ids[row] for row in world.licence.link]


def test_listed_owners_count_together_and_through_each_other(
    listed: Callable[..., Scenario],
) -> None:
    assert covered(listed({"Beta Servers": {"Holding": 0.5}})) == [SERVERS]
    assert covered(listed({"Beta Servers": {"Holding": 0.49}})) == []
    together = {"Beta Servers": {"Holding": 0.3, "Fund": 0.2}}
    assert covered(listed(together, entities=["Holding", "Fund"])) == [SERVERS]
    chain = {"Beta Servers": {"Holding": 0.6}, "Beta Phones": {"Beta Servers": 0.6}}
    assert covered(listed(chain)) == [SERVERS, PHONES]


def test_without_a_rule_those_named_alone_are_met(listed: Callable[..., Scenario]) -> None:
    owners = {"Beta Servers": {"Beta Phones": 1.0}}
    assert covered(listed(owners, entities=["Beta Phones"], share_rule=None)) == [PHONES]


def test_the_listed_grow_wary_and_their_country_does_not(listed: Callable[..., Scenario]) -> None:
    scenario = listed({}, entities=["Beta Phones"])
    layout = world_of(scenario).layout
    (policy,) = scenario.policies
    effects = [e for e in policy.effects(layout) if e.array == "link.announced_nearby"]
    told = {layout.link_ids[row] for effect in effects for row in effect.rows}
    assert {name.split("|")[0] for name in told} == {"Beta Phones"}


def test_both_engines_agree_on_it(listed: Callable[..., Scenario]) -> None:
    assert dock(listed({"Beta Servers": {"Holding": 0.7}}), range(2)).docked


def test_what_does_not_fit_is_refused(listed: Callable[..., Scenario]) -> None:
    found = check(listed({}, entities=["Beta Phones"], partners=["CCC"]))
    assert [finding.path for finding in found] == [("policies", 0, "entities", 0)]
    assert "stands in BBB" in found[0].message
    (unknown,) = check(listed({}, entities=["Holdong"]))
    assert "'Holdong' is not a buyer or owner" in unknown.message
    with pytest.raises(ValueError, match="more than the whole"):
        listed({"Beta Servers": {"A": 0.7, "B": 0.7}})
