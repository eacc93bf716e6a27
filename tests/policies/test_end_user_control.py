"""End-user controls: which goods, to whom, made where."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from tests.living import lived, same, weeks_of, with_policy, world_of
from tests.policies.conftest import INSTRUMENTS
from tradesim.docking import dock
from tradesim.errors import ScenarioError
from tradesim.measures.summary import measure_all
from tradesim.policies.effects import BAN, DENIAL, FREE
from tradesim.policies.end_user_control import EndUserControl
from tradesim.policies.end_user_rule import AttributeBound
from tradesim.records.outcomes import outcomes
from tradesim.scenario import Scenario, apply, load

BINDS, ENDS = 25, 78
"""Weeks of 2019-07-01 and 2020-07-06."""

SERVERS = "Beta Servers|fine chip|Gamma Fine"
PHONES = "Beta Phones|fine chip|Gamma Fine"


def covered(scenario: Scenario, **changes: Any) -> list[str]:
    changed = apply(scenario, {f"policies.order.{name}": v for name, v in changes.items()})
    world = world_of(changed)
    return [world.layout.link_ids[row] for row in world.licence.link]


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
    fine = AttributeBound(attribute="node_nm", at_most=7)
    assert fine.meets({"node_nm": 7})
    assert not fine.meets({"node_nm": 7.1})
    assert not fine.meets({"layers": 7})
    between = AttributeBound(attribute="node_nm", at_least=5, at_most=7)
    assert [between.meets({"node_nm": n}) for n in (4, 5, 8)] == [False, True, False]


LISTED: dict[str, Any] = {
    "kind": "end_user_control",
    "imposer": "CCC",
    "thresholds": [{"attribute": "node_nm", "at_most": 28}],
    "announced": "2019-06-17",
    "effective": "2019-07-01",
    "terms": {"approval_odds": 0.5, "review_weeks": 6},
}


def test_several_partners_fare_as_under_a_control_each(alone: Callable[..., Scenario]) -> None:
    bare = alone()
    together = with_policy(bare, **LISTED, partners=["BBB", "AAA"])
    apart = with_policy(bare, **LISTED, partner="BBB")
    apart = with_policy(apart, **LISTED | {"name": "other"}, partner="AAA")
    ours, theirs = lived(together, range(3)), lived(apart, range(3))
    assert ours.panels["filed"].any()
    assert same(ours, theirs) == []
    measures = [
        {figure.key: figure.values.tolist() for figure in measure_all(recording)}
        for recording in (ours, theirs)
    ]
    assert str(measures[0]) == str(measures[1])


def test_of_several_partners_each_has_its_own_applications(alone: Callable[..., Scenario]) -> None:
    recording = lived(with_policy(alone(), **LISTED, partners=["BBB", "AAA"]))
    filed = next(o for o in outcomes(recording) if o.name == "licences_filed")
    assert [(place.item, place.destination) for place in filed.places] == [
        ("fine chip", "BBB"),
        ("coarse chip", "BBB"),
        ("fine chip", "AAA"),
        ("coarse chip", "AAA"),
    ]
    assert filed.values.sum(axis=(0, 2)).tolist()[3] == 0.0  # Alpha buys no coarse chips
    assert (filed.values.sum(axis=(0, 2))[:3] > 0.0).all()


def test_engines_agree_on_several_partners(alone: Callable[..., Scenario]) -> None:
    assert dock(with_policy(alone(), **LISTED, partners=["BBB", "AAA"])).bit_equal


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "give 'partner', or 'partners'"),
        ({"partner": "BBB", "partners": ["AAA"]}, "give one or the other"),
        ({"partners": ["BBB", "BBB"]}, "names a country twice"),
        ({"partners": []}, "partners"),
        ({"partners": "BBB"}, "partners"),
        (
            {"partners": ["BBB", "AAA"], "available": True, "effective": None, "announced": None},
            "Write one control each",
        ),
    ],
)
def test_partners_that_make_no_sense_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        EndUserControl.model_validate(LISTED | {"name": "it"} | changes)


def test_a_partner_that_is_unknown_or_the_imposer_is_found(tmp_path: Path) -> None:
    whole = INSTRUMENTS.read_text(encoding="utf-8")
    for partners, said in (
        ("[BBB, BBC]", "'BBC' is not a country"),
        ("[BBB, AAA]", "'AAA' is the imposer itself"),
    ):
        file = tmp_path / "world.yaml"
        file.write_text(whole.replace("    partner: BBB\n", f"    partners: {partners}\n", 1))
        with pytest.raises(ScenarioError) as raised:
            load(file)
        assert said in str(raised.value)


def test_a_single_partner_in_a_list_is_a_partner() -> None:
    single = EndUserControl.model_validate(LISTED | {"name": "it", "partners": ["BBB"]})
    assert (single.target, single.destinations) == ("BBB", ("BBB",))
    again = EndUserControl.model_validate(single.model_dump(exclude_none=True))
    assert again == single


@pytest.mark.parametrize(
    ("reach", "whose"), [("territorial", "origin"), ("foreign_direct_product", "technology")]
)
def test_what_lies_near_a_control_goes_by_its_reach_too(reach: str, whose: str) -> None:
    order = {"imposer": "AAA", "partner": "BBB", "effective": "2019-07-01", "reach": reach}
    control = EndUserControl.model_validate({"kind": "end_user_control", "name": "it", **order})
    asked: list[dict[str, str]] = []

    def links(**where: str) -> Any:
        asked.append(where)
        return np.zeros(0, dtype=np.int64)

    control.nearby(SimpleNamespace(links=links), ["BBB", "CCC"])  # type: ignore[arg-type]
    assert asked == [{whose: "AAA", "destination": partner} for partner in ("BBB", "CCC")]
