"""Periods of observations and the months of an episode."""

import datetime as dt
from typing import Any

import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import ScenarioError
from tradesim.evidence.periods import earlier, frequency_of, months_of, plain
from tradesim.evidence.window import Window
from tradesim.scenario import Scenario, apply, load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


@pytest.mark.parametrize(
    ("period", "first", "count", "frequency"),
    [
        ("2019-07", "2019-07", 1, "month"),
        ("2019-Q4", "2019-10", 3, "quarter"),
        ("2019", "2019-01", 12, "year"),
        ("2019-11..2020-02", "2019-11", 4, "span"),
    ],
)
def test_a_period_has_months(period: str, first: str, count: int, frequency: str) -> None:
    assert months_of(period)[0] == first
    assert len(months_of(period)) == count
    assert frequency_of(period) == frequency


@pytest.mark.parametrize("text", ["", "July", "2019-13", "2019-Q5", "19-07", "2020-02..2019-11"])
def test_what_is_no_period_has_none(text: str) -> None:
    assert months_of(text) == ()


def test_a_yearly_table_may_name_the_first_month() -> None:
    assert plain("2019-01", "year") == "2019"
    assert plain("2019-10", "quarter") == "2019-Q4"
    assert plain("2019-11", "quarter") == "2019-11"
    assert plain("2019-07", "") == "2019-07"
    assert plain("2019-01..06", "") == "2019-01..2019-06"


def test_months_are_counted_over_years() -> None:
    assert earlier("2020-01", 1) == "2019-12"
    assert earlier("2020-03", 15) == "2018-12"


def world(**changes: Any) -> Scenario:
    return apply(load(WORLD), changes)


def test_by_default_the_year_before_the_first_announcement_of_a_policy_is_the_baseline() -> None:
    window = Window.of(world())
    first = min(date.value for policy in load(WORLD).policies for _, date in policy.dates())
    assert window.announced == first
    assert window.first_scored == f"{first:%Y-%m}"
    assert len(window.baseline) == 12
    assert earlier(window.first_scored, 1) == window.baseline[-1]
    assert window.tolerance == 0.25


def test_a_loss_of_plants_before_any_policy_is_the_day_of_the_forecast() -> None:
    first = min(date.value for policy in load(WORLD).policies for _, date in policy.dates())
    day = first - dt.timedelta(days=40)
    plant = load(WORLD).suppliers[0].name
    lost = {"kind": "supply_shock", "name": "fire", "suppliers": [plant], "lost_share": 0.5}
    assert Window.of(world(shocks=[{**lost, "date": str(day)}])).announced == day
    buyer = load(WORLD).buyers[0].name
    surge = {"kind": "demand_shock", "name": "surge", "buyers": [buyer], "factor": 2}
    span = {"start": str(day), "end": str(first)}
    assert Window.of(world(shocks=[{**surge, **span}])).announced == first


@pytest.mark.parametrize(
    "kind", ["supply_shock", "blockade", "tariff", "quota", "export_ban", "inspection"]
)
def test_what_was_built_before_does_not_begin_an_episode(kind: str) -> None:
    scenario = load(WORLD)
    built: dict[str, Any] = {
        "kind": "substitution_investment", "name": "plant", "supplier": "Beta Chemicals",
        "announced": "2019-02-04", "capacity_added": 1, "build_weeks": 52,
    }  # fmt: skip
    day = dt.date(2019, 5, 6)
    fields: dict[str, dict[str, Any]] = {
        "supply_shock": {"country": "AAA", "lost_share": 0.5, "date": str(day)},
        "blockade": {"country": "AAA", "start": str(day)},
        "tariff": {"imposer": "BBB", "partners": ["AAA"], "rate": 0.1, "effective": str(day)},
        "quota": {"imposer": "AAA", "origin": "AAA", "destination": "BBB", "items": ["acid"],
                  "most": 5, "effective": str(day)},
        "export_ban": {"imposer": "AAA", "partner": "BBB", "items": ["acid"],
                       "effective": str(day)},
        "inspection": {"imposer": "BBB", "partners": ["AAA"], "picked_share": 0.5,
                       "effective": str(day)},
    }  # fmt: skip
    act = {"kind": kind, "name": "act", **fields[kind]}
    lost = kind in ("supply_shock", "blockade")
    both = {"policies": [built] if lost else [built, act], "shocks": [act] if lost else []}
    assert scenario.start < dt.date(2019, 2, 4)
    assert Window.of(world(**both)).announced == day
    assert Window.of(world(policies=[built], shocks=[])).announced == dt.date(2019, 2, 4)


def test_a_scenario_says_otherwise() -> None:
    window = Window.of(
        world(
            **{
                "hindcast.announced": "2019-09-02",
                "hindcast.baseline": {"start": "2019-02", "end": "2019-04"},
                "hindcast.first_scored": "2019-10",
                "hindcast.tolerance": 0.5,
            }
        )
    )
    assert window == Window(dt.date(2019, 9, 2), ("2019-02", "2019-03", "2019-04"), "2019-10", 0.5)


def test_without_policies_shocks_tell_when_it_began_and_without_both_the_start_does() -> None:
    shocked = world().model_copy(update={"policies": []})
    assert Window.of(shocked).announced == dt.date(2020, 3, 2)
    assert Window.of(shocked.model_copy(update={"shocks": []})).announced == world().start


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "baseline: {start: 2019-13, end: 2019-14}",
            "'2019-13' is not a month. Write it as 2019-07.",
        ),
        (
            "baseline: {start: 2019-05, end: 2019-02}",
            "'end' (2019-02) is before 'start' (2019-05).",
        ),
        (
            "{first_scored: 2019-03, baseline: {start: 2019-02, end: 2019-04}}",
            "'first_scored' (2019-03) is a month of the baseline, which ends in 2019-04.",
        ),
        ("tolerance: 25", "25 is more than 1. A share, not per cent: write 0.25 for 25 %."),
        ("anounced: 2019-05-01", "unknown field 'anounced'"),
    ],
)
def test_a_wrong_block_is_refused_with_its_line(tmp_path: Any, block: str, said: str) -> None:
    text = WORLD.read_text(encoding="utf-8")
    lines = block if block.startswith("{") else f"\n  {block}"
    file = tmp_path / "world.yaml"
    file.write_text(f"{text}\nhindcast: {lines}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert said in str(caught.value)
    assert "line" in str(caught.value)
