"""What was known before, and what naive rivals make of it, by hand-worked numbers."""

import datetime as dt
import math

import numpy as np
import pytest

from tradesim.evidence.levels import USUAL_SCATTER, past_of, shared_scatter
from tradesim.evidence.rivals import CLOSED, LAST_YEAR, NO_CHANGE, Forecast, RivalKnowledge
from tradesim.evidence.window import Window

WINDOW = Window(
    dt.date(2020, 1, 10), tuple(f"2019-{month:02d}" for month in range(1, 13)), "2020-01", 0.25
)
SUM, MEAN = True, False


def outlook(
    values: dict[str, float], *, scatter: float = 0.5, adds_up: bool = SUM
) -> RivalKnowledge:
    return RivalKnowledge(past_of(values, WINDOW, adds_up=adds_up), WINDOW, scatter, adds_up)


def test_the_level_is_the_mean_of_the_months_of_the_baseline_there_are() -> None:
    past = past_of(
        {"2018-12": 900, "2019-02": 10, "2019-12": 30, "2020-01": 500}, WINDOW, adds_up=SUM
    )
    assert past.level == 20.0
    assert past.months == {"2018-12": 900, "2019-02": 10, "2019-12": 30}
    assert math.isnan(past.scatter)


def test_what_a_year_leaves_over_is_spread_over_the_months_that_are_not_known() -> None:
    """A year of 130 of which January is 20: ten for each of the eleven others."""
    past = past_of({"2019": 130.0, "2019-01": 20.0}, WINDOW, adds_up=SUM)
    assert past.levels == {"2019-01": 20.0} | {f"2019-{m:02d}": 10.0 for m in range(2, 13)}
    assert past.level == pytest.approx(130 / 12)


def test_a_unit_value_of_a_year_is_a_mean_of_months_not_a_sum() -> None:
    past = past_of({"2019": 13.0, "2019-01": 24.0}, WINDOW, adds_up=MEAN)
    assert past.levels["2019-02"] == pytest.approx((13.0 * 12 - 24.0) / 11)


def test_where_the_baseline_is_empty_the_last_known_months_stand_in() -> None:
    assert past_of({"2018-03": 10.0, "2018-04": 30.0}, WINDOW, adds_up=SUM).level == 20.0
    assert math.isnan(past_of({"2020-02": 10.0}, WINDOW, adds_up=SUM).level)


def test_what_is_older_than_three_years_is_not_looked_at() -> None:
    assert past_of({"2016-12": 10.0, "2017-01": 30.0}, WINDOW, adds_up=SUM).level == 30.0


def test_scatter_is_the_deviation_of_months_over_their_mean() -> None:
    months = {"2019-01": 50.0, "2019-02": 150.0, "2019-03": 50.0, "2019-04": 150.0}
    assert past_of(months, WINDOW, adds_up=SUM).scatter == pytest.approx(
        50 * math.sqrt(4 / 3) / 100
    )


def test_series_with_too_few_months_share_the_scatter_of_the_others() -> None:
    assert shared_scatter([0.1, math.nan, 0.5, 0.2], "quantity") == 0.2
    assert shared_scatter([math.nan], "unit_value_usd") == USUAL_SCATTER["unit_value_usd"]


def test_no_change_goes_on_with_a_band_of_the_scatter() -> None:
    found = outlook({"2019": 120.0}).forecasts(["2020-01", "2020-Q1", "2020"], {})
    assert list(found) == [NO_CHANGE]
    assert found[NO_CHANGE].level.tolist() == [10.0, 30.0, 120.0]
    assert found[NO_CHANGE].spread == pytest.approx(5.0 * np.sqrt([1, 3, 12]))


def test_a_unit_value_is_as_high_over_a_year_as_in_a_month() -> None:
    found = outlook({"2019": 10.0}, adds_up=MEAN).forecasts(["2020-01", "2020"], {})
    assert found[NO_CHANGE].level.tolist() == [10.0, 10.0]
    assert found[NO_CHANGE].spread == pytest.approx([5.0, 5.0 / math.sqrt(12)])


def test_what_is_known_on_the_day_is_no_guess() -> None:
    """December 2019 and January 2020 together: December is known to be 40."""
    found = outlook({"2019-11": 20.0, "2019-12": 40.0}).forecasts(["2019-12..2020-01"], {})
    assert found[NO_CHANGE].level.tolist() == [40.0 + 30.0]
    assert found[NO_CHANGE].spread.tolist() == [0.5 * 30.0]


def test_last_year_is_the_last_one_before_the_news_and_no_change_where_it_is_unknown() -> None:
    found = outlook({"2019-01": 10.0, "2019-02": 30.0}).forecasts(
        ["2020-01", "2020-02", "2020-03", "2021-02"], {}
    )
    assert found[LAST_YEAR].level.tolist() == [10.0, 30.0, 20.0, 30.0]


def test_there_is_no_last_year_where_none_of_its_months_was_published() -> None:
    assert LAST_YEAR not in outlook({"2019-07": 10.0}).forecasts(["2020-01"], {})


def test_closed_is_nothing_first_and_then_as_before() -> None:
    found = outlook({"2019": 120.0}).forecasts(
        ["2020-01", "2020-02", "2020-03", "2020-Q1"],
        {"2020-01": 1.0, "2020-02": 0.0, "2020-03": 0.25},
    )
    assert found[CLOSED].level.tolist() == [10.0, 0.0, 2.5, 12.5]


def test_unit_values_are_not_closed() -> None:
    found = outlook({"2019": 10.0}, adds_up=MEAN).forecasts(["2020-01"], {"2020-01": 0.0})
    assert CLOSED not in found


def test_a_band_never_falls_below_nothing() -> None:
    draws = Forecast(np.array([1.0]), np.array([10.0])).draws
    assert draws.min() == 0.0
    assert draws[0, 99] == pytest.approx(1.0)
    assert (np.diff(draws) >= 0.0).all()
