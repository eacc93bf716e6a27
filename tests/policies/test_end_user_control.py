"""End-user controls: which goods, to whom, made where."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.living import lived, weeks_of, world_of
from tradesim.policies.effects import BAN, DENIAL, FREE
from tradesim.policies.end_user_control import EndUserControl, Threshold
from tradesim.scenario import Scenario, apply

BINDS, ENDS = 25, 78
"""Weeks of 2019-07-01 and 2020-07-06."""

SERVERS = "Beta Servers|fine chip|Gamma Fine"
PHONES = "Beta Phones|fine chip|Gamma Fine"


def covered(scenario: Scenario, **changes: Any) -> list[str]:
    changed = apply(scenario, {f"policies.order.{name}": v for name, v in changes.items()})
    world = world_of(changed)
    return [world.layout.link_names[row] for row in world.licence.link]


def test_it_covers_the_named_end_users_of_what_lies_within_its_thresholds(
    alone: Callable[..., Scenario],
) -> None:
    order = alone("order")
    assert covered(order) == [SERVERS]
    assert covered(order, buyers=None) == [SERVERS, PHONES]
    coarse = [{"attribute": "node_nm", "at_least": 10}]
    assert covered(order, thresholds=coarse) == ["Beta Servers|coarse chip|Gamma Coarse"]
    assert len(covered(order, thresholds=[])) == 3  # both chips, and acid of the imposer's plant


def test_territorial_reach_leaves_out_plants_abroad(alone: Callable[..., Scenario]) -> None:
    assert covered(alone("order"), reach="territorial") == []


def test_a_plant_that_does_not_use_the_technology_is_out_of_reach(
    alone: Callable[..., Scenario],
) -> None:
    free = apply(alone("order"), {"suppliers.Gamma Fine.technology_origin": "CCC"})
    assert covered(free) == []


@pytest.mark.parametrize(("presumption", "level"), [("denial", DENIAL), ("ban", BAN)])
def test_it_binds_at_its_level_until_it_is_lifted(
    alone: Callable[..., Scenario], presumption: str, level: int
) -> None:
    world = world_of(apply(alone("order"), {"policies.order.presumption": presumption}))
    for week in weeks_of(world):
        expected = level if BINDS <= week < ENDS else FREE
        assert (world.licence.level == expected).all(), week


def test_under_presumption_of_denial_some_goods_pass_and_under_a_ban_none(
    alone: Callable[..., Scenario],
) -> None:
    filed, granted = [], []
    for presumption in ("denial", "ban"):
        order = apply(alone("order"), {"policies.order.presumption": presumption})
        panels = lived(order, range(8)).panels
        filed.append(panels["filed"].sum())
        granted.append(panels["granted"].sum())
    assert filed[0] > granted[0] > 0
    assert filed[1] == granted[1] == 0


def test_denial_is_presumed_unless_the_scenario_says_otherwise() -> None:
    order = {"imposer": "AAA", "partner": "BBB", "effective": "2019-07-01"}
    control = EndUserControl.model_validate({"kind": "end_user_control", "name": "it", **order})
    assert control.terms.approval_odds.value == 0.05
    assert control.terms.review_weeks.value == 13


def test_a_threshold_includes_its_bound_and_passes_over_what_lacks_the_attribute() -> None:
    fine = Threshold(attribute="node_nm", at_most=7)
    assert fine.meets({"node_nm": 7})
    assert not fine.meets({"node_nm": 7.1})
    assert not fine.meets({"layers": 7})
    between = Threshold(attribute="node_nm", at_least=5, at_most=7)
    assert [between.meets({"node_nm": n}) for n in (4, 5, 8)] == [False, True, False]
