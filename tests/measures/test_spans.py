"""Spans of weeks and sums over them."""

import datetime as dt

import numpy as np
import pytest

from tests.measures.synthetic import CURB, IN_FORCE, blank, scenario
from tradesim.fields import DateFigure
from tradesim.measures.spans import (
    at,
    between,
    first_time,
    first_week,
    mean,
    ratio,
    total,
    trailing,
    weeks_until,
    year_before,
)

LAYOUT = blank(scenario(CURB)).layout


def test_the_first_of_some_dates_counts() -> None:
    dates = [DateFigure(value="2019-07-15"), DateFigure(value="2020-01-01"), None]
    assert first_week(LAYOUT, dates).tolist() == [IN_FORCE]


def test_a_date_after_the_end_never_comes_and_one_before_the_start_is_the_start() -> None:
    assert first_week(LAYOUT, [DateFigure(value="2031-01-01")]).tolist() == [156]
    assert first_week(LAYOUT, []).tolist() == [156]
    assert first_week(LAYOUT, [DateFigure(value="2010-01-01")]).tolist() == [0]


def test_dates_may_differ_by_run() -> None:
    days = np.array(["2019-07-15", "2018-01-08"], dtype="datetime64[D]")
    varied = DateFigure(value="2019-07-15").model_copy(update={"value": days})
    assert first_week(LAYOUT, [varied]).tolist() == [IN_FORCE, 1]


@pytest.mark.parametrize(
    ("date", "weeks"),
    [
        ("2017-12-01", 0),
        ("2018-01-03", 0),  # three days of the week of 01-01
        ("2018-01-04", 1),
        ("2018-01-10", 1),
        ("2018-01-11", 2),
        ("2030-01-01", 156),
    ],
)
def test_a_week_is_over_by_a_date_when_most_of_its_days_are(date: str, weeks: int) -> None:
    assert weeks_until(LAYOUT, dt.date.fromisoformat(date)) == weeks


def test_the_year_before_week_0_is_week_0() -> None:
    assert np.flatnonzero(year_before(np.array([0]), 156)).tolist() == [0]
    assert np.flatnonzero(year_before(np.array([60]), 156)).tolist() == list(range(8, 60))


def test_a_window_holds_this_week_and_those_before() -> None:
    ones = np.ones((6, 1))
    assert trailing(ones, 3)[:, 0].tolist() == [1, 2, 3, 3, 3, 3]
    assert trailing(ones, 20)[:, 0].tolist() == [1, 2, 3, 4, 5, 6]


def test_a_week_is_picked_run_by_run() -> None:
    values = np.arange(8.0).reshape(4, 2)
    assert at(values, np.array([0, 3])).tolist() == [0, 7]
    assert at(values, np.array([1])).tolist() == [2, 3]


def test_what_never_happens_is_told_apart_from_week_0() -> None:
    week, ever = first_time(np.array([[True, False], [True, False]]))
    assert week.tolist() == [0, 0]
    assert ever.tolist() == [True, False]


def test_a_share_of_nothing_has_no_value() -> None:
    shares = ratio(np.array([1.0, 1.0]), np.array([4.0, 0.0]))
    assert shares[0] == 0.25
    assert np.isnan(shares[1])


def test_a_sum_over_weeks_has_the_same_bits_for_one_run_as_for_many() -> None:
    values = np.random.default_rng(1).random((313, 64))
    span = between(np.array([10]), np.array([290]), 313)
    alone = [float(total(values[:, [run]].copy(), span)[0]) for run in range(64)]
    assert total(values, span).tolist() == alone


@pytest.mark.parametrize("shape", [(313, 1), (313, 2), (313, 64), (313, 3, 1), (313, 1, 5), (0, 4)])
def test_weeks_are_added_in_their_order(shape: tuple[int, ...]) -> None:
    panel = np.random.default_rng(4).lognormal(sigma=9, size=(shape[0], 3, *shape[1:]))
    values = panel[:, 1]  # as measures take a row of a panel
    by_hand = np.zeros(shape[1:])
    for week in values:
        by_hand = by_hand + week
    assert (total(values) == by_hand).all()


def test_a_span_alike_in_all_runs_gives_the_bits_of_one_told_run_by_run() -> None:
    values = np.random.default_rng(4).lognormal(sigma=9, size=(313, 7))
    span = np.zeros((313, 1), dtype=bool)
    span[[5, 6, 7, 90]] = True
    assert (total(values, span) == total(values, np.repeat(span, 7, axis=1))).all()
    assert (total(values, ~span | span) == total(values)).all()
    assert (total(values, span & ~span) == 0).all()


@pytest.mark.parametrize("window", [1, 2, 7, 13, 52])
def test_a_window_of_any_length_holds_as_many_weeks_as_there_are(window: int) -> None:
    values = np.arange(40.0).reshape(-1, 1) ** 2
    by_hand = [values[max(week - window + 1, 0) : week + 1].sum() for week in range(40)]
    assert trailing(values, window)[:, 0].tolist() == by_hand


def test_a_mean_takes_the_first_and_the_last_week_of_its_span() -> None:
    values = np.array([[1.0], [2.0], [4.0], [8.0]])
    for first, stop, expected in ((0, 4, 3.75), (1, 3, 3.0), (2, 4, 6.0), (0, 1, 1.0)):
        span = np.zeros((4, 1), dtype=bool)
        span[first:stop] = True
        assert mean(values, span).tolist() == [expected]
