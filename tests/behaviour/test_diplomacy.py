"""How governments that decide climb, answer, complain and come down again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived, scripted, weeks_of, with_policy, world_of
from tradesim.agents import Government
from tradesim.behaviour.diplomacy import choose_complaint, choose_escalation, everyones_cabinet
from tradesim.docking import dock
from tradesim.economy.diplomacy import move_tension, weigh_pressure
from tradesim.economy.threats import call_back
from tradesim.model import TradeModel
from tradesim.policies.wto_complaint import (
    CONSULTATIONS,
    NO_COMPLAINT,
    PANEL,
    RESUMED,
    SUSPENDED,
    WITHDRAWN,
)
from tradesim.scenario import Scenario, apply, load, without
from tradesim.world.log import Kind
from tradesim.world.threats import HERE
from tradesim.world.world import World

WORLD = Path(__file__).parents[1] / "worlds" / "two_governments.yaml"
AAA, BBB = 0, 1
"""Rows of the relations: that of AAA to BBB, which is wronged first, and the other way round."""

Story = list[tuple[int, str, int, float]]


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLD)


@pytest.fixture
def world(scenario: Scenario) -> World:
    return world_of(scenario, (0,))


def story(scenario: Scenario, replicate: int = 0) -> Story:
    """Return week, kind, row and value of what governments did."""
    events = lived(scenario, (replicate,)).events
    return [
        (int(week), Kind(int(kind)).name, int(row), value)
        for week, kind, row, _, value in events
        if kind <= Kind.COMPLAINT
    ]


def decided(world: World, week: int = 50, **state: Any) -> list[int]:
    """Set some state of the two relations, one value a row, and return the rungs decided on."""
    give(world, state)
    choose_escalation(everyones_cabinet(world), week)
    rungs: list[int] = world.relation.decided[:, 0].tolist()
    return rungs


def give(world: World, state: dict[str, Any]) -> None:
    for name, values in state.items():
        getattr(world.relation, name)[...] = np.array(values).reshape(-1, 1)


def test_a_quarrel_brings_curb_removal_mirror_complaint_and_a_summit_undoes_them(
    scenario: Scenario,
) -> None:
    told = [(kind, row, value) for _, kind, row, value in story(scenario)]
    assert told == [
        ("MOVED_UP", AAA, 1),
        ("CONTROL_IN_FORCE", 0, 0),
        ("MOVED_UP", AAA, 2),
        ("MOVED_UP", BBB, 2),
        ("CONTROL_IN_FORCE", 2, 0),
        ("CONTROL_IN_FORCE", 1, 0),
        ("COMPLAINT", BBB, CONSULTATIONS),
        ("COMPLAINT", BBB, SUSPENDED),
        ("COMPLAINT", BBB, RESUMED),
        ("COMPLAINT", BBB, PANEL),
        ("MOVED_DOWN", AAA, 1),
        ("MOVED_DOWN", BBB, 0),
        ("MOVED_DOWN", AAA, 0),
        ("CONTROL_LIFTED", 0, 0),
        ("COMPLAINT", BBB, WITHDRAWN),
        ("CONTROL_LIFTED", 2, 0),
        ("CONTROL_LIFTED", 1, 0),
    ]


def test_each_procedure_takes_its_governments_weeks(scenario: Scenario) -> None:
    weeks = {(kind, row, value): week for week, kind, row, value in story(scenario)}
    raised, mirrored = weeks["MOVED_UP", AAA, 2], weeks["MOVED_UP", BBB, 2]
    assert weeks["CONTROL_IN_FORCE", 0, 0] - weeks["MOVED_UP", AAA, 1] == 1
    assert weeks["CONTROL_IN_FORCE", 1, 0] - raised == 8
    assert mirrored - raised == 2
    assert weeks["CONTROL_IN_FORCE", 2, 0] - mirrored == 4
    assert weeks["CONTROL_LIFTED", 1, 0] - weeks["MOVED_DOWN", AAA, 1] == 12
    assert weeks["CONTROL_LIFTED", 2, 0] - weeks["MOVED_DOWN", BBB, 0] == 4


def test_without_the_quarrel_nothing_moves(scenario: Scenario) -> None:
    calm, _ = without(scenario, ["quarrel"])
    assert story(calm) == []


def test_a_government_that_follows_a_script_decides_nothing(scenario: Scenario) -> None:
    tree = scenario.model_dump(exclude_unset=True)
    tree["countries"][1] = {"code": "BBB", "name": "Betaland"}
    tree["policies"] = [p for p in tree["policies"] if p["name"] not in {"mirror", "complaint"}]
    rows = {row for _, kind, row, _ in story(Scenario.model_validate(tree)) if "MOVED" in kind}
    assert rows == {AAA}


def test_a_script_and_a_decision_meet(scenario: Scenario) -> None:
    """One government follows dates; the other answers what they bring."""
    tree = scenario.model_dump(exclude_unset=True)
    tree["countries"][0] = {"code": "AAA", "name": "Alphaland"}
    tree["shocks"] = []
    for policy in tree["policies"]:
        if policy["name"] in {"acid curb", "list removal"}:
            policy |= {"available": False, "effective": "2019-07-04"}
    told = story(Scenario.model_validate(tree))
    assert told[0][1:] == ("MOVED_UP", BBB, 2)
    assert lived(Scenario.model_validate(tree)).panels["escalation"][60, :, 0].tolist() == [2, 2]


def test_pressure_has_to_last(world: World) -> None:
    assert decided(world, weeks_above=[1, 1]) == [0, 0]
    assert decided(world, weeks_above=[2, 1]) == [1, 0]


def test_a_ladder_has_only_the_rungs_that_hold_something(world: World) -> None:
    assert decided(world, weeks_above=[2, 2]) == [1, 2]
    assert decided(world, weeks_above=[2, 2], escalation=[2, 2]) == [2, 2]
    assert decided(world, weeks_above=[0, 0], weeks_below=[2, 2]) == [1, 0]


def test_a_raise_is_answered_after_its_lag_up_to_the_partners_rung_and_once(world: World) -> None:
    angry = {"escalation": [2, 0], "raised_week": [48, -9], "pressure": [2, 0.6]}
    assert decided(world, week=49, **angry) == [2, 0]
    assert decided(world, week=50, **angry) == [2, 2]
    assert decided(world, week=50, **angry, answered_week=[-9, 48]) == [2, 0]


def test_a_government_at_ease_does_not_answer(world: World) -> None:
    calm = {"escalation": [2, 0], "raised_week": [48, -9], "pressure": [2, 0.4]}
    assert decided(world, week=50, **calm) == [2, 0]


@pytest.mark.parametrize(
    ("stage", "since", "pressure", "partner", "expected"),
    [
        (NO_COMPLAINT, -9, 0.7, 2, CONSULTATIONS),
        (CONSULTATIONS, 47, 0.7, 2, CONSULTATIONS),
        (CONSULTATIONS, 46, 0.7, 2, SUSPENDED),
        (CONSULTATIONS, 46, 1.1, 2, PANEL),
        (SUSPENDED, 41, 0.7, 2, SUSPENDED),
        (SUSPENDED, 40, 0.7, 2, RESUMED),
        (RESUMED, 42, 0.7, 2, PANEL),
        (PANEL, 10, 0.7, 2, PANEL),
        (PANEL, 10, 0.7, 0, WITHDRAWN),
        (SUSPENDED, 49, 0.7, 0, WITHDRAWN),
        (WITHDRAWN, 35, 0.7, 2, WITHDRAWN),
        (WITHDRAWN, 25, 0.7, 2, CONSULTATIONS),
    ],
)
def test_a_complaint_moves_on(
    world: World, stage: int, since: int, pressure: float, partner: int, expected: int
) -> None:
    """In week 50, against a partner that last moved up in week 30."""
    give(world, {"complaint": [0, stage], "complaint_week": [0, since], "pressure": [0, pressure]})
    give(world, {"escalation": [partner, 2], "raised_week": [30, 0]})
    choose_complaint(everyones_cabinet(world), 50)
    assert world.relation.complaint_decided[:, 0].tolist() == [0, expected]


def test_losses_at_home_bring_a_government_down_before_the_summit(scenario: Scenario) -> None:
    costly = apply(scenario, {"countries.AAA.reaction.domestic_cost_weight": 10})
    before_summit = slice(30, 85)
    rungs = [
        lived(world).panels["escalation"][before_summit, AAA, 0].min()
        for world in (scenario, costly)
    ]
    assert rungs == [2, 0]


def test_losses_and_a_complaint_take_pressure_off(world: World) -> None:
    give(world, {"tension": [1.2, 0.9], "loss": [0.4, 0], "complaint": [0, PANEL]})
    weigh_pressure(world)
    assert world.relation.pressure[:, 0].tolist() == pytest.approx([1.2 - 0.5 * 0.4 - 0.1, 0.9])
    assert world.relation.weeks_below[:, 0].tolist() == [0, 0]
    give(world, {"complaint": [0, SUSPENDED]})
    weigh_pressure(world)
    assert world.relation.pressure[AAA, 0] == pytest.approx(1.0)


def test_losses_are_what_exports_fall_short_of_usual(scenario: Scenario) -> None:
    world = world_of(scenario, (0,))
    for week in weeks_of(world):
        if week == 12:
            assert world.relation.loss[:, 0].tolist() == [0, 0]
        if week == 60:
            assert 0.05 < world.relation.loss[AAA, 0] < 1


def test_tension_moves_by_its_equation(world: World) -> None:
    """Kept part of 1, twice the reciprocity, one rung of provocation."""
    give(world, {"tension": [1, 0.5], "escalation": [1, 2], "moved": [0, 1]})
    world.week = 0
    move_tension(world)
    kept = 0.5 ** (1 / 104)
    expected = [kept + 2 * 0.003 + 0.5, 0.5 * kept + 0.003]
    assert world.relation.tension[:, 0].tolist() == pytest.approx(expected, rel=1e-12)


def test_tension_never_falls_below_nothing(scenario: Scenario) -> None:
    noisy = apply(scenario, {"diplomacy.tension_noise": 0.5})
    assert lived(noisy, range(4)).panels["tension"].min() >= 0


def test_each_replicate_draws_its_own_procedures_and_noise(scenario: Scenario) -> None:
    random = apply(scenario, {"diplomacy.tension_noise": 0.05, "diplomacy.procedure_spread": 0.3})
    assert len({tuple(story(random, replicate)) for replicate in range(4)}) == 4
    assert dock(random, range(3)).bit_equal


def test_agents_and_ensemble_decide_alike(scenario: Scenario) -> None:
    assert dock(scenario).bit_equal


def test_a_government_shows_its_tension_and_may_be_taught_otherwise(scenario: Scenario) -> None:
    class Patient(Government):
        def act(self) -> None:
            """Never move."""
            self.cabinet.relation.decided[...] = self.cabinet.relation.escalation

    model = TradeModel(scenario, agent_classes={"AAA": Patient})
    for _ in model.weeks_to_come():
        pass
    actor = model.actor("Alphaland")
    assert set(actor.tension) == {"BBB"}
    assert model.recording().panels["escalation"].max() == 0


def test_a_scenario_without_diplomacy_has_no_rows() -> None:
    world = world_of(load(WORLD.with_name("two_countries.yaml")), (0,))
    assert not len(world.relation.tension)
    assert not world.chancery.at_work


def test_a_scripted_government_never_pulls_what_stands_ready(scenario: Scenario) -> None:
    ready = [p.name for p in scenario.policies if getattr(p, "available", False)]
    assert ready
    first = next(p for p in scenario.policies if p.name in ready)
    banned = with_policy(
        scripted(scenario),
        kind="export_ban",
        imposer=first.actor,
        partner=first.target,
        items=list(first.subjects),
        effective=scenario.start.replace(month=6),
    )
    world = world_of(banned, (0,))
    rows = [row for row, (name, _) in enumerate(world.layout.control_list) if name in ready]
    highest = 0
    for _ in weeks_of(world):
        highest = max(highest, int(world.relation.escalation.max()))
        assert not world.control.level[rows].any()
    assert highest > 0, "the dated ban must raise the rung, or nothing was tried"


def test_what_another_lever_brings_is_feared_still_when_one_is_called_back(world: World) -> None:
    threat, lever, news = world.threat, world.lever, world.chancery.news
    first, second = 0, 1
    (here,) = (effect for effect in news[first] if effect.array == HERE)
    alike = tuple(replace(effect, rows=here.rows) if effect.array == HERE else effect
                  for effect in news[second])  # fmt: skip
    chancery = replace(world.chancery, news=[news[first], alike, *news[2:]])
    both = replace(world, chancery=chancery)
    lever.wanted[second], lever.holds[[first, second]] = 1, 0
    lever.due_week[second] = world.week + 5
    own = np.isin(threat.link, here.rows)
    for runs, ahead, notice in ((True, True, 5), (False, True, 2)):
        threat.ahead[...], threat.notice[...] = 9.0, 2.0
        call_back(both, first, np.array([[runs]]))
        assert ((threat.ahead[own] > 0.0) == ahead).all()
        assert (threat.notice[own] == notice).all()
    lever.wanted[second] = 0
    call_back(both, first, np.array([[True]]))
    assert (threat.ahead[own] == 0.0).all()
    assert (threat.ahead[~own] == 9.0).all()
