"""Which stage writes which array: the table in the code is true."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import with_policy
from tests.source_tree import REPOSITORY
from tradesim.scenario import Scenario, apply, load
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.state import Group
from tradesim.world.world import World
from tradesim.world.writers import WRITTEN_BY

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"

DIPLOMATIC = WORLD.with_name("two_governments.yaml")
INSTRUMENTS = WORLD.with_name("instruments.yaml")
TIERS = REPOSITORY / "scenarios" / "taiwan_relocation.yaml"

Writers = dict[str, set[str]]


def arrays(world: World) -> dict[str, tuple[Group, str]]:
    """Where every array of every group stands, whether a stage writes it or not."""
    return {
        f"{name}.{column.name}": (group, column.name)
        for name, group in vars(world).items()
        if isinstance(group, Group)
        for column in fields(type(group))  # type: ignore[arg-type]
    }


RARELY: Writers = {"licence.exempt": {"govern"}}
"""Stages that change an array in few worlds only: orders that no control covers are forgotten when
it ends, which the written worlds do not come to."""


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


def with_one_more() -> Iterator[Scenario]:
    """Yield the world with one instrument more, each of which writes what no other does."""
    at_the_border = {"imposer": "BBB", "partner": "AAA", "items": ["acid"]}
    date = {"effective": "2019-09-02"}
    hold = {"imposer": "AAA", "partner": "BBB", "items": ["acid"], "held_share": 0.5}
    yield with_policy(load(WORLD), kind="informal_hold", **date, **hold)
    allowance = {"volume": 50, "rate": 0.25}
    yield with_policy(load(WORLD), kind="tariff_quota", **at_the_border, **date, **allowance)
    check = {"picked_share": 0.5, "delay_weeks": 3}
    yield with_policy(load(WORLD), kind="inspection", **at_the_border, **date, **check)
    price = {"imposer": "BBB", "items": ["acid"], "price": 1900}
    yield with_policy(load(WORLD), kind="minimum_import_price", **date, **price)
    second = {
        "kind": "substitution_investment", "supplier": "Beta Films", "announced": "2019-02-04",
        "capacity_added": 100, "build_weeks": 20,
        "when": {
            "watch": "stock_cover", "item": "film", "country": "BBB", "below": 4.2,
            "lift": {"above": 4.2},
        },
    }  # fmt: skip
    yield with_policy(load(WORLD), **second)


def eventful() -> Iterator[Scenario]:
    """Yield worlds in which every stage comes to all that it writes, whatever worlds are drawn."""
    yield from (load(WORLD), load(DIPLOMATIC), load(TIERS), restless_office())
    yield from with_one_more()
    yield apply(load(WORLD), {"behaviour.safety_factor": 1.5})
    yield apply(load(WORLD), {"policies.acid curb.covers_share": 0.5})
    acid = {"items.acid.demand_elasticity": 0.3, "items.acid.shelf_life_weeks": 5}
    yield apply(load(WORLD), acid)
    yield apply(load(WORLD), {"items.acid.shipment_interval_weeks": 8})
    contracts = {
        "policies.acid curb.contracts_exempt": 0.5,
        "policies.acid curb.contract_weeks": 20,
        "suppliers.Alpha Films.learning_exponent": 0.3,
    }
    yield apply(load(WORLD), contracts)
    moving = {
        "policies.request.reluctance": 0,
        "policies.request.moving_cost_share": 0,
        "policies.duty.exceptions": [{"partner": "BBB", "rate": 0.1}],
    }
    yield apply(load(INSTRUMENTS), moving)


@pytest.fixture(scope="module")
def written() -> Writers:
    """Return the stages that change each array in the worlds that are written."""
    seen: Writers = defaultdict(set)
    for scenario in eventful():
        watch(scenario, seen)
    return seen


@pytest.mark.once("asks which stage writes what, in worlds that other tests live")
def test_the_table_of_writers_names_exactly_the_stages_that_change_each_array(
    written: Writers,
) -> None:
    assert {name for name in {*written, *WRITTEN_BY} if not says_so(name, written[name])} == set()


@pytest.mark.once("asks which stage writes what, in worlds that other tests live")
@on(20)
@given(worlds())
def test_no_stage_changes_another_array_in_any_world(scenario: Scenario) -> None:
    seen: Writers = defaultdict(set)
    watch(scenario, seen)
    others = {name: found - {*WRITTEN_BY[name]} for name, found in seen.items()}
    assert {name: found for name, found in others.items() if found} == {}


def says_so(name: str, found: set[str]) -> bool:
    """Say whether the table has the stages that were found, and no others but rare ones."""
    said = {*WRITTEN_BY.get(name, ())}
    return said - RARELY.get(name, set()) <= found <= said


def test_the_table_names_stages_of_the_week() -> None:
    assert {stage for stages in WRITTEN_BY.values() for stage in stages} <= set(STAGES)
