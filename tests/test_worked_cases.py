"""Worked cases: what a rule gives for round figures, computed by hand.

``tests/cases/*.yaml`` holds them: a rule of the model, what is set in ``worlds/one_market.yaml`` or
in another ``world`` (``set``: fields of the scenario; ``given``: arrays, one value a row), and what
must come out. Cases of instruments and of governments put policies into the world, live some stages
of its weeks, and say what the arrays hold in some of them; cases of draws say how they must be
spread over many runs.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

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
    diplomacy,
    learning,
    licensing,
    manufacture,
    markets,
    prices,
    projects,
    relocation,
    trade,
)
from tradesim.economy import qualification as tests_of_sources
from tradesim.economy.enactment import govern_links
from tradesim.policies import AnyPolicy, AnyShock
from tradesim.scenario import Scenario, apply, load
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.calendar import Calendar
from tradesim.world.world import World

HERE = Path(__file__).parent
Case = dict[str, Any]

OF_RULES = ("buyers", "sellers", "trade", "plants", "instruments", "diplomacy")
"""Files of cases that say which rule they are of."""

DATED = ("policies", "governments")
"""Files of cases that are lived week by week."""

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
    manufacture.final_buyers_produce,
    markets.meet_demand,
    prices.answer_prices,
    prices.landed_price,
    projects.advance_projects,
    tests_of_sources.advance_qualifications,
    awards.advance_awards,
    border.draw_on_quotas,
    border.hold_at_border,
    border.levy_duties,
    border.set_duties,
    diplomacy.count_losses,
    diplomacy.move_tension,
    diplomacy.weigh_pressure,
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
    fill(world, case.get("given", {}))
    return world


def fill(world: World, given: dict[str, list[float]]) -> None:
    """Set arrays of a world, those of controls first: they say which control governs a link."""
    for name in sorted(given, key=lambda name: not name.startswith("control.")):
        array(world, name)[...] = np.array(given[name], dtype=float).reshape(-1, 1)
        if name.startswith("control."):
            govern_links(world)


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


def furnished(case: Case) -> World:
    """Return the case's world with no policies but those of the case."""
    tree = load(HERE / "worlds" / f"{case.get('world', 'one_market')}.yaml").model_dump(
        exclude_unset=True, exclude={"variants"}
    )
    furniture = {"policies": case.get("policies", []), "shocks": case.get("shocks", [])}
    scenario = Scenario.model_validate(tree | furniture)
    return build_world(apply(scenario, case["set"]) if "set" in case else scenario, 1, [0])


def week_number(world: World, day: int | dt.date) -> int:
    if isinstance(day, int):
        return day
    first = world.layout.calendar.first_monday
    assert (day - first).days % 7 == 0, f"{day} is no Monday"
    return (day - first).days // 7


def readings(case: Case, world: World) -> dict[int, list[tuple[str, Any, Any]]]:
    """Return what is to be read by week: the array, its rows (all where None), the expectation."""
    found: dict[int, list[tuple[str, Any, Any]]] = {}
    for day, arrays in case["expect"].items():
        whole = [(name, None, expected) for name, expected in arrays.items()]
        found.setdefault(week_number(world, day), []).extend(whole)
    for name, rows in case.get("rows", {}).items():
        for row, weeks in rows.items():
            for day, expected in weeks.items():
                single = (name, [row], [expected])
                found.setdefault(week_number(world, day), []).append(single)
    return found


@pytest.mark.parametrize("case", cases(*DATED), ids=lambda case: case["case"])
def test_weeks_go_as_was_worked_out_by_hand(case: Case) -> None:
    assert case["source"]
    world = furnished(case)
    chosen = case.get("stages", ["govern"])
    stages = list(STAGES.values()) if chosen == "all" else [STAGES[name] for name in chosen]
    wanted, everyone = readings(case, world), Everyone(world)
    for world.week in range(max(wanted) + 1):
        for stage in stages:
            stage(world, everyone)
        for name, rows, expected in wanted.get(world.week, []):
            found = array(world, name)
            column = found[:, 0] * 1.0 if found.ndim > 1 else found * 1.0
            read = column if rows is None else column[rows]
            said = f"{name} in week {world.week}"
            assert read == pytest.approx(expected, rel=1e-12, abs=1e-12), said


def test_every_instrument_has_a_case_lived_week_by_week() -> None:
    found = {
        policy["kind"]
        for case in cases(*DATED)
        for policy in (*case.get("policies", []), *case.get("shocks", []))
    }
    listed = (*get_args(get_args(AnyPolicy)[0]), *get_args(get_args(AnyShock)[0]))
    assert found == {get_args(kind.model_fields["kind"].annotation)[0] for kind in listed}


@pytest.mark.parametrize("case", cases("draws"), ids=lambda case: case["case"])
def test_draws_are_spread_as_was_worked_out_by_hand(case: Case) -> None:
    assert case["source"]
    scenario = apply(load(HERE / "worlds" / "one_market.yaml"), case["set"])
    world = build_world(scenario, 1, range(case["runs"]))
    world.week = case["week"]
    fill(world, case["given"])
    RULES[case["rule"]](world)
    drawn = array(world, case["drawn"])[0] - case.get("less", 0)
    for quantile, expected in case.get("quantiles", {}).items():
        assert np.quantile(drawn, quantile, method="inverted_cdf") == expected, quantile
    for value, share in case.get("shares", {}).items():
        spread = np.sqrt(share * (1.0 - share) / case["runs"])
        assert np.mean(drawn == value) == pytest.approx(share, abs=4.0 * spread), value


@pytest.mark.parametrize("case", cases("weeks"), ids=lambda case: case["case"])
def test_a_rule_binds_in_the_week_that_was_counted_by_hand(case: Case) -> None:
    assert case["source"]
    calendar = Calendar.spanning(dt.date(2019, 1, 1), dt.date(2020, 12, 31))
    (week,) = calendar.week_of(case["date"])
    assert calendar.monday(int(week)) == case["monday"]


def test_every_rule_has_a_worked_case() -> None:
    found = {case["rule"] for case in cases(*OF_RULES)}
    assert found == set(RULES)
