"""Which stage writes which array: the table in the code is true."""

import datetime as dt
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import with_policy
from tradesim.scenario import Scenario, apply, load
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.state import Group
from tradesim.world.world import World
from tradesim.world.writers import WRITTEN_BY

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"

DIPLOMATIC = WORLD.with_name("two_governments.yaml")
INSTRUMENTS = WORLD.with_name("instruments.yaml")

Writers = dict[str, set[str]]


def arrays(world: World) -> dict[str, tuple[Group, str]]:
    """Where every array of every group stands, whether a stage writes it or not."""
    return {
        f"{name}.{column.name}": (group, column.name)
        for name, group in vars(world).items()
        if isinstance(group, Group)
        for column in fields(type(group))  # type: ignore[arg-type]
    }


RARELY: Writers = {
    # what waits in port goes back when a control begins (tests/economy/test_lots.py); orders that
    # no control covers are forgotten when it ends: drawn worlds do not always come to either
    name: {"govern"}
    for name in (
        "link.in_transit",
        "link.outstanding",
        "link.ready",
        "supplier.finished_stock",
        "licence.exempt",
    )
}
"""Stages that change an array in few worlds only."""


def watch(scenario: Scenario, seen: Writers) -> None:
    """Live a scenario stage by stage, noting which arrays each stage changes."""
    world = build_world(scenario, 1, [0])
    deciders = Everyone(world)
    places = arrays(world)
    before = {array: getattr(*place).tobytes() for array, place in places.items()}
    for week in range(world.layout.calendar.weeks):
        world.week = week
        for name, stage in STAGES.items():
            stage(world, deciders)
            for array, place in places.items():
                values = getattr(*place).tobytes()
                if values != before[array]:
                    seen[array].add(name)
                    before[array] = values


def restless_office() -> Scenario:
    """Return a world whose office works to other rules every week, and refuses half the time."""
    monday = dt.date(2019, 8, 5)
    amendments = [
        {
            "effective": monday + dt.timedelta(weeks=week),
            "review_weeks": 1 + week % 3,
            "review_spread": week % 2,
            "approval_odds": week % 2,
            "partial_odds": week % 2,
            "return_odds": week % 2,
            "validity_weeks": 10 + week % 2,
        }
        for week in range(40)
    ]
    return apply(
        load(WORLD),
        {
            "policies.acid curb.first_decision": None,
            "policies.acid curb.terms.papers_weeks": 3,
            "suppliers.Alpha Chemicals.firms": 3,
            "policies.acid curb.amendments": amendments,
        },
    )


@pytest.mark.once("asks which stage writes what, in worlds that other tests live")
def test_the_table_of_writers_names_exactly_the_stages_that_change_each_array() -> None:
    seen: Writers = defaultdict(set)

    @on(40)
    @given(worlds())
    def live(scenario: Scenario) -> None:
        watch(scenario, seen)

    live()
    moving = apply(
        load(INSTRUMENTS),
        {
            "policies.request.reluctance": 0,
            "policies.request.moving_cost_share": 0,
            "policies.duty.exceptions": [{"partner": "BBB", "rate": 0.1}],
        },
    )
    careful = apply(load(WORLD), {"behaviour.safety_factor": 1.5})
    in_part = apply(load(WORLD), {"policies.acid curb.covers_share": 0.5})
    hold = {
        "kind": "informal_hold", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
        "effective": "2019-09-02", "held_share": 0.5,
    }  # fmt: skip
    held = with_policy(load(WORLD), **hold)
    allowance = {
        "kind": "tariff_quota", "imposer": "BBB", "partner": "AAA", "items": ["acid"],
        "effective": "2019-09-02", "volume": 50, "rate": 0.25,
    }  # fmt: skip
    allowed = with_policy(load(WORLD), **allowance)
    check = {
        "kind": "inspection", "imposer": "BBB", "partner": "AAA", "items": ["acid"],
        "effective": "2019-09-02", "picked_share": 0.5, "delay_weeks": 3,
    }  # fmt: skip
    checked = with_policy(load(WORLD), **check)
    dear = apply(
        load(WORLD), {"items.acid.demand_elasticity": 0.3, "items.acid.shelf_life_weeks": 5}
    )
    second = {
        "kind": "substitution_investment", "supplier": "Beta Films", "announced": "2019-02-04",
        "capacity_added": 100, "build_weeks": 20,
        "when": {
            "watch": "stock_cover", "item": "film", "country": "BBB", "below": 4.2,
            "lift": {"above": 4.2},
        },
    }  # fmt: skip
    ruled = with_policy(load(WORLD), **second)
    plain = (load(WORLD), load(DIPLOMATIC))
    for eventful in (
        *(held, in_part, allowed, checked, dear, ruled, careful, moving, restless_office()),
        *plain,
    ):
        watch(eventful, seen)
    names = sorted({*seen, *WRITTEN_BY})
    wrong = {name: (seen[name], {*WRITTEN_BY.get(name, ())}) for name in names}
    assert {
        name: (found, said)
        for name, (found, said) in wrong.items()
        if found - said or said - found - RARELY.get(name, set())
    } == {}


def test_the_table_names_stages_of_the_week() -> None:
    assert {stage for stages in WRITTEN_BY.values() for stage in stages} <= set(STAGES)
