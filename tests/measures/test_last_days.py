"""What leaves in the last free week has left by the day the control begins."""

import datetime as dt

import numpy as np
import pytest

import tradesim
from tradesim.ensemble import Ensemble
from tradesim.measures import months
from tradesim.measures.last_days import last_days
from tradesim.measures.months import days_of_months, monthly_exports
from tradesim.scenario import apply
from tradesim.scenario.schema import Scenario

BEFORE = "2023-11"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Licences from 1 December 2023, a Friday, on nine tenths of natural graphite."""
    short = tradesim.load("2023_graphite").model_copy(update={"end": dt.date(2024, 2, 4)})
    return apply(short, {"policies[0].covers_share": 1.0, "policies[1].covers_share": 0.0})


def exports(scenario: Scenario, date: str) -> tuple[np.ndarray, np.ndarray]:
    recording = tradesim.run(
        apply(scenario, {"policies[0].effective": date}), replicates=3
    ).recording
    trade = monthly_exports(recording)
    row = trade.series("natural_graphite", "WLD", "CHN")
    first = [f"{month:%Y-%m}" for month in trade.months].index(BEFORE)
    weekly = sum(
        recording.panels["dispatches"][:, n]
        for n, flow in enumerate(recording.flows)
        if recording.layout.items[flow.item].customs_group == "natural_graphite"
        and recording.layout.suppliers[flow.supplier].country == "CHN"
        and flow.destination != "CHN"
    )
    by_day = np.tensordot(days_of_months(recording.layout.calendar).share, weekly, 1)
    return trade.quantity[first : first + 2, row], by_day[first : first + 2]


@pytest.mark.once("what shipped scenarios come to, by engines that others run")
def test_nothing_that_a_control_covers_leaves_on_its_days(scenario: Scenario) -> None:
    found, by_day = exports(scenario, "2023-12-01")
    assert (found[0] > by_day[0]).all()
    assert found.sum(axis=0) == pytest.approx(by_day.sum(axis=0))
    assert (found[1] < 0.5 * by_day[1]).all()


def test_a_control_that_begins_on_a_monday_moves_nothing(scenario: Scenario) -> None:
    found, by_day = exports(scenario, "2023-12-04")
    assert found == pytest.approx(by_day)


def test_what_is_not_covered_leaves_on_any_day(scenario: Scenario) -> None:
    half = apply(scenario, {"policies[0].covers_share": 0.5})
    recording = tradesim.run(half, replicates=2).recording
    moved = last_days(recording, days_of_months(recording.layout.calendar).months)
    assert moved
    assert all((each.part == 0.5).all() for each in moved if each.part.any())
    assert all(abs(each.moved.sum()) < 1e-12 for each in moved)


def test_what_leaves_earlier_is_valued_at_the_price_of_its_week(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = apply(scenario, {"policies[0].effective": "2023-12-01"})
    recording = tradesim.run(dated, replicates=2).recording
    found = monthly_exports(recording)
    monkeypatch.setattr(months, "last_days", lambda *_: [])
    by_day = monthly_exports(recording)
    cell = [f"{month:%Y-%m}" for month in found.months].index(BEFORE)
    row = found.series("natural_graphite", "WLD", "CHN")
    moved = (found.quantity - by_day.quantity)[cell, row]
    worth = (found.value - by_day.value)[cell, row]
    prices = recording.panels["price"][recording.panels["price"] > 0.0]
    assert (moved > 0.0).all()
    assert (worth * 1e6 / moved > prices.min()).all()
    assert (worth * 1e6 / moved < prices.max()).all()


def test_a_run_whose_control_begins_on_another_day_has_no_last_days_of_this_one(
    scenario: Scenario,
) -> None:
    dates = np.array(["2023-12-01", "2023-12-04"], dtype="datetime64[D]")
    recording = next(
        Ensemble(scenario, range(2), values={"policies[0].effective": dates}).recordings()
    )
    moved = last_days(recording, days_of_months(recording.layout.calendar).months)
    parts = {tuple(each.part.tolist()) for each in moved if each.part.any()}
    assert parts == {(1.0, 0.0)}
