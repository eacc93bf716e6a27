"""Firms, contracts and offices: who files on its own, and in which order offices decide."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from tests.living import lived, weeks_of, with_policy, world_of
from tradesim.docking import dock
from tradesim.economy.licensed_trade import let_licensed_leave
from tradesim.measures.recording import Recording
from tradesim.policies.effects import FREE, INDIVIDUAL
from tradesim.scenario import Scenario, apply
from tradesim.scenario.schema import SupplierEntry

RUNS = range(120)
REVIEW = {"review_weeks": 13, "review_spread": 0.6}


def market(firms: Any = 1, rows: int = 1, **terms: Any) -> Scenario:
    """Return a market that one country supplies, by so many rows of so many firms each."""
    names = [f"North {number}" for number in range(rows)]
    plants = [plant(name, "AAA", 200 / rows) | {"firms": firms} for name in names]
    need = {
        "item": "acid",
        "baseline_use": 100,
        "base_cover_weeks": 6,
        "sources": {**dict.fromkeys(names, 0.8 / rows), "South": 0.2},
    }
    maker = {"name": "Maker", "country": "BBB", "product": "chips", "output": 100, "needs": [need]}
    curb = {
        "kind": "individual_licence", "name": "curb", "imposer": "AAA", "partner": "BBB",
        "items": ["acid"], "announced": "2019-07-01", "effective": "2019-07-29",
        "terms": REVIEW | terms,
    }  # fmt: skip
    tree = {
            "name": "firms",
            "title": "Firms",
            "description": "One row of firms, or a row each.",
            "start": "2019-01-07",
            "end": "2021-06-27",
            "countries": [
                {"code": "AAA", "name": "Alphaland"},
                {"code": "BBB", "name": "Betaland"},
            ],
            "items": [{"name": "acid", "customs_group": "acids", "unit": "t"}],
            "suppliers": [*plants, plant("South", "BBB", 60)],
            "buyers": [maker],
            "policies": [curb],
    }  # fmt: skip
    return Scenario.model_validate(tree)


def plant(name: str, country: str, capacity: float) -> dict[str, Any]:
    return {
        "name": name, "country": country, "item": "acid", "capacity": capacity, "price": 1000,
    }  # fmt: skip


def unmet(recording: Recording) -> np.ndarray:
    """Return weeks of use unmet, shape (run,)."""
    weeks: np.ndarray = recording.panels["unmet"].sum(axis=(0, 1)) / 100
    return weeks


@pytest.mark.parametrize("firms", [2, 4, 16])
def test_a_row_of_firms_fares_as_rows_of_one_firm_within_noise(firms: int) -> None:
    together, apart = lived(market(firms=firms), RUNS), lived(market(rows=firms), RUNS)
    for measure in (unmet, lambda run: run.panels["granted"].sum(axis=(0, 1))):
        ours, theirs = measure(together), measure(apart)
        noise = np.sqrt((ours.var() + theirs.var()) / len(RUNS))
        assert abs(ours.mean() - theirs.mean()) <= 3.0 * noise + 1e-12
    assert unmet(lived(market(), RUNS)).mean() > 2 * unmet(together).mean()


def test_each_firm_files_and_is_decided_on_its_own() -> None:
    world = world_of(market(firms=[0.5, 0.3, 0.2], approval_odds=0.5), [0, 1])
    licence, seen = world.licence, False
    for _ in weeks_of(world):
        if licence.status.any():
            seen |= len({tuple(row) for row in licence.status.tolist()}) > 1
            filed = licence.volume[:, 0] > 0.0
            assert filed.sum() <= 3
    assert seen
    assert (licence.filings > 1).all()


def test_buyers_turn_to_the_firm_with_a_licence_at_the_pace_of_shares() -> None:
    pace = {"behaviour.share_inertia": 0.1, "behaviour.failure_acceleration": 0}
    world = world_of(apply(market(firms=[0.5, 0.3, 0.2]), pace), [0])
    licence = world.licence
    licence.level[:], licence.balance[:] = INDIVIDUAL, 0.0
    licence.balance[0] = 10.0
    let_licensed_leave(world)
    # a tenth of the way from 0.5, 0.3 and 0.2 to the one firm that may send
    assert licence.asked.ravel().tolist() == pytest.approx([0.55, 0.27, 0.18])


def test_as_many_equal_shares_are_as_many_firms() -> None:
    number, shares = lived(market(firms=4), range(3)), lived(market(firms=[0.25] * 4), range(3))
    assert np.array_equal(number.panels["arrivals"], shares.panels["arrivals"])


@pytest.mark.parametrize(
    ("firms", "said"),
    [
        (0, "'firms' are 0"),
        ([0.5, 0.4], "add up to 0.9"),
        ([1.5, -0.5], "above 0"),
        (True, "firms"),
        (500, "give 1 to 200"),
    ],
)
def test_firms_that_make_no_whole_are_refused(firms: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        SupplierEntry.model_validate(plant("North", "AAA", 1) | {"firms": firms})


def test_under_a_licence_for_a_contract_several_applications_are_under_review() -> None:
    several = {"covers": "contract", "licence_lot_weeks": 6, "validity_weeks": 52}
    period, contract = (world_of(market(**terms), [0]) for terms in ({}, several))
    most = {"period": 0, "contract": 0}
    for name, world in (("period", period), ("contract", contract)):
        for _ in weeks_of(world):
            most[name] = max(most[name], int(world.control.waiting.max()))
    assert most["period"] == 1
    assert 2 <= most["contract"] <= 6


def test_no_licence_is_for_more_than_the_largest_lot() -> None:
    largest = 0.0
    world = world_of(market(largest_lot_weeks=2), [0, 1])
    for _ in weeks_of(world):
        most = 2 * world.licence.usual_orders * (1 + 1e-12)
        assert (world.licence.requested <= most).all()
        largest = max(largest, float(world.licence.requested.max()))
    assert 0 < largest < 2 * 80 * 1.5


def test_papers_come_before_the_first_file_and_are_drawn_for_each_firm() -> None:
    at_once, later = (
        lived(market(firms=16, papers_weeks=weeks, papers_spread=0.7)).events for weeks in (0, 6)
    )
    first, last = (
        [min(e[0] for e in events if e[1] == 40), sorted(e[0] for e in events if e[1] == 40)[15]]
        for events in (at_once, later)
    )
    assert first == [25, 25]  # all sixteen file in the week of the news
    assert last[1] > last[0] > 25


def test_nothing_is_decided_before_force_and_the_time_the_office_takes() -> None:
    for weeks in (0, 10):
        recording = lived(market(firms=8, review_weeks=1, first_decision_weeks=weeks), range(3))
        decided = recording.panels["granted"] + recording.panels["refused"]
        first = int(np.flatnonzero(decided.sum(axis=(1, 2)))[0])
        assert first == 29 + weeks  # 2019-07-29 is the Monday of week 29


def later(scenario: Scenario, weeks: int) -> Scenario:
    """Return a scenario whose control comes so much later."""
    curb = scenario.policies[0]
    moved = {}
    for name in ("announced", "effective"):
        date = getattr(curb, name)
        moved[name] = date.model_copy(update={"value": date.value + dt.timedelta(weeks=weeks)})
    return scenario.model_copy(update={"policies": [curb.model_copy(update=moved)]})


def test_a_control_a_week_later_keeps_replicates_correlated() -> None:
    now, then = unmet(lived(market(), RUNS)), unmet(lived(later(market(), 1), RUNS))
    assert now.std() > 0.5
    assert np.corrcoef(now, then)[0, 1] > 0.9


def office(pace: float) -> Scenario:
    tree = market(firms=10, review_weeks=4, review_spread=0).model_dump(exclude_unset=True)
    tree["countries"][0]["decisions_per_week"] = pace
    return Scenario.model_validate(tree)


def test_an_office_may_decide_less_than_one_application_a_week() -> None:
    panels = lived(office(0.25), range(4)).panels
    decided = (panels["granted"] + panels["refused"]).sum(axis=1)
    assert decided.max() == 1
    weeks = np.flatnonzero(decided[:, 0])
    assert (np.diff(weeks) % 4 == 0).all()
    assert len(weeks) > 10


def test_of_what_is_filed_in_one_week_no_firm_is_always_last() -> None:
    recording = lived(office(1), range(40))
    world = world_of(office(1), range(40))
    first = np.full(world.licence.filings.shape, -1)
    for week in weeks_of(world):
        decided = (world.licence.filings > 0) & (world.licence.status != 1) & (first < 0)
        first[decided] = week
    mean = first.mean(axis=1)
    assert recording.panels["granted"].any()
    assert np.ptp(mean) < 0.5 * np.ptp(first[:, 0])


@pytest.mark.parametrize("terms", [{}, {"covers": "contract", "licence_lot_weeks": 6}])
def test_engines_agree_on_firms_and_contracts(terms: dict[str, Any]) -> None:
    assert dock(market(firms=[0.5, 0.3, 0.2], papers_weeks=2, **terms)).bit_equal


def test_where_goods_are_held_without_a_rule_nobody_turns_to_old_licences() -> None:
    tree = market(firms=[0.5, 0.3, 0.2]).model_dump(exclude_unset=True) | {"policies": []}
    hold = {
        "kind": "informal_hold", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
        "effective": "2019-05-06", "held_share": 0.5,
    }  # fmt: skip
    world = world_of(with_policy(Scenario.model_validate(tree), **hold), range(2))
    licence = world.licence
    next(week for week in weeks_of(world) if licence.held.any())
    assert (licence.level == FREE).all()
    licence.balance[0] = 5.0  # of a control that is no more
    before = licence.asked.copy()
    let_licensed_leave(world)
    assert np.array_equal(licence.asked, before)
