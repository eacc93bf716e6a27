"""Figures and series are scored by hand-worked cases."""

import math
from dataclasses import replace

import numpy as np
import pytest

from tradesim.evidence.scores import FigureScore, SeriesPair, figure_score, irregularity

MONTHS = ("2019-07", "2019-08", "2019-09", "2019-10")


def figure(value: str, unit: str, *simulated: float) -> FigureScore:
    facts = {"id": "x", "measure": "", "item": "", "period": "", "value": value, "unit": unit}
    return figure_score(facts, np.array(simulated))


def pair(observed: list[float], simulated: list[list[float]], **known: float) -> SeriesPair:
    return SeriesPair(
        "acids", "BBB", "AAA", "quantity", "t", MONTHS[: len(observed)],
        np.array(observed), np.array(simulated), known.get("unchanged", 100.0),
        np.full(len(observed), known.get("last_year", math.nan)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "simulated", "hit"),
    [
        ("100", "t", 125.0, True),
        ("100", "t", 126.0, False),
        ("100", "t", 75.0, True),
        ("-26", "per cent", -21.0, True),
        ("-26", "per cent", -20.9, False),
        ("12.9", "per cent", 17.9, True),
        ("0", "stops", 0.0, True),
        ("0", "stops", 1.0, False),
        ("2019-08-21", "date", 18129.0 + 28, True),
        ("2019-08-21", "date", 18129.0 - 29, False),
        ("2019-08-21", "date", math.inf, False),
    ],
)
def test_a_median_within_the_tolerance_is_a_hit(
    value: str, unit: str, simulated: float, *, hit: bool
) -> None:
    assert figure(value, unit, simulated).is_hit == hit


def test_the_median_decides_whatever_the_band() -> None:
    score = figure("100", "t", 10.0, 100.0, 1000.0)
    assert score.is_hit
    assert score.low == pytest.approx(19.0)
    assert score.high == pytest.approx(910.0)


def test_a_date_that_half_of_the_runs_never_see_is_missed_without_a_warning() -> None:
    score = figure("2019-08-21", "date", 18129.0, math.inf, math.inf)
    assert math.isinf(score.median)
    assert not score.is_hit


def test_a_perfect_forecast_has_skill_one() -> None:
    score = pair([10, 20, 30, 40], [[10, 10], [20, 20], [30, 30], [40, 40]], last_year=5).score()
    assert score.skill == 1.0
    assert score.skill_last_year == 1.0
    assert score.coverage == 1.0
    assert score.nrmse == 0.0
    assert score.correlation == pytest.approx(1.0)


def test_the_forecast_of_no_change_has_skill_zero() -> None:
    assert pair([10, 20, 30, 40], [[100, 100]] * 4).score().skill == 0.0


def test_skill_compares_root_mean_squared_errors() -> None:
    score = pair([0, 0], [[10, 30], [20, 20]], unchanged=40.0).score()
    assert score.skill == pytest.approx(0.5)


def test_the_forecast_is_the_mean_over_runs() -> None:
    assert pair([10, 10], [[0, 30], [10, 20]]).mean.tolist() == [15, 15]


def test_the_same_month_of_the_year_before_counts_where_it_is_known() -> None:
    scored = SeriesPair(
        "acids", "BBB", "AAA", "quantity", "t", MONTHS[:2],
        np.array([10.0, 10.0]), np.array([[12.0], [90.0]]), 0.0, np.array([14.0, math.nan]),
    ).score()  # fmt: skip
    assert scored.skill_last_year == pytest.approx(0.5)


def test_coverage_is_the_share_of_months_inside_the_band() -> None:
    score = pair([10, 20, 30, 40], [[9, 11], [19, 21], [0, 1], [0, 1]]).score()
    assert score.coverage == 0.5


def test_a_series_that_is_never_traded_has_no_correlation() -> None:
    score = pair([10, 20], [[0, 0], [0, 0]]).score()
    assert math.isnan(score.correlation)
    assert score.coverage == 0.0


def test_the_error_is_relative_to_the_mean_observed() -> None:
    assert pair([10, 30], [[20, 20], [40, 40]]).score().nrmse == pytest.approx(0.5)


def test_irregularity_is_how_months_stray_around_their_level() -> None:
    steps = np.tile([1.0, -1.0], 12)
    runs = np.full((24, 5), 100.0)
    strays = 250.0 * np.exp(0.2 * steps)  # a level that is wrong throughout is no irregularity
    assert irregularity(strays, runs) == pytest.approx(0.2 * math.sqrt(24 / 23))
    assert irregularity(np.full(24, 30.0), runs) == pytest.approx(0.0, abs=1e-6)


def test_what_the_runs_show_themselves_is_not_counted_twice() -> None:
    steps = np.tile([1.0, -1.0], 12)
    restless = 100.0 * np.exp(0.2 * steps[:, None] * np.array([1.0, -1.0]))
    assert irregularity(100.0 * np.exp(0.2 * steps), restless) == pytest.approx(0.0, abs=1e-6)


def test_irregularity_needs_a_year_of_trade() -> None:
    observed = 100.0 * np.exp(0.3 * np.tile([1.0, -1.0], 6))
    assert irregularity(observed, np.full((12, 2), 100.0)) > 0.3
    observed[0] = 0.0
    assert irregularity(observed, np.full((12, 2), 100.0)) == 0.0


def test_the_band_holds_nine_tenths_of_irregular_months() -> None:
    calm = pair([100.0] * 4, [[100.0, 100.0]] * 4)
    restless = replace(calm, irregularity=0.25)
    assert calm.band.tolist() == calm.band_of_runs.tolist() == [[100.0] * 4] * 2
    low, high = np.log(restless.band[:, 0] / 100.0) + 0.25**2 / 2
    assert low == pytest.approx(-1.645 * 0.25, abs=0.01)
    assert high == pytest.approx(1.645 * 0.25, abs=0.01)
    assert restless.mean.tolist() == calm.mean.tolist()
    strayed = replace(restless, observed=np.array([80.0, 120.0, 60.0, 160.0]))
    assert (strayed.score().coverage, strayed.score().coverage_of_runs) == (0.5, 0.0)
