"""Informal holds: a share of the goods stays, nobody says so, and what stayed leaves in the end."""

from typing import Any

import numpy as np
import pytest

from tests.living import lived, weeks_of, with_policy, world_of
from tradesim.docking import dock
from tradesim.records.events import policy_events
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario

HOLD: dict[str, Any] = {
    "kind": "informal_hold", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
    "effective": "2019-07-01", "lifted": "2019-09-02",
}  # fmt: skip
BEGINS, ENDS = 25, 34


def held(market: Scenario, share: float, **changes: Any) -> Scenario:
    return with_policy(market, **HOLD, held_share=share, **changes)


@pytest.mark.parametrize("share", [0.3, 0.8, 1])
def test_a_hold_leaks_what_it_does_not_hold(market: Scenario, share: float) -> None:
    world = world_of(held(market, share), [0])
    for week in weeks_of(world):
        passed, ordered = float(world.link.shipped[0, 0]), float(world.link.placed[0, 0])
        if BEGINS < week < ENDS:
            assert passed == pytest.approx((1 - share) * ordered, rel=1e-6, abs=1e-9)
        if week == BEGINS - 1:
            assert passed == pytest.approx(30)


def test_what_was_held_leaves_when_it_ends(market: Scenario) -> None:
    shipped = lived(held(market, 0.8)).panels["shipped"][:, 0, 0]
    assert shipped[ENDS : ENDS + 3].max() > 1.2 * shipped[BEGINS - 1]


def test_nobody_files_and_nobody_is_told(market: Scenario) -> None:
    recording = lived(held(market, 1))
    assert not recording.panels["filed"].any()
    world = world_of(held(market, 1), [0])
    for week in weeks_of(world):
        if week == BEGINS:
            assert not world.link.announced_here.any()
            assert not world.need.alarm[:1].any() or world.need.alarm.max() < 0.1


def test_where_the_press_makes_it_known_buyers_are_alarmed(market: Scenario) -> None:
    def alarm(**changes: Any) -> float:
        world = world_of(held(market, 0.5, **changes), [0])
        for week in weeks_of(world):
            if week == BEGINS + 2:
                return float(world.need.alarm[0, 0])
        raise AssertionError

    assert alarm(announced="2019-07-10") > 2 * alarm()


def test_its_end_moves_nothing_before_it(market: Scenario) -> None:
    short = held(market, 0.7)
    long = with_policy(market, **(HOLD | {"lifted": "2020-06-01"}), held_share=0.7)
    ours, theirs = lived(short).panels, lived(long).panels
    for name in ("arrivals", "used", "price", "stock"):
        assert np.array_equal(ours[name][:ENDS], theirs[name][:ENDS]), name


def test_it_stands_in_the_events_and_changes_outcomes(market: Scenario) -> None:
    scenario = held(market, 0.5, announced="2019-07-10")
    said = [event.kind for event in policy_events(world_of(scenario).layout)]
    assert [kind for kind in said if "lifted" in kind or "in force" in kind]
    assert [s for s in idle_policies(scenario, 1) if "'it'" in s] == []
    nothing = held(market, 0)
    assert [s for s in idle_policies(nothing, 1) if "'it'" in s] != []


@pytest.mark.parametrize("share", [0.4, 1])
def test_engines_agree_on_a_hold(market: Scenario, share: float) -> None:
    licence = {
        "kind": "individual_licence", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
        "effective": "2019-07-15", "covers_share": 0.6, "name": "curb",
    }  # fmt: skip
    assert dock(with_policy(held(market, share), **licence)).bit_equal
