"""Goods that settings have in common are lived once, and every number is as if each ran alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest

from tests.source_tree import modules
from tests.trunk.test_trunks import alone, assert_same, kept_weeks
from tradesim.measures.summary import measure_all
from tradesim.policies.reviewed_control import ReviewedControl
from tradesim.scenario import Scenario, apply, load, without
from tradesim.trunk.alongside import alongside
from tradesim.trunk.goods_and_offices import GoodsAndOffices
from tradesim.trunk.same_goods import leading
from tradesim.trunk.trunks import Trunks
from tradesim.web.page import Stage

RUNS = 2

GAS, LIQUID = "curb on HF gas", "curb on liquid HF"
CURBS = (GAS, LIQUID, "curb on EUV resist", "curb on polyimide")
LISTED = "white-list removal of Korea"


def terms(**values: object) -> dict[str, object]:
    """Terms of all four curbs."""
    return {f"policies.{name}.terms.{term}": to for name in CURBS for term, to in values.items()}


@pytest.fixture(scope="module")
def refused() -> Scenario:
    return apply(load("2019_curbs"), terms(approval_odds=0))


def assert_each_as_alone(scenarios: list[Scenario], trunks: Trunks | None = None) -> None:
    settings, seen = alongside(scenarios), set()
    for place, own in (trunks or Trunks(())).recordings(settings, RUNS):
        single = alone(scenarios[place])
        assert_same(own, single)
        measured = [{m.key: m.values for m in measure_all(each)} for each in (own, single)]
        np.testing.assert_equal(*measured)
        seen.add(place)
    assert seen == set(range(len(scenarios)))


def followed(scenarios: list[Scenario]) -> list[bool]:
    """Live settings together, and say of each that has a leader whether it could follow it."""
    together = GoodsAndOffices(alongside(scenarios), RUNS)
    Trunks(())._live(together.block, together.offices, None)
    assert together.offices
    apart = together.apart
    first = leading(scenarios)
    return [place not in apart for place, leader in enumerate(first) if leader != place]


@pytest.mark.slow
def test_settings_in_which_nothing_is_granted_are_each_as_if_they_had_run_alone() -> None:
    """Refusals and bans with reviews, stocks and plants that differ: the goods of each once."""
    stage = Stage("2019_curbs", load("2019_curbs"), RUNS)
    refusals = product((3, 4), (0, 2, 4), (1, 4), (2,), (0, 1))
    scenarios = [stage.board.made(positions) for positions in refusals]
    assert len(set(leading(scenarios))) == 4
    trunks = Trunks(kept_weeks(stage))
    assert_each_as_alone(scenarios[1:2], trunks)
    assert_each_as_alone(scenarios, trunks)
    assert trunks.shared
    assert all(followed(scenarios))


@pytest.mark.once("asks of the shipped page what tests/web asks of a small one")
@pytest.mark.parametrize("pace", [None, 0.5])
def test_reviews_and_first_decisions_move_offices_alone(
    refused: Scenario, pace: float | None
) -> None:
    """Where all is refused, by an office that keeps up and by one that does not."""
    base = refused if pace is None else apply(refused, {"countries.JPN.decisions_per_week": pace})
    later = {f"policies.{name}.first_decision": "2020-03-01" for name in CURBS}
    quick = apply(base, terms(review_weeks=2, return_odds=1))
    scenarios = [base, quick, apply(base, later)]
    assert followed(scenarios) == [True, True]
    assert_each_as_alone(scenarios)


def _hardly_alike(refused: Scenario) -> dict[str, list[Scenario]]:
    """Settings that differ in licences that are never granted alone, and whose goods differ."""
    short = apply(refused, terms(review_weeks=0))
    plants = [plant.name for plant in refused.suppliers if plant.compliance_programme]
    listed = apply(refused, {f"suppliers.{name}.compliance_programme": False for name in plants})
    early = {f"policies.{name}.lifted": "2020-02-01" for name in CURBS}
    listed = apply(listed, early | {f"policies.{LISTED}.terms.review_spread": 0})
    partly = apply(refused, {f"policies.{GAS}.covers_share": 0.5})
    watched = {"watch": "stock_cover", "item": "hf_gas", "country": "KOR", "below": 1}
    ruled = {"kind": "export_ban", "name": "a ban by rule", "imposer": "CHN", "partner": "KOR",
             "items": ["hf_liquid"], "when": watched}  # fmt: skip
    return {
        "no review, no fear": [refused, short],
        "what is under review when a curb ends goes on under the next": [
            listed,
            apply(listed, terms(review_weeks=39)),
        ],
        "orders are licensed part by part": [partly, apply(partly, terms(review_weeks=39))],
        "a rule watches": [
            each.model_copy(update={"policies": [*each.policies, _policy(each, ruled)]})
            for each in (refused, apply(refused, terms(review_weeks=39)))
        ],
    }


def _policy(scenario: Scenario, block: dict[str, object]) -> object:
    """Return a policy of its own, made where one of the scenario's stands."""
    made = apply(scenario, {f"policies.{GAS}": block | {"name": GAS}})
    found = next(policy for policy in made.policies if policy.name == GAS)
    return found.model_copy(update={"name": block["name"]})


@pytest.mark.once("asks of the shipped page what tests/web asks of a small one")
@pytest.mark.parametrize("why", _hardly_alike(load("2019_curbs")))
def test_a_setting_whose_goods_are_others_is_lived_by_itself(refused: Scenario, why: str) -> None:
    scenarios = _hardly_alike(refused)[why]
    assert leading(scenarios) == [0, 0]
    assert followed(scenarios) == [False]
    assert_each_as_alone(scenarios)


def test_governments_that_watch_keep_settings_apart() -> None:
    listed = load("2019_white_list")
    names = [policy.name for policy in listed.policies if isinstance(policy, ReviewedControl)]
    one = apply(listed, {f"policies.{name}.terms.approval_odds": 0 for name in names})
    other = apply(one, {f"policies.{name}.terms.review_weeks": 2 for name in names})
    assert leading([one, other]) == [0, 0]
    assert followed([one, other]) == [False]
    assert_each_as_alone([one, other])


def test_only_controls_that_grant_nothing_are_looked_at(refused: Scenario) -> None:
    other = apply(refused, terms(review_weeks=2))
    amended = apply(
        other, {f"policies.{GAS}.amendments": [{"effective": "2020-06-01", "approval_odds": 0.5}]}
    )
    still = apply(
        other, {f"policies.{GAS}.amendments": [{"effective": "2020-06-01", "review_weeks": 5}]}
    )
    granted = apply(other, {f"policies.{GAS}.terms.approval_odds": 0.1})
    sooner = apply(other, {f"policies.{GAS}.effective": "2019-08-04"})
    stocked = apply(other, {"policies.chipmakers hold more HF.cover_weeks": 4})
    fewer = without(other, [LIQUID])[0]
    calm = apply(other, {"behaviour.share_inertia": 0.09})
    apart = [granted, amended, sooner, stocked, fewer, calm]
    assert leading([refused, other, *apart, still]) == [0, 0, *range(2, 8), 0]


def test_a_setting_follows_no_longer_once_a_last_bit_of_its_goods_differs(
    refused: Scenario,
) -> None:
    scenarios = [refused, *(apply(refused, terms(review_weeks=weeks)) for weeks in (2, 3))]
    together = GoodsAndOffices(alongside(scenarios), RUNS)
    offices = together.offices
    assert offices
    assert together.apart == []
    stock = offices.world.need.stock
    stock[0, -1] = np.nextafter(stock[0, -1], np.inf)
    offices.hold_against()
    assert together.apart == [2]


BESIDE = {
    "behaviour.applications", "behaviour.desk", "economy.cases", "economy.enactment",
    "economy.licensing",
}  # fmt: skip
"""Rules that are lived beside: the offices' own, and how controls take hold in a due week."""

IN_DUE_WEEKS = {"economy.lots": {"send_back"}, "economy.threats": {"standing_wait"}}
"""What else reads offices when controls take hold, and is lived beside in a due week."""

NOT_FOLLOWED = {"economy.diplomacy"}
"""Rules that are at work only where no setting is followed."""

WHAT_LEAVES = {
    "shrink_applications", "draw_on_licences", "let_licensed_leave", "_book_parts",
    "_turn_to_licensed", "_of_link", "forget_parts",
}  # fmt: skip
"""The first two are lived beside, the third asks what is compared, the others part by part."""


def _readers() -> Iterator[tuple[str, str]]:
    """Yield each function of a week that reads rows of licences or controls."""
    for module in modules():
        if module.layer in {"behaviour", "economy", "week"}:
            for function in ast.walk(module.tree):
                if isinstance(function, ast.FunctionDef) and any(
                    isinstance(node, ast.Attribute) and node.attr in {"licence", "control"}
                    for node in ast.walk(function)
                ):
                    yield module.name, function.name


def test_goods_hear_of_offices_nowhere_else() -> None:
    found: dict[str, set[str]] = {}
    for module, function in _readers():
        found.setdefault(module, set()).add(function)
    assert found.pop("economy.licensed_trade") == WHAT_LEAVES
    assert {name: found.pop(name) for name in IN_DUE_WEEKS} == IN_DUE_WEEKS
    assert set(found) == BESIDE | NOT_FOLLOWED
