"""Which policy dates are marked, in which words, and where the words stand."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesim.reporting.marks import LabelRoom, arrange, rows_of
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import LONGEST, Mark, marks, moments
from tradesim.scenario import Scenario

SPAN = (float(days_of(["2018-01-01"])[0]), float(days_of(["2023-12-31"])[0]))

DAYS = st.lists(
    st.dates(dt.date(2018, 1, 1), dt.date(2023, 12, 31)), min_size=1, max_size=8, unique=True
)


def named(scenario: Scenario, destination: str, items: list[str]) -> list[str]:
    return [mark.text for mark in marks(moments(scenario, destination, items))]


def test_controls_aimed_at_the_country_are_marked(scenario: Scenario) -> None:
    assert named(scenario, "BBB", ["acid"]) == [
        "Jul 2019  acid curb: in force",
        "Aug 2019  list removal: in force",
        "Jan 2020  acid curb: amended",
        "Mar 2021  acid curb: lifted",
        "Jun 2021  list removal: restored",
    ]


def test_a_forewarning_has_a_line_and_no_label(scenario: Scenario) -> None:
    quiet = {m.label for m in moments(scenario, "BBB", ["acid"]) if not m.named}
    assert quiet == {"announced", "decided", "promulgated"}


def test_a_control_announced_on_its_day_of_force_is_named_once(scenario: Scenario) -> None:
    curb = scenario.policies[0]
    at_once = curb.model_copy(update={"announced": curb.effective})
    world = scenario.model_copy(update={"policies": [at_once]})
    assert named(world, "BBB", ["acid"])[0] == "Jul 2019  acid curb: in force"


def test_where_no_control_is_aimed_every_policy_and_shock_is_marked(scenario: Scenario) -> None:
    found = {moment.policy.name for moment in moments(scenario, "AAA", ["acid"])}
    assert found == {policy.name for policy in scenario.happenings}


def test_close_dates_share_a_label_that_names_the_instrument_once(scenario: Scenario) -> None:
    curb = scenario.policies[0]
    twin = curb.model_copy(update={"name": "film curb"})
    twice = scenario.model_copy(update={"policies": [curb, twin]})
    assert named(twice, "BBB", ["acid"])[0] == "Jul 2019  individual export licences: in force"


def test_unlike_policies_in_one_month_are_listed_as_far_as_there_is_room(
    scenario: Scenario,
) -> None:
    texts = named(scenario, "AAA", [])
    assert all(len(text) <= LONGEST for text in texts)
    assert "+" in texts[0] or ";" in texts[0]


def test_dates_outside_the_scenario_are_not_marked(scenario: Scenario) -> None:
    early = scenario.model_copy(update={"end": dt.date(2019, 12, 31)})
    assert len(named(early, "BBB", ["acid"])) == 2


@pytest.mark.once("asks where texts stand in figures that other tests draw")
@settings(deadline=None)  # a search
@given(DAYS)
def test_no_label_meets_another_or_a_line(days: list[dt.date]) -> None:
    given_marks = [Mark(day, f"{day:%b %Y}  something: in force") for day in sorted(days)]
    places = arrange(given_marks, LabelRoom(SPAN, 750.0, 90.0, 13.0))
    assert len(places) == len(given_marks) or len(places) >= 6  # the rest has no room left
    assert [place.mark.day for place in places] == sorted(days)[: len(places)]
    assert rows_of(places) <= 6
    for one, other in combinations(places, 2):
        assert not one.meets(other)
    assert all(place.left >= 0.0 and place.right <= 840.0 for place in places)


def test_a_label_without_room_is_cut_before_it_is_left_out() -> None:
    day = dt.date(2021, 1, 1)
    (place,) = arrange(
        [Mark(day, "Jan 2021  something: in force")], LabelRoom(SPAN, 200.0, 0.0, 13.0)
    )
    assert place.mark.text == "Jan 2021…"
