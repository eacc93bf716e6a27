"""Controls that a government pulls are measured from the week in which it does."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.living import lived
from tradesim.measures.control_weeks import (
    announced_week,
    binding_weeks,
    ruled_weeks,
    week_in_force,
)
from tradesim.measures.recording import Recording
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import load, without

WORLDS = Path(__file__).parents[1] / "worlds"


@pytest.fixture(scope="module")
def recording() -> Recording:
    return lived(load(WORLDS / "two_governments.yaml"))


def control(recording: Recording, name: str) -> ExportControl:
    return next(lever for lever in recording.layout.levers if lever.name == name)


def test_it_is_announced_when_its_government_moves(recording: Recording) -> None:
    assert announced_week(recording, [control(recording, "acid curb")]) == [16]
    assert announced_week(recording, [control(recording, "list removal")]) == [18]
    assert announced_week(recording, recording.layout.levers) == [16]


def test_it_binds_when_its_procedure_is_over_until_it_is_lifted(recording: Recording) -> None:
    removal = control(recording, "list removal")
    assert week_in_force(recording, [removal]) == [26]
    weeks = np.flatnonzero(binding_weeks(recording, removal)[:, 0])
    assert (weeks[0], weeks[-1], len(weeks)) == (26, 100, 75)


def test_one_that_is_never_pulled_is_announced_after_the_end(recording: Recording) -> None:
    nothing = {name: recording.panels[name] * 0 for name in ("holds", "escalation")}
    never = recording.panels | nothing
    calm = Recording(recording.layout, recording.replicates, never, recording.events)
    assert announced_week(calm, calm.layout.levers) == [calm.weeks]
    assert week_in_force(calm, calm.layout.levers) == [calm.weeks]


def test_what_was_before_is_before_a_government_s_first_step_where_nothing_is_dated(
    recording: Recording,
) -> None:
    dated = [policy.name for policy in recording.layout.scenario.policies if policy.dates()]
    undated = without(recording.layout.scenario, dated)[0] if dated else recording.layout.scenario
    alone = replace(recording, layout=replace(recording.layout, scenario=undated))
    assert alone.before_policies("BBB").tolist() == [15]
    calm = replace(alone, panels=alone.panels | {"escalation": alone.panels["escalation"] * 0})
    assert calm.before_policies("BBB").tolist() == [12]


def test_dates_hold_where_there_are_dates() -> None:
    recording = lived(load(WORLDS / "two_countries.yaml"))
    curb, removal = recording.layout.scenario.policies[:2]
    assert isinstance(curb, ExportControl)
    assert isinstance(removal, ExportControl)
    assert announced_week(recording, [removal, curb]) == [25]
    assert week_in_force(recording, [removal]) == [33]
    assert np.flatnonzero(binding_weeks(recording, removal)[:, 0])[-1] == 124


def test_a_policy_without_a_rule_holds_by_none_in_any_run() -> None:
    recording = lived(load(WORLDS / "two_countries.yaml"), range(3))
    curb = recording.layout.scenario.policies[0]
    assert np.broadcast_to(ruled_weeks(recording, curb), (recording.weeks, 3)).any() == np.False_
