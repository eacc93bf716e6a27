"""Worked cases: what a rule gives for round figures, computed by hand.

``tests/cases/*.yaml`` holds them: a rule of the model, what is set in ``worlds/one_market.yaml`` or
in another ``world`` (``set``: fields of the scenario; ``given``: arrays, one value a row), and what
must come out.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from tradesim.behaviour import (
    applications,
    expectations,
    production,
    qualification,
    sourcing,
    stockholding,
)
from tradesim.behaviour import relocation as requests
from tradesim.behaviour.desk import everyones_purchasing, everyones_sales
from tradesim.economy import (
    awards,
    border,
    learning,
    licensing,
    manufacture,
    markets,
    projects,
    relocation,
    trade,
)
from tradesim.economy import qualification as tests_of_sources
from tradesim.economy.enactment import govern_links
from tradesim.scenario import apply, load
from tradesim.world.build import build_world
from tradesim.world.calendar import Calendar
from tradesim.world.world import World

HERE = Path(__file__).parent
Case = dict[str, Any]

OF_RULES = ("buyers", "sellers", "trade", "plants", "instruments")
"""Files of cases that say which rule they are of."""

BUYERS: tuple[Callable[..., Any], ...] = (
    stockholding.forecast_demand,
    stockholding.place_orders,
    stockholding.target_cover,
    sourcing.shift_shares,
    expectations.hear_announcements,
    expectations.learn_from_deliveries,
    qualification.begin_qualifications,
)
SELLERS: tuple[Callable[..., Any], ...] = (
    applications.request_licences,
    production.plan_production,
    production.post_price,
    requests.consider_requests,
)
ECONOMY: tuple[Callable[..., Any], ...] = (
    learning.learn_by_doing,
    licensing.decide_applications,
    licensing.file_applications,
    manufacture.chipmakers_produce,
    markets.meet_demand,
    projects.advance_projects,
    tests_of_sources.advance_qualifications,
    awards.advance_awards,
    border.draw_on_quotas,
    border.hold_at_border,
    border.levy_duties,
    border.set_duties,
    relocation.advance_moves,
    relocation.pose_requests,
    trade.dispatch,
    trade.take_orders,
)
RULES = {rule.__name__: rule for rule in (*BUYERS, *SELLERS, *ECONOMY)}


def cases(*names: str) -> list[Case]:
    files = [HERE / "cases" / f"{name}.yaml" for name in names]
    return [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def array(world: World, name: str) -> np.ndarray:
    group, column = name.split(".")
    found = getattr(getattr(world, group), column)
    assert isinstance(found, np.ndarray)
    return found


def world_of(case: Case) -> World:
    scenario = load(HERE / "worlds" / f"{case.get('world', 'one_market')}.yaml")
    world = build_world(apply(scenario, case["set"]) if "set" in case else scenario, 1, [0])
    world.week = case.get("week", 0)
    given = case.get("given", {})
    for name in sorted(given, key=lambda name: not name.startswith("control.")):
        array(world, name)[...] = np.array(given[name], dtype=float).reshape(-1, 1)
        if name.startswith("control."):
            govern_links(world)
    return world


def outcome(case: Case, world: World) -> np.ndarray | None:
    rule = RULES[case["rule"]]
    if rule in BUYERS:
        result = rule(everyones_purchasing(world)[0])
    elif rule in SELLERS:
        result = rule(everyones_sales(world))
    else:
        result = rule(world)
    assert result is None or isinstance(result, np.ndarray)
    return result


@pytest.mark.parametrize("case", cases(*OF_RULES), ids=lambda case: case["case"])
def test_a_rule_gives_what_was_worked_out_by_hand(case: Case) -> None:
    assert case["source"]
    world = world_of(case)
    result = outcome(case, world)
    for name, expected in case["expect"].items():
        found = result if name == "result" else array(world, name)
        assert found is not None
        assert found[:, 0] * 1.0 == pytest.approx(expected, rel=1e-12, abs=1e-12), name


@pytest.mark.parametrize("case", cases("weeks"), ids=lambda case: case["case"])
def test_a_rule_binds_in_the_week_that_was_counted_by_hand(case: Case) -> None:
    assert case["source"]
    calendar = Calendar.spanning(dt.date(2019, 1, 1), dt.date(2020, 12, 31))
    (week,) = calendar.week_of(case["date"])
    assert calendar.monday(int(week)) == case["monday"]


def test_every_rule_has_a_worked_case() -> None:
    found = {case["rule"] for case in cases(*OF_RULES)}
    assert found == set(RULES)
