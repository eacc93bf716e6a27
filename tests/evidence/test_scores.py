"""Observed series are scored by hand-worked cases."""

import math

import numpy as np
import pytest

from tradesim.evidence.line import ObservedLine
from tradesim.evidence.observed import Key
from tradesim.evidence.rivals import Forecast
from tradesim.evidence.scores import SeriesPair, irregularity, normal_steps

MONTHS = ("2019-07", "2019-08", "2019-09", "2019-10")
KEY = Key("acids", "BBB", "AAA")


def exactly(level: float, count: int, spread: float = 0.0) -> Forecast:
    return Forecast(np.full(count, level), np.full(count, spread))


def pair(
    observed: list[float],
    simulated: list[list[float]],
    *,
    unchanged: float = 100.0,
    last_year: float | None = None,
    irregular: float = 0.0,
) -> SeriesPair:
    count = len(observed)
    rivals = {"no change": exactly(unchanged, count)}
    if last_year is not None:
        rivals["last year"] = exactly(last_year, count)
    line = ObservedLine(
        KEY, "quantity", "t", MONTHS[:count], np.array(observed, dtype=float), unchanged,
        rivals=rivals,
    )  # fmt: skip
    return SeriesPair(line, np.array(simulated, dtype=float), np.full(count, irregular))


def test_a_perfect_forecast_has_skill_one_and_no_error() -> None:
    score = pair([10, 20, 30, 40], [[10, 10], [20, 20], [30, 30], [40, 40]], last_year=5).score()
    assert (score.skill, score.skill_last_year, score.skill_best) == (1.0, 1.0, 1.0)
    assert (score.coverage, score.width, score.interval, score.crps) == (1.0, 0.0, 0.0, 0.0)
    assert (score.interval_ratio, score.crps_ratio, score.nrmse) == (0.0, 0.0, 0.0)
    assert score.correlation == pytest.approx(1.0)


def test_the_forecast_of_no_change_is_no_better_than_itself() -> None:
    score = pair([10, 20, 30, 40], [[100, 100]] * 4).score()
    assert (score.skill, score.skill_best, score.interval_ratio, score.crps_ratio) == (0, 0, 1, 1)


def test_skill_compares_root_mean_squared_errors() -> None:
    score = pair([0, 0], [[10, 30], [20, 20]], unchanged=40.0).score()
    assert score.skill == pytest.approx(0.5)


def test_the_best_rival_is_the_one_whose_level_errs_least() -> None:
    """Observed 10 and 20; no change says 40 (errors 30, 20), last year 18 (8, -2)."""
    score = pair([10, 20], [[12, 12, 99], [17, 17, 99]], unchanged=40.0, last_year=18.0).score()
    assert score.best_rival == "last year"
    median, naive = math.sqrt((2**2 + 3**2) / 2), math.sqrt((8**2 + 2**2) / 2)
    assert score.skill_best == pytest.approx(1 - median / naive)


def test_the_mean_and_the_median_are_over_runs() -> None:
    both = pair([10, 10], [[0, 0, 30], [10, 10, 10]])
    assert (both.mean.tolist(), both.median.tolist()) == ([10, 10], [0, 10])


def test_coverage_is_the_share_of_months_inside_the_band() -> None:
    score = pair([10, 20, 30, 40], [[9, 11], [19, 21], [0, 1], [0, 1]]).score()
    assert score.coverage == 0.5


def test_the_scores_of_a_band_are_over_the_usual_level() -> None:
    """Runs 0, 10, ... 100: the band is 5 to 95, its width 90; usual are 50 a month.

    Inside it costs 90, at 100 it costs 90 + 20 * 5 = 190; both on average 140.
    """
    runs = [[10.0 * n for n in range(11)]] * 2
    score = pair([50, 100], runs, unchanged=50.0).score()
    scale = 75.0  # the mean observed, which is more than the level
    assert score.width == pytest.approx(90 / scale)
    assert score.interval == pytest.approx(140 / scale)
    # the naive forecast has no width: 0 at 50, 20 * 50 at 100
    assert score.interval_ratio == pytest.approx(140 / 500)


def test_a_series_that_is_never_traded_has_no_correlation() -> None:
    score = pair([10, 20], [[0, 0], [0, 0]]).score()
    assert math.isnan(score.correlation)
    assert score.coverage == 0.0


def test_a_series_without_a_past_has_coverage_and_no_relative_score() -> None:
    line = ObservedLine(KEY, "quantity", "t", MONTHS[:2], np.array([10.0, 20.0]), math.nan)
    score = SeriesPair(line, np.array([[9.0, 11.0], [0.0, 1.0]]), np.zeros(2)).score()
    assert score.coverage == 0.5
    assert score.best_rival == ""
    assert all(
        math.isnan(value)
        for value in (score.skill, score.skill_best, score.interval, score.crps_ratio, score.width)
    )


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
    assert math.isnan(irregularity(observed, np.full((12, 2), 100.0)))


def test_where_it_is_not_known_the_scatter_of_months_stands_in_and_evens_out_over_longer() -> None:
    line = ObservedLine(
        KEY, "quantity", "t", ("2019-07", "2019-Q4", "2020"), np.ones(3), 1.0, scatter=0.5
    )
    monthly = math.sqrt(math.log(1.25))
    assert line.stray(math.nan) == pytest.approx(monthly / np.sqrt([1, 3, 12]))
    assert line.stray(0.3) == pytest.approx(0.3 / np.sqrt([1, 3, 12]))


@pytest.mark.parametrize("runs", [2, 40, 400])
def test_the_band_holds_nine_tenths_of_irregular_months(runs: int) -> None:
    calm = pair([100.0] * 4, [[100.0] * runs] * 4)
    restless = pair([80.0, 120.0, 60.0, 160.0], [[100.0] * runs] * 4, irregular=0.25)
    assert calm.band.tolist() == calm.band_of_runs.tolist() == [[100.0] * 4] * 2
    low, high = np.log(restless.band[:, 0] / 100.0) + 0.25**2 / 2
    assert low == pytest.approx(-1.645 * 0.25, abs=0.01)
    assert high == pytest.approx(1.645 * 0.25, abs=0.01)
    assert restless.mean.tolist() == calm.mean.tolist()
    assert (restless.score().coverage, restless.score().coverage_of_runs) == (0.5, 0.0)


@pytest.mark.parametrize("runs", [1, 3, 64, 1000])
def test_the_steps_of_all_runs_together_are_a_normal_variable(runs: int) -> None:
    steps = normal_steps(runs)
    assert steps.shape[0] == runs
    assert steps.mean() == pytest.approx(0.0, abs=0.02)
    assert steps.std() == pytest.approx(1.0, abs=0.02)
