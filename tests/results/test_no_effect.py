"""Policies and overrides that change nothing are found, and why is said."""

from collections.abc import Mapping
from typing import Any

import pytest

import tradesim
from tradesim.results.no_effect import differs, idle_overrides, idle_policies
from tradesim.scenario import Scenario, apply, without


def changed(scenario: Scenario, name: str, values: Mapping[str, object]) -> Scenario:
    return apply(scenario, {f"policies.{name}.{field}": value for field, value in values.items()})


def test_policies_that_matter_are_not_warned_of(scenario: Scenario) -> None:
    assert list(idle_policies(scenario, scenario.seed)) == []


def test_a_result_carries_the_warnings(scenario: Scenario) -> None:
    idle = apply(scenario, {"policies.reserve.cover_weeks": 0})
    (warning,) = tradesim.run(idle).warnings
    assert warning.startswith("policy 'reserve' changes no outcome: ")


def test_a_policy_after_the_end_is_idle(scenario: Scenario) -> None:
    late = changed(scenario, "reserve", {"effective": "2021-12-25"})
    (warning,) = idle_policies(late, 1)
    assert "it begins after the last week" in warning


def policy(scenario: Scenario, **fields: Any) -> Scenario:
    """Return the scenario with one more policy and no others."""
    bare = scenario.model_dump(exclude_unset=True)
    added = {"name": "new one", "effective": "2020-01-06", **fields}
    return Scenario.model_validate(
        {**bare, "policies": [added], "shocks": [], "variants": {}, "agents": {}}
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {
                "kind": "individual_licence",
                "imposer": "BBB",
                "partner": "AAA",
                "items": ["film"],
            },
            "no plant in BBB sells film to a buyer in AAA",
        ),
        (
            {"kind": "white_list", "imposer": "AAA", "partner": "BBB", "listed_items": ["acid"]},
            "every exporter it meets holds a compliance programme",
        ),
        (
            {
                "kind": "stockpile_mandate",
                "buyers": ["Alpha Devices"],
                "items": ["film"],
                "cover_weeks": 3,
            },
            "none of its buyers needs film",
        ),
        ({"kind": "fast_track_permit", "country": "AAA"}, "stands in AAA"),
    ],
)
def test_the_likely_reason_is_given(
    scenario: Scenario, fields: dict[str, Any], reason: str
) -> None:
    world = policy(scenario, **fields)
    no_spillover = {"behaviour.alarm_spillover": 0, "behaviour.distrust_spillover": 0}
    (warning,) = idle_policies(apply(world, no_spillover), 1)
    assert warning.startswith("policy 'new one' changes no outcome: ")
    assert reason in warning


def test_an_override_by_the_same_value_is_idle(scenario: Scenario) -> None:
    path = "policies.reserve.cover_weeks"
    same = apply(scenario, {path: 2})
    (warning,) = idle_overrides(same, 1, {path: scenario})
    assert warning == f"override '{path}' changes no outcome: it is 2.0 without the override too."


def test_an_override_that_matters_is_not_warned_of(scenario: Scenario) -> None:
    path = "policies.reserve.cover_weeks"
    more = apply(scenario, {path: 5})
    assert list(idle_overrides(more, 1, {path: scenario})) == []


def test_a_policy_is_removed_with_what_answers_it(scenario: Scenario) -> None:
    recording = tradesim.run(scenario).recording
    reduced, answers = without(scenario, ["acid curb"])
    assert "film plant" in answers
    assert differs(recording, reduced, scenario.seed)
    assert not differs(recording, scenario, scenario.seed)


def test_a_control_under_which_something_was_filed_is_told_apart_without_living_the_pair(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = tradesim.run(scenario).recording
    reduced, _ = without(scenario, ["acid curb"])
    monkeypatch.setattr("tradesim.results.all_but_one.live_week", _never)
    assert differs(recording, reduced, scenario.seed)
    with pytest.raises(AssertionError, match="lived"):
        differs(recording, scenario, scenario.seed)


def _never(*_: object) -> None:
    raise AssertionError("a week was lived")


def test_worlds_of_other_shape_differ(scenario: Scenario) -> None:
    recording = tradesim.run(scenario).recording
    shorter = apply(scenario, {"end": "2021-06-30"})
    assert differs(recording, shorter, scenario.seed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("buyers.Beta Devices.output_value", 5),
        ("suppliers.Alpha Films.owner", "Alpha Chemicals"),
        ("buyers.Beta Devices.needs.acid.safety_cover_weeks", 3.9),
    ],
)
def test_an_override_of_what_is_only_measured_is_not_warned_of(
    scenario: Scenario, path: str, value: object
) -> None:
    assert list(idle_overrides(apply(scenario, {path: value}), 1, {path: scenario})) == []


def test_an_override_of_the_rate_of_a_duty_that_moves_nobody_is_not_warned_of(
    scenario: Scenario,
) -> None:
    duty = {"kind": "tariff", "imposer": "BBB", "items": ["film"], "rate": 0.1}
    world = apply(policy(scenario, **duty), {"behaviour.price_elasticity": 0})
    path = "policies.new one.rate"
    assert list(idle_overrides(apply(world, {path: 0.2}), 1, {path: world})) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("seed", 5),
        ("replicates", 3),
        ("title", "Another"),
        ("description", "Another"),
        ("page.start", "2019-06-03"),
        ("agents", {"Beta Devices": "some_module:Careful"}),
        ("countries.AAA.name", "Another"),
        ("policies.acid curb.note", "Another"),
        ("policies.acid curb.effective.source", "another"),
    ],
)
def test_nothing_is_said_of_what_is_no_part_of_the_world(
    scenario: Scenario, path: str, value: object
) -> None:
    assert list(idle_overrides(apply(scenario, {path: value}), 1, {path: scenario})) == []


def test_an_override_is_tried_in_several_of_the_replicates_that_were_run(
    scenario: Scenario,
) -> None:
    path = "items.acid.qualification_odds"
    unsure = apply(scenario, {path: 0.8})
    assert len(list(idle_overrides(unsure, 1, {path: scenario}))) == 1
    assert list(idle_overrides(unsure, 1, {path: scenario}, 20)) == []
