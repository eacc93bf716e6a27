"""The regime as practised beside the regime as published."""

import numpy as np
import pytest

import tradesim
from tradesim.scenario import apply
from tradesim.scenario.schema import Scenario
from tradesim.world.build import build_world
from tradesim.world.practice import practised, shifted


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return tradesim.load("2019_curbs")


def test_by_default_controls_are_practised_as_published(scenario: Scenario) -> None:
    assert practised(scenario) is scenario


def test_reviews_take_a_multiple_of_what_was_published(scenario: Scenario) -> None:
    usual, slow = (
        build_world(s, 1, [0]).control.review_weeks
        for s in (scenario, apply(scenario, {"practice.review_factor": 1.5}))
    )
    assert slow == pytest.approx(1.5 * usual)


def test_amended_terms_are_practised_alike() -> None:
    scenario = tradesim.load("2019_curbs")
    amended = [p for p in scenario.policies if getattr(p, "amendments", [])]
    moved = practised(apply(scenario, {"practice.review_factor": 2.0}))
    for policy in amended:
        twin = next(p for p in moved.policies if p.name == policy.name)
        for ours, theirs in zip(policy.amendments, twin.amendments, strict=True):
            if ours.review_weeks is not None:
                assert theirs.review_weeks.value == pytest.approx(2.0 * ours.review_weeks.value)


def test_odds_are_shifted_and_what_is_certain_stays_certain() -> None:
    odds = np.array([0.0, 0.5, 0.9, 1.0])
    moved = shifted(odds, np.array(np.log(2.0)))
    assert moved == pytest.approx([0.0, 2 / 3, 18 / 19, 1.0])


def test_controls_reach_less_or_more_than_the_list_but_never_more_than_all() -> None:
    scenario = tradesim.load("2023_graphite")
    covers = build_world(scenario, 1, [0]).control.covers_share
    narrow, wide = (
        build_world(apply(scenario, {"practice.reach": reach}), 1, [0]).control.covers_share
        for reach in (0.5, 5.0)
    )
    assert narrow == pytest.approx(0.5 * covers)
    assert (wide == 1.0).all()


def test_licences_reach_beyond_their_list_and_bans_do_not() -> None:
    wider = {"practice.licence_reach": 1.1}
    licences, bans = tradesim.load("2023_graphite"), tradesim.load("2022_palm_oil")
    for scenario, reach in ((licences, 1.1), (bans, 1.0)):
        covers = build_world(scenario, 1, [0]).control.covers_share
        moved = build_world(apply(scenario, wider), 1, [0]).control.covers_share
        assert moved == pytest.approx(reach * covers)


def test_what_nobody_declared_is_practice_as_it_is() -> None:
    scenario = tradesim.load("2010_rare_earths")
    values = {"practice.reach": 0.5, "practice.resumption_weeks": 4}
    moved = practised(apply(scenario, values))
    hold = next(p for p in scenario.policies if p.kind == "informal_hold")
    assert next(p for p in moved.policies if p.name == hold.name) == hold


def test_trade_resumes_later_than_a_control_ends_on_paper() -> None:
    scenario = tradesim.load("2022_palm_oil")
    later = practised(apply(scenario, {"practice.resumption_weeks": 3}))
    ends = [(p.ends, q.ends) for p, q in zip(scenario.policies, later.policies, strict=True)]
    moved = [(old.value, new.value) for old, new in ends if old is not None]
    assert moved
    assert all((new - old).days == 21 for old, new in moved)
