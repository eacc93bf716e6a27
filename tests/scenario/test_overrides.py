"""Overrides for one run, and arrays for a sweep."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from tests.scenario.conftest import at
from tradesim.errors import OverrideError
from tradesim.fields import Figure
from tradesim.scenario import Scenario, apply, parse_assignment, with_values


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("behaviour.patience_weeks=12", "behaviour.patience_weeks", 12),
        (" policies.acid curb.lifted = 2020-01-01", "policies.acid curb.lifted", "2020-01-01"),
        ("a=1e5", "a", 1e5),
        ("a=no", "a", "no"),
        ("a=null", "a", None),
        ("a={value: 5, unit: week}", "a", {"value": 5, "unit": "week"}),
        ("a=[x, y]", "a", ["x", "y"]),
        ("a=b=c", "a", "b=c"),
    ],
)
def test_an_assignment_is_path_and_yaml(text: str, path: str, value: Any) -> None:
    found_path, found = parse_assignment(text)
    assert found_path == path
    assert (found.isoformat() if isinstance(found, dt.date) else found) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "--set a: no value is given. Write path=value."),
        ("a=", "--set a: no value is given. Write null to leave the field out."),
        ("a=[1", "--set a: line 2: this cannot be read as YAML"),
    ],
)
def test_an_assignment_that_is_none(text: str, message: str) -> None:
    with pytest.raises(OverrideError) as caught:
        parse_assignment(text)
    assert str(caught.value).startswith(message.replace("line 2: ", ""))


def test_a_bare_number_keeps_the_unit_and_drops_the_source(world: Scenario) -> None:
    changed = apply(world, {"suppliers.Alpha Chemicals.capacity": 300})
    assert changed.suppliers[0].capacity == Figure(value=300, unit="t/week", judgement="override")
    assert world.suppliers[0].capacity.value == 200


def test_a_date_may_be_written_or_given(world: Scenario) -> None:
    written = apply(world, {"policies.acid curb.effective": "2019-07-18"})
    given = apply(world, {"policies.acid curb.effective": dt.date(2019, 7, 18)})
    assert written == given
    assert at(written, "policies.acid curb.effective") == dt.date(2019, 7, 18)
    assert at(written, "policies.acid curb.effective.source") is None
    assert at(written, "policies.acid curb.effective.judgement") == "override"


def test_null_leaves_an_optional_field_out(world: Scenario) -> None:
    changed = apply(world, {"policies.acid curb.first_decision": None})
    assert at(changed, "policies.acid curb.first_decision") is None


def test_an_absent_field_can_be_set(world: Scenario) -> None:
    changed = apply(world, {"countries.AAA.decisions_per_week": 3, "patience_weeks": 20})
    assert changed.countries[0].decisions_per_week == Figure(value=3, judgement="override")
    assert changed.behaviour.patience_weeks.value == 20


def test_shares_can_be_set_together(world: Scenario) -> None:
    sources = "buyers.Beta Devices.needs.acid.sources"
    changed = apply(world, {f"{sources}.Alpha Chemicals": 0.7, f"{sources}.Beta Chemicals": 0.3})
    shares = changed.buyers[0].needs[0].sources
    assert [share.value for share in shares.values()] == [0.7, 0.3]


def test_a_mapping_replaces_what_stands_there(world: Scenario) -> None:
    changed = apply(world, {"policies.acid curb.terms": {"review_weeks": 5}})
    assert at(changed, "policies.acid curb.review_weeks") == 5
    assert at(changed, "policies.acid curb.review_weeks.judgement") is None


def test_setting_what_is_there_changes_nothing_but_the_source(world: Scenario) -> None:
    assert apply(world, {"seed": 1}) == world


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "policies.acid curb.review_weeks",
            90,
            "90 is more than 52. Weeks, not days: write 13 for 90 days.",
        ),
        (
            "suppliers.Alpha Chemicals.capacity",
            "1,000",
            "'1,000' is not a number. Write 1000.",
        ),
        (
            "suppliers.Alpha Chemicals.capacity",
            100,
            (
                "100 t/week is less than the 130 t/week that its buyers take at the start "
                "(use times share)."
            ),
        ),
        (
            "policies.acid curb.partner",
            "BBC",
            "'BBC' is not a country of this scenario (AAA, BBB). Did you mean 'BBB'?",
        ),
        (
            "policies.acid curb.effective",
            None,
            (
                "policies[0]: it has no date. "
                "Give 'effective', or 'available: true' for an adaptive government."
            ),
        ),
        (
            "buyers.Beta Devices.needs.acid.sources.Alpha Chemicals",
            0.5,
            "buyers[0].needs[0].sources: the shares sum to 0.7 (0.5 + 0.2), not to 1.",
        ),
        ("seed", 1.5, "1.5 is not a whole number."),
        ("items", 3, "a list is expected, not 3. Begin each entry with '- '."),
    ],
)
def test_a_value_that_does_not_fit(world: Scenario, path: str, value: object, message: str) -> None:
    with pytest.raises(OverrideError) as caught:
        apply(world, {path: value})
    assert str(caught.value) == f"--set {path}: {message}"


def test_a_sweep_puts_one_value_a_run_into_a_figure(world: Scenario) -> None:
    reviews = np.array([4.0, 13.0, 26.0])
    days = np.array(["2019-07-04", "2019-08-01", "2019-09-05"], dtype="datetime64[D]")
    swept = with_values(
        world,
        {
            "policies.acid curb.review_weeks": reviews,
            "policies.white_list.effective": days,
            "countries.AAA.decisions_per_week": [1, 2, 3],
            "buyers.Beta Devices.needs.acid.base_cover_weeks.value": [2, 4, 8],
        },
    )
    assert at(swept, "policies.acid curb.review_weeks") is reviews
    assert (at(swept, "policies.white_list.effective") == days).all()
    assert at(swept, "countries.AAA.decisions_per_week").tolist() == [1.0, 2.0, 3.0]
    assert swept.buyers[0].needs[0].base_cover_weeks.value.dtype == np.float64
    assert at(world, "policies.acid curb.review_weeks") == 13
    assert swept.suppliers is world.suppliers


@pytest.mark.parametrize(
    ("path", "values", "message"),
    [
        (
            "policies.acid curb.review_weeks",
            [4, 90],
            "90 is more than 52. Weeks, not days: write 13 for 90 days.",
        ),
        ("policies.acid curb.review_weeks", [4, np.nan], "the value of run 1 is missing."),
        ("policies.acid curb.review_weeks", ["a"], "these are not all numbers."),
        ("policies.acid curb.review_weeks", 4, "one value a run is needed, not shape ()."),
        (
            "policies.acid curb.effective",
            ["soon"],
            "these are not all dates such as 2019-07-04.",
        ),
        (
            "policies.acid curb.partner",
            ["AAA"],
            "only numbers and dates can vary between runs. Put this into a variant.",
        ),
        ("seed", [1], "only numbers and dates can vary between runs. Put this into a variant."),
        (
            "buyers.Beta Devices.needs.acid.sources.Alpha Chemicals",
            [0.5],
            "the shares of one need must sum to one in every run. Put them into a variant.",
        ),
    ],
)
def test_what_cannot_vary_between_runs(
    world: Scenario, path: str, values: Any, message: str
) -> None:
    with pytest.raises(OverrideError) as caught:
        with_values(world, {path: values})
    assert str(caught.value) == f"--set {path}: {message}"


def test_a_sweep_needs_as_many_values_of_each(world: Scenario) -> None:
    with pytest.raises(OverrideError, match="as many values as runs"):
        with_values(world, {"patience_weeks": [5, 6], "behaviour.reorder_weeks": [5]})
