"""Sobol indices and Morris effects: of functions whose answer is known; of designs with gaps."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import sobol as sobol_analyze
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from tests.experiments.made_runs import Floats, grow_few_trees, made_runs
from tradesim.errors import IncompleteDesignError
from tradesim.experiments.analysis import Runs, analyse
from tradesim.experiments.analysis.intervals import RESAMPLES, SEED
from tradesim.experiments.analysis.sensitivity import (
    can_be_explained,
    morris_effects,
    sobol_tables,
    too_few,
)
from tradesim.reporting.digest import digest

ANGLES = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
UNITS = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}

# Ishigami & Homma (1990) with a = 7, b = 0.1: first-order and total indices in closed form.
FIRST, TOTAL = np.array([[0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]])


def ishigami(x: Floats, noise: Any) -> Any:
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]) + noise


def additive(x: Floats, noise: Any) -> Any:
    return 4 * x[0] - 2 * x[1] + noise


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_few_trees(monkeypatch)


@pytest.fixture(scope="module")
def sampled() -> Runs:
    settings = sobol_sample.sample(ANGLES, 1024, calc_second_order=False, seed=3)
    return made_runs(settings, {"only": ishigami}, design="sobol")


def test_sobol_indices_of_the_ishigami_function_are_those_of_its_formula(sampled: Runs) -> None:
    table = sobol_tables(sampled)[0].set_index("parameter")
    assert table["first_order"].to_numpy() == pytest.approx(FIRST, abs=0.05)
    assert table["total"].to_numpy() == pytest.approx(TOTAL, abs=0.05)


def test_the_intervals_hold_the_true_indices(sampled: Runs) -> None:
    table = sobol_tables(sampled)[0]
    assert (table["first_order_low"] <= FIRST).all()
    assert (table["first_order_high"] >= FIRST).all()
    assert (table["total_low"] <= TOTAL).all()
    assert (table["total_high"] >= TOTAL).all()


def test_indices_do_not_depend_on_the_order_of_the_rows(sampled: Runs) -> None:
    shuffled = replace(sampled, frame=sampled.frame.sample(frac=1.0, random_state=1))
    assert sobol_tables(shuffled)[0].equals(sobol_tables(sampled)[0])


def test_replicates_are_averaged_before_indices_are_taken() -> None:
    settings = sobol_sample.sample(ANGLES, 64, calc_second_order=False, seed=3)
    once = made_runs(settings, {"only": ishigami}, design="sobol")
    often = made_runs(settings, {"only": ishigami}, design="sobol", replicates=3, spread=0.5)
    shifted = sobol_tables(often)[0]["total"].to_numpy()
    assert shifted == pytest.approx(sobol_tables(once)[0]["total"].to_numpy(), abs=1e-9)


def test_interactions_of_two_are_taken_from_a_design_that_has_them() -> None:
    settings = sobol_sample.sample(UNITS, 64, calc_second_order=True, seed=3)
    runs = made_runs(settings, {"only": additive}, design="sobol")
    table = sobol_tables(replace(runs, second_order=True))[0].set_index("parameter")
    assert table["total"].to_numpy() == pytest.approx([0.8, 0.2, 0.0], abs=0.05)


def test_indices_of_pairs_are_those_of_salib_and_near_the_formula() -> None:
    settings = sobol_sample.sample(ANGLES, 512, calc_second_order=True, seed=3)
    runs = made_runs(settings, {"one": ishigami, "two": additive}, design="sobol")
    pairs = sobol_tables(replace(runs, second_order=True))[1]
    values = np.array([ishigami(x, 0.0) for x in settings])
    found = sobol_analyze.analyze(ANGLES, values, num_resamples=RESAMPLES // 2, seed=SEED)
    ours = pairs[pairs["variant"] == "one"].set_index(["parameter", "other"])
    assert list(ours.index) == [("a", "b"), ("a", "c"), ("b", "c")]
    for row, (first, second) in enumerate([(0, 1), (0, 2), (1, 2)]):
        index, reach = found["S2"][first, second], found["S2_conf"][first, second]
        line = ours.iloc[row]
        assert line["second_order"] == pytest.approx(index)
        assert line["second_order_low"] == pytest.approx(index - reach)
        assert line["second_order_high"] == pytest.approx(index + reach)
    assert ours["second_order"].to_numpy() == pytest.approx([0.0, TOTAL[2], 0.0], abs=0.08)
    assert pairs[pairs["variant"] == "two"]["second_order"].abs().max() < 0.05


def test_pairs_are_written_and_the_largest_told() -> None:
    settings = sobol_sample.sample(ANGLES, 128, calc_second_order=True, seed=3)
    runs = made_runs(settings, {"only": ishigami}, design="sobol")
    whole = analyse(replace(runs, second_order=True))
    assert len(dict(whole.tables())["sobol_pairs"]) == 3
    (section,) = (s for s in digest(whole) if s.title == "Sobol indices of pairs")
    assert section.rows[0][0] == "a × c"
    index = whole.pairs.set_index(["parameter", "other"])["second_order"]["a", "c"]
    assert section.rows[0][1].startswith(f"{index:.2f} ± ")
    plain = made_runs(
        sobol_sample.sample(ANGLES, 128, calc_second_order=False, seed=3),
        {"only": ishigami},
        design="sobol",
    )
    assert "sobol_pairs" not in dict(analyse(plain).tables())
    assert not [s for s in digest(analyse(plain)) if "pairs" in s.title]


def test_morris_effects_of_a_plane_are_its_slopes() -> None:
    settings = morris_sample.sample(UNITS, 20, num_levels=4, seed=3)
    runs = made_runs(settings, {"only": additive}, design="morris")
    table = morris_effects(runs).set_index("parameter")
    assert table["mu_star"].to_numpy() == pytest.approx([4.0, 2.0, 0.0])
    assert table["mu"].to_numpy() == pytest.approx([4.0, -2.0, 0.0])
    assert table["sigma"].to_numpy() == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_a_mean_of_sizes_has_no_interval_below_nothing_and_few_trajectories_are_told() -> None:
    settings = morris_sample.sample(UNITS, 4, num_levels=4, seed=3)
    runs = made_runs(settings, {"only": lambda x, _: x[0] ** 9 * x[1] ** 5}, design="morris")
    found = analyse(runs)
    assert (found.sensitivity["mu_star_low"] == 0.0).any()
    assert (found.sensitivity["mu_star_low"] >= 0.0).all()
    assert any("4 trajectories are rough" in note for note in found.notes)


def test_indices_of_too_few_samples_are_told(sampled: Runs) -> None:
    settings = sobol_sample.sample(ANGLES, 16, calc_second_order=False, seed=3)
    few = analyse(made_runs(settings, {"only": ishigami}, design="sobol"))
    assert any("1 of 1 outcomes have intervals wider" in note for note in few.notes)
    assert not any("base samples" in note for note in analyse(sampled).notes)


def test_an_outcome_that_few_points_move_has_no_delta_and_that_is_told() -> None:
    settings = sobol_sample.sample(ANGLES, 16, calc_second_order=False, seed=3)
    spike = {"spike": lambda x, _: float(x[0] == settings[:, 0].max())}
    notes = analyse(made_runs(settings, spike, design="sobol")).notes
    assert any(note.startswith("No delta of output lost (spike): ") for note in notes)


@pytest.mark.parametrize(
    ("reaches", "said"),
    [
        ((0.02, 0.2, 0.4), "2 of 3 outcomes have intervals wider than ±0.1"),
        ((0.02, 0.2, 0.4), "Some 256 samples would give half of them ±0.1"),
        ((0.2, 0.2, 66048.5), "Some 64 samples would give half of them ±0.1"),
        ((0.02, 3.0, 66048.5), "A few points make nearly all that varies"),
    ],
)
def test_a_usual_interval_says_how_many_samples_help(
    sampled: Runs, reaches: tuple[float, ...], said: str
) -> None:
    few = replace(sampled, settings=sampled.settings.iloc[:80], points=80)
    made = {"variant": "only", "outcome": ["a", "b", "c"], "total": 0.5}
    table = pd.DataFrame({**made, "total_high": [0.5 + reach for reach in reaches]})
    assert said in too_few(few, table)


def test_morris_sigma_is_large_where_parameters_act_together() -> None:
    settings = morris_sample.sample(UNITS, 40, num_levels=4, seed=3)
    runs = made_runs(settings, {"only": lambda x, _: 4 * x[0] * x[1] + x[2]}, design="morris")
    table = morris_effects(runs).set_index("parameter")
    assert table["sigma"]["a"] > 0.5
    assert table["sigma"]["c"] == pytest.approx(0.0, abs=1e-9)


def test_a_design_with_gaps_is_refused_and_its_missing_points_are_named(sampled: Runs) -> None:
    gaps = sampled.frame["point"].isin([3, 17])
    with pytest.raises(IncompleteDesignError) as caught:
        sobol_tables(replace(sampled, frame=sampled.frame[~gaps]))[0]
    assert caught.value.missing == {"only": (3, 17)}
    assert "2 of 5120 points missing (3, 17)" in str(caught.value)
    assert "--resume" in str(caught.value)


def test_a_failed_run_is_a_gap() -> None:
    settings = morris_sample.sample(UNITS, 4, num_levels=4, seed=3)
    runs = made_runs(settings, {"only": additive}, design="morris", replicates=2)
    frame = runs.frame.copy()
    frame.loc[5, "error"] = "a number is not finite"
    with pytest.raises(IncompleteDesignError) as caught:
        morris_effects(replace(runs, frame=frame))
    assert caught.value.missing == {"only": (2,)}


def test_the_last_points_are_missed_too() -> None:
    settings = morris_sample.sample(UNITS, 4, num_levels=4, seed=3)
    runs = made_runs(settings, {"x": additive, "y": additive}, design="morris")
    short = runs.frame[~((runs.frame["variant"] == "y") & (runs.frame["point"] > 13))]
    with pytest.raises(IncompleteDesignError, match="y: 2 of 16 points missing \\(14, 15\\)"):
        morris_effects(replace(runs, frame=short))


def test_an_outcome_that_does_not_vary_has_no_indices() -> None:
    settings = sobol_sample.sample(UNITS, 8, calc_second_order=False, seed=3)
    runs = made_runs(settings, {"only": lambda x, _: 0 * x[0] + 2.0}, design="sobol")
    assert sobol_tables(runs)[0].empty
    assert not can_be_explained(np.array([1.0, np.nan]))
