"""Subsidy programmes: promised, agreed, raced for, lapsed, paid; and what is built with them."""

from collections.abc import Callable

import numpy as np
import pytest

import tradesim
from tests.living import lived, milestones
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, apply, without
from tradesim.world.log import Kind

WORKS = ("fine works", "acid works")
DEADLINE = 54
"""Week of 2020-01-20."""


@pytest.fixture
def fund(alone: Callable[..., Scenario]) -> Scenario:
    """The fund and its projects, without chance: allocated in weeks 8 and 10, bound 30 later."""
    certain = {"allocation_spread": 0, "negotiation_spread": 0, "payment_spread": 0,
               "race_pace": 1, "lapse_odds": 0}  # fmt: skip
    changes = {f"policies.fund.{name}": value for name, value in certain.items()}
    return apply(alone("fund", *WORKS), changes | {"policies.acid works.slippage_spread": 0})


def weeks_of_kind(recording: Recording, kind: Kind) -> list[int]:
    return [int(week) for week, found, *_ in recording.events if found == kind]


def money(recording: Recording, name: str) -> np.ndarray:
    return recording.panels[name][:, 0, 0]


def test_awards_pass_from_promise_to_agreement_to_payment(fund: Scenario) -> None:
    recording = lived(fund)
    assert weeks_of_kind(recording, Kind.AWARD_ALLOCATED) == [8, 10]
    assert weeks_of_kind(recording, Kind.AWARD_BOUND) == [38, 40]
    allocated, bound, paid = (money(recording, n) for n in ("allocated", "bound", "disbursed"))
    assert allocated[[7, 8, 10]].tolist() == [0, 200, 300]
    assert bound[[37, 38, 40]].tolist() == [0, 200, 300]
    assert (paid <= bound).all()
    assert (bound <= allocated).all()
    assert paid[-1] == 300
    assert (np.diff(paid) >= 0).all()


def test_a_project_waits_for_its_agreement_unless_it_starts_unfunded(fund: Scenario) -> None:
    events = lived(fund).events
    started = {int(e[2]): int(e[0]) for e in events if e[1] == Kind.PROJECT_STARTED}
    produces = {int(e[2]): int(e[0]) for e in events if e[1] == Kind.PROJECT_PRODUCES}
    assert started == {0: 38, 1: 4}  # announced in week 4
    assert produces[0] == 38 + 20
    # 36 weeks at half the pace do 18 weeks of work; the other 22 of 40 are done from week 40 on
    assert produces[1] == 40 + 22


def test_tranches_are_paid_by_milestones_with_their_lag(fund: Scenario) -> None:
    recording = lived(fund)
    fine = recording.events[
        (recording.events[:, 1] == Kind.AWARD_PAID) & (recording.events[:, 2] == 0)
    ]
    # five of twenty weeks are done after week 42, seen in week 43, paid 8 weeks later
    assert fine[:, 0].tolist() == [51, 56, 61, 66]
    assert fine[:, 4].tolist() == [50, 50, 50, 50]


def test_the_race_brings_agreements_forward(fund: Scenario) -> None:
    late = apply(fund, {"policies.fund.negotiation_weeks": 50})
    assert weeks_of_kind(lived(late), Kind.AWARD_BOUND) == [58, 60]
    raced = apply(late, {"policies.fund.race_pace": 3})
    # from week 44 on three weeks in one: 35 and 33 weeks done before, 15 and 17 to do
    assert weeks_of_kind(lived(raced), Kind.AWARD_BOUND) == [48, 49]


def test_what_is_unbound_at_the_deadline_lapses_with_its_odds(fund: Scenario) -> None:
    late = apply(fund, {"policies.fund.negotiation_weeks": 50, "policies.fund.lapse_odds": 1})
    recording = lived(late)
    assert weeks_of_kind(recording, Kind.AWARD_LAPSED) == [DEADLINE, DEADLINE]
    assert money(recording, "allocated")[[DEADLINE - 1, DEADLINE]].tolist() == [300, 0]
    assert money(recording, "disbursed")[-1] == 0
    assert not recording.panels["capacity"][-1, 4].any()  # the plant that waited
    half = apply(late, {"policies.fund.lapse_odds": 0.5})
    lapsed = len(weeks_of_kind(lived(half, range(100)), Kind.AWARD_LAPSED))
    assert 70 < lapsed < 130


def test_without_the_programme_only_what_starts_unfunded_is_built_and_slowly(
    fund: Scenario,
) -> None:
    alone, _ = without(fund, ["fund"])
    assert milestones(alone)["PROJECT_PRODUCES"] == 4 + 80
    capacity = lived(alone).panels["capacity"][-1, :, 0]
    assert (capacity[0], capacity[4]) == (250, 0)
    assert apply(alone, {"policies.acid works.unfunded_pace": 1}).policies


def test_without_a_project_its_award_is_never_applied_for(fund: Scenario) -> None:
    one, _ = without(fund, ["fine works"])
    assert money(lived(one), "allocated").max() == 100


def test_its_money_is_a_weekly_outcome_and_its_steps_are_events(fund: Scenario) -> None:
    result = tradesim.run(fund, replicates=1)
    rows = result.weekly[result.weekly["outcome"] == "grants_disbursed"]
    assert rows["mean"].max() == 300
    kinds = set(result.events["kind"])
    assert {"award allocated", "award bound", "award tranche paid"} <= kinds
    told = result.events[result.events["kind"] == "award bound"].iloc[0]
    assert (told["actor"], told["target"]) == ("AAA", "Alpha Fine")
    assert told["detail"] == "fund, fine works: USD 200 million"
