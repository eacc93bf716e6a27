"""Distributions, paired differences and their bootstrap intervals."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.experiments.made_runs import Floats, made_runs
from tradesim.experiments.analysis import analyse
from tradesim.experiments.analysis.intervals import mean_interval, tail
from tradesim.experiments.analysis.paired import (
    LARGER,
    NONE,
    SMALLER,
    UNKNOWN,
    compared,
    distributions,
    paired_differences,
)
from tradesim.measures.domain import ANY
from tradesim.reporting.digest import digest

ONE_POINT = np.array([[1.0]])


def plain(x: Floats, noise: Any) -> Any:
    return x[0] + noise


def shifted(x: Floats, noise: Any) -> Any:
    return x[0] + 0.1 + noise


def shaken(x: Floats, noise: Any) -> Any:
    return x[0] + noise + np.sin(999 * noise)


@pytest.mark.parametrize("units", [12, 100])
@pytest.mark.parametrize("shape", ["normal", "exponential"])
def test_an_interval_holds_the_true_mean_about_as_often_as_it_says(units: int, shape: str) -> None:
    rng = np.random.default_rng(11)
    experiments = 1500
    drawn = getattr(rng, f"standard_{shape}")((units, experiments))
    truth = 0.0 if shape == "normal" else 1.0
    low, high = mean_interval(drawn)
    held = float(((low <= truth) & (truth <= high)).mean())
    assert (0.88 if shape == "exponential" and units < 50 else 0.925) < held < 0.975


@pytest.mark.parametrize("units", [2, 3, 5, 9])
def test_an_interval_of_few_units_holds_the_mean_of_normal_numbers(units: int) -> None:
    drawn = np.random.default_rng(11).standard_normal((units, 4000))
    low, high = mean_interval(drawn)
    assert 0.94 < float(((low <= 0.0) & (high >= 0.0)).mean()) < 0.965


def test_an_interval_of_three_is_that_of_student() -> None:
    values = np.array([[1.0], [2.0], [4.0]])
    low, high = mean_interval(np.vstack([values, [[np.nan]]]))
    expected = stats.t.interval(0.95, 2, loc=values.mean(), scale=stats.sem(values))
    assert (low[0], high[0]) == pytest.approx([float(end[0]) for end in expected])


@pytest.mark.parametrize(("replicates", "told"), [(1, 0), (3, 1), (10, 0)])
def test_an_analysis_says_that_replicates_are_few(replicates: int, told: int) -> None:
    runs = made_runs(
        ONE_POINT, {"one": plain, "two": shaken}, replicates=replicates, spread=1.0, names=("a",)
    )
    found = analyse(runs)
    said = f"With {replicates} replicates, intervals are Student's t"
    assert sum(note.startswith(said) for note in found.notes) == told
    (section,) = (s for s in digest(found) if s.title.startswith("Difference from"))
    assert ("Student" in section.note) == (replicates < 10)
    assert ("bootstrap" in section.note) == (replicates >= 10)


def test_intervals_of_few_units_reach_further_than_the_plain_percentiles() -> None:
    assert tail(5) < tail(20) < tail(1000) < 0.025
    assert tail(100_000) == pytest.approx(0.025, abs=1e-4)


def test_an_interval_needs_two_units_with_a_value() -> None:
    low, high = mean_interval(np.array([[1.0, 1.0], [np.nan, 3.0]]))
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] <= 2.0 <= high[1]


def test_the_same_values_give_the_same_interval_twice() -> None:
    values = np.random.default_rng(2).random((30, 2))
    assert np.array_equal(mean_interval(values), mean_interval(values))


def test_identical_variants_do_not_differ_however_large_the_noise() -> None:
    runs = made_runs(ONE_POINT, {"one": plain, "two": plain}, replicates=50, spread=10.0)
    row = paired_differences(runs).iloc[0]
    assert row["difference"] == 0.0
    assert (row["low"], row["high"]) == (0.0, 0.0)
    assert row["verdict"] == NONE


def test_pairs_show_a_small_difference_under_large_shared_noise() -> None:
    runs = made_runs(ONE_POINT, {"one": plain, "two": shifted}, replicates=50, spread=10.0)
    row = paired_differences(runs).iloc[0]
    assert row["difference"] == pytest.approx(0.1)
    assert row["verdict"] == LARGER


def test_a_difference_that_noise_can_explain_is_called_that() -> None:
    runs = made_runs(ONE_POINT, {"one": plain, "two": shaken}, replicates=50, spread=1.0)
    row = paired_differences(runs).iloc[0]
    assert row["low"] < 0.0 < row["high"]
    assert row["verdict"] == SMALLER


def test_of_many_outcomes_without_a_difference_hardly_one_holds() -> None:
    """One in twenty passes alone; corrected for their number, next to none does."""
    rng = np.random.default_rng(5)
    index = pd.MultiIndex.from_product([[0], range(40)], names=["point", "replicate"])
    base = pd.DataFrame(rng.standard_normal((40, 372)), index=index)
    other = pd.DataFrame(rng.standard_normal((40, 372)), index=index)
    other[0] = base[0] + 1.0 + 0.1 * other[0]
    table = compared(base, other, "replicate", [ANY] * base.shape[1])
    assert 8 <= (table["chance"] < 0.05).sum() <= 35
    assert (table["chance_of_many"] < 0.05).sum() <= 2
    assert table["chance_of_many"][0] < 1e-9


def test_one_pair_tells_nothing() -> None:
    runs = made_runs(ONE_POINT, {"one": plain, "two": shifted})
    assert paired_differences(runs).iloc[0]["verdict"] == UNKNOWN


def test_a_pair_needs_both_of_its_runs() -> None:
    runs = made_runs(ONE_POINT, {"one": plain, "two": shifted}, replicates=10, spread=1.0)
    frame = runs.frame.copy()
    frame.loc[(frame["variant"] == "two") & (frame["replicate"] < 4), "error"] = "failed"
    row = paired_differences(replace(runs, frame=frame)).iloc[0]
    assert row["pairs"] == 6
    assert row["mean_variant"] - row["mean_reference"] == pytest.approx(0.1)


def test_rounding_is_no_difference() -> None:
    runs = made_runs(
        ONE_POINT, {"one": plain, "two": lambda x, e: plain(x, e) * (1 + 1e-15)}, replicates=9
    )
    assert paired_differences(runs).iloc[0]["verdict"] == NONE


def test_a_grid_is_resampled_by_replicate_and_a_sample_by_point() -> None:
    settings = np.linspace(0.0, 1.0, 40).reshape(-1, 1)
    variants = {"one": plain, "two": lambda x, e: 2 * x[0] + e}
    grid = made_runs(settings, variants, replicates=5, spread=1.0)
    sample = replace(grid, design="latin_hypercube")
    narrow, wide = (paired_differences(runs).iloc[0] for runs in (grid, sample))
    assert narrow["difference"] == wide["difference"] == pytest.approx(0.5)
    assert narrow["high"] - narrow["low"] == pytest.approx(0.0, abs=1e-9)
    assert 0.1 < wide["high"] - wide["low"] < 0.3


def test_a_distribution_counts_runs_with_and_without_a_value() -> None:
    runs = made_runs(ONE_POINT, {"one": plain}, replicates=100, spread=1.0)
    frame = runs.frame.copy()
    frame.loc[frame["replicate"] < 30, "output_lost_weeks"] = np.nan
    row = distributions(replace(runs, frame=frame)).iloc[0]
    assert (row["runs"], row["with_value"]) == (100, 70)
    assert row["p05"] < row["p25"] < row["p50"] < row["p75"] < row["p95"]
    assert row["mean_low"] < row["mean"] < row["mean_high"]
