"""Agents and ensemble tell the same story, number by number, on worlds that nobody wrote."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_origin

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import same
from tests.source_tree import REPOSITORY
from tradesim import docking
from tradesim.agents import purchaser
from tradesim.behaviour.desk import PurchasingDesk
from tradesim.docking import dock, events_of, relative_difference
from tradesim.ensemble import Ensemble
from tradesim.fields import Block, Figure, field_facts
from tradesim.measures.recording import Recording
from tradesim.measures.summary import Measured, measure_all
from tradesim.scenario import Scenario, apply, load, without
from tradesim.scenario.synthetic import synthetic
from tradesim.week import plan_purchases
from tradesim.world.log import EventLog

WORLD = Path(__file__).parent / "worlds" / "two_countries.yaml"


@on(40)
@given(worlds())
def test_agents_and_ensemble_agree_to_the_last_bit_on_any_world(scenario: Scenario) -> None:
    report = dock(scenario, range(2))
    assert report.bit_equal, str(report)


APART = {"policies", "shocks", "regimes", "variants", "hindcast", "page", "lesson"}
"""Sections whose fields are no parameters of the world; test_testing.py docks the instruments."""

ON_BY_UNIT = {"week": 26.0, "nines": 5.0}
"""What turns a parameter on, by its unit."""


def off_by_default(block: type[Block], place: str = "") -> dict[str, Any]:
    """Return what turns each parameter on that is 0, absent or false by default, by its path."""
    found: dict[str, Any] = {}
    for name, told in block.model_fields.items():
        path = f"{place}{name}"
        for kind in [] if path in APART else kinds_in(told.annotation):
            absent = told.default is None or getattr(told.default, "value", 1) == 0
            if kind is Figure and absent:
                found[path] = ON_BY_UNIT.get(str(field_facts(told).get("unit")), 0.5)
            elif kind is bool and told.default is False:
                found[path] = True
            elif isinstance(kind, type) and issubclass(kind, Block):
                entries = "*." if get_origin(told.annotation) is list else ""
                found |= off_by_default(kind, f"{path}.{entries}")
    return found


def kinds_in(annotation: Any) -> list[Any]:
    """Return what an annotation is made of."""
    inner = get_args(annotation)
    return [kind for each in inner for kind in kinds_in(each)] if inner else [annotation]


OFF = off_by_default(Scenario)

OTHERWISE = {"behaviour.queue_blame": 0.3, "behaviour.capacity_weight": 0.5}
"""What is at an end of its range by default, elsewhere."""

TIERS = REPOSITORY / "scenarios" / "taiwan_relocation.yaml"

WRITTEN = [load(WORLD), synthetic(seed=3), apply(load(WORLD), OTHERWISE)]


def test_what_is_off_by_default_is_found() -> None:
    assert set(OFF) >= {
        "behaviour.safety_factor", "behaviour.forgiveness", "practice.resumption_weeks",
        "suppliers.*.home_first", "suppliers.*.recipe.*.grade", "buyers.*.needs.*.grade",
        "items.*.shelf_life_weeks", "countries.*.decisions_per_week",
    }  # fmt: skip


@pytest.mark.once("docks what both engines live in other tests")
@pytest.mark.parametrize("path", OFF)
def test_agents_and_ensemble_agree_with_what_is_off_by_default_on(path: str) -> None:
    plain = load(TIERS if ".recipe." in path else WORLD)
    scenario = apply(plain, {path: OFF[path]})
    assert scenario != plain
    report = dock(scenario, range(2))
    assert report.bit_equal, str(report)


@pytest.mark.parametrize("scenario", WRITTEN, ids=lambda s: s.name)
def test_agents_and_ensemble_agree_on_written_and_synthetic_worlds(scenario: Scenario) -> None:
    report = dock(scenario, [7, 0, 3])
    assert report.bit_equal, str(report)
    assert report.docked
    assert report.numbers > 10_000
    assert str(report).endswith("3 replicates: bit-equal")


def slipping(factor: float) -> Callable[..., None]:
    """Return a plan of purchases whose orders are off by a factor from the tenth week on."""

    def plan(desk: PurchasingDesk, *, news: bool) -> None:
        plan_purchases(desk, news=news)
        if desk.supplier.produced[0, 0] > 9 * desk.supplier.production[0, 0]:
            desk.link.placed[...] *= factor

    return plan


def test_a_slip_of_one_engine_is_found_by_week_stage_and_array(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(purchaser, "plan_purchases", slipping(1 + 1e-6))
    report = dock(load(WORLD))
    assert report.first is not None
    assert (report.first.stage, report.first.array) == ("plan", "link.placed")
    assert report.first.week == 10
    assert not report.docked
    assert 1e-9 < report.largest < 1e-3
    assert "NOT docked" in str(report)
    assert "week 10, stage plan: link.placed[0]" in str(report)


def test_a_slip_in_the_last_bit_is_reported_but_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purchaser, "plan_purchases", slipping(1 + 1e-15))
    quiet, _ = without(load(WORLD), ["acid curb", "list removal", "reserve", "boom"])
    report = dock(quiet)
    assert report.docked
    assert not report.bit_equal
    assert 0 < report.largest < 1e-9
    assert "docked, but not to the last bit" in str(report)


def test_events_must_be_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = EventLog.table

    def short(log: EventLog) -> Any:
        events = whole(log)
        return events[1:] if events[:, 3].max(initial=0) == 0 else events

    monkeypatch.setattr(EventLog, "table", short)
    report = dock(load(WORLD))
    assert report.largest == 0
    assert not report.events_equal
    assert not report.docked
    assert report.first is not None
    assert report.first.array == "events"


def test_a_difference_is_measured_against_the_scale_of_the_outcome() -> None:
    a, b = np.array([[100.0, 1e-12]]), np.array([[100.0, 2e-12]])
    assert relative_difference(a, b) == pytest.approx(1e-14)
    assert relative_difference(a, a) == 0
    assert relative_difference(a, a * np.nan) == np.inf
    assert relative_difference(np.zeros((1, 1)), np.full((1, 1), 1e-20)) == 1
    assert relative_difference(a * np.nan, a * np.nan) == 0


def test_measures_are_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def rounded(recording: Recording) -> list[Measured]:
        alone = recording.panels["arrivals"].shape[2] == 1
        found = measure_all(recording)
        return [replace(m, values=m.values * (1 + 1e-6)) if alone else m for m in found]

    monkeypatch.setattr(docking, "measure_all", rounded)
    report = dock(load(WORLD))
    assert not report.docked
    assert report.largest == pytest.approx(1e-6, rel=1e-3)
    assert report.first is not None
    assert report.first.array.startswith("measure ")


@on(15)
@given(worlds())
def test_a_replicate_is_the_same_in_any_company(scenario: Scenario) -> None:
    together = next(Ensemble(scenario, range(8)).recordings())
    alone = next(Ensemble(scenario, [3]).recordings())
    for name, panel in alone.panels.items():
        assert np.array_equal(panel[:, :, 0], together.panels[name][:, :, 3]), name
    assert np.array_equal(alone.events, events_of(together, 3))


@pytest.mark.parametrize("block", [1, 2, 3, 7])
def test_the_size_of_a_block_changes_no_number(block: int) -> None:
    scenario = load(WORLD)
    whole = next(Ensemble(scenario, range(7), block=64).recordings())
    parts = list(Ensemble(scenario, range(7), block=block).recordings())
    assert [number for part in parts for number in part.replicates] == list(range(7))
    for name, panel in whole.panels.items():
        joined = np.concatenate([part.panels[name] for part in parts], axis=2)
        assert np.array_equal(panel, joined), name
    assert sum(len(part.events) for part in parts) == len(whole.events)


def test_the_same_seed_gives_the_same_recording_and_another_seed_another() -> None:
    scenario = load(WORLD)
    first, again = (next(Ensemble(scenario, [0, 5]).recordings()) for _ in range(2))
    assert same(first, again) == []
    other = next(Ensemble(scenario, [0, 5], seed=99).recordings())
    assert "events" in same(first, other)
    assert not np.array_equal(first.panels["arrivals"][:, :, 0], first.panels["arrivals"][:, :, 1])


def test_values_that_vary_by_run_give_what_each_gives_alone() -> None:
    scenario = load(WORLD)
    values: dict[str, Any] = {
        "behaviour.patience_weeks": np.array([4.0, 10.0, 20.0]),
        "policies.acid curb.effective": np.array(
            ["2019-07-04", "2019-09-02", "2020-03-02"], dtype="datetime64[D]"
        ),
        "policies.acid curb.terms.review_weeks": np.array([0.0, 13.0, 30.0]),
        "buyers.Beta Devices.noise": np.array([0.0, 0.1, 0.2]),
        "suppliers.Alpha Chemicals.learning_exponent": np.array([0.0, 0.3, 0.0]),
        "routes.AAA-BBB.lead_time_weeks": np.array([0.0, 1.0, 6.0]),
    }
    together = next(Ensemble(scenario, [0, 1, 2], values=values).recordings())
    for run in range(3):
        own = {path: column[run : run + 1] for path, column in values.items()}
        alone = next(Ensemble(scenario, [run], values=own).recordings())
        for name, panel in alone.panels.items():
            assert np.array_equal(panel[:, :, 0], together.panels[name][:, :, run]), (run, name)
        assert np.array_equal(alone.events, events_of(together, run))
