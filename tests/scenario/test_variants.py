"""Policies left out with what answers them, and named variants."""

import datetime as dt

import pytest

from tests.scenario.conftest import at
from tradesim.errors import OverrideError
from tradesim.scenario import Scenario, apply, ending, responses, variant, without


def names(scenario: Scenario) -> list[str]:
    return [policy.name for policy in scenario.happenings]


def test_what_answers_a_policy_goes_with_it(world: Scenario) -> None:
    reduced, answers = without(world, ["acid curb"])
    assert answers == ("film plant", "quick permits")
    assert names(reduced) == ["list removal", "reserve", "boom"]
    assert names(world) != names(reduced)


def test_what_is_named_is_not_counted_among_the_responses(world: Scenario) -> None:
    assert responses(world, ["acid curb", "film plant"]) == ("quick permits",)
    assert responses(world, ["reserve"]) == ()


def test_a_shock_can_be_left_out(world: Scenario) -> None:
    reduced, _ = without(world, ["boom"])
    assert reduced.shocks == []


def test_a_name_that_is_none(world: Scenario) -> None:
    with pytest.raises(OverrideError) as caught:
        without(world, ["acid crub"])
    assert str(caught.value) == (
        "--without acid crub: this is no policy or shock of the scenario (acid curb, "
        "list removal, film plant, quick permits, reserve, boom). Did you mean 'acid curb'?"
    )


def test_a_variant_leaves_out_and_sets(world: Scenario) -> None:
    assert names(variant(world, "no_curb")) == ["reserve", "boom"]
    slow = variant(world, "slow_office")
    assert at(slow, "policies.acid curb.review_weeks") == 26
    assert at(slow, "policies.list removal.review_weeks") == 26


def test_a_variant_can_be_overridden_further(world: Scenario) -> None:
    reduced = apply(variant(world, "no_curb"), {"behaviour.patience_weeks": 5})
    assert names(reduced) == ["reserve", "boom"]


def test_an_unknown_variant(world: Scenario) -> None:
    with pytest.raises(OverrideError) as caught:
        variant(world, "no_crub")
    assert str(caught.value) == (
        "--variant no_crub: the scenario has no such variant (no_curb, slow_office). "
        "Did you mean 'no_curb'?"
    )


def test_a_shorter_scenario_loses_what_begins_after_its_end_and_what_answers_it(
    world: Scenario,
) -> None:
    shorter = ending(world, dt.date(2020, 2, 2))
    assert shorter.end == dt.date(2020, 2, 2)
    assert set(names(world)) - set(names(shorter)) == {"boom"}
    assert names(ending(world, dt.date(2019, 7, 7))) == ["acid curb"]
    assert names(ending(world, dt.date(2019, 7, 3))) == []  # announced, not in force


def test_a_scenario_that_would_end_before_it_starts_is_refused(world: Scenario) -> None:
    with pytest.raises(OverrideError, match="before"):
        ending(world, dt.date(2001, 1, 1))
