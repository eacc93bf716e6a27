"""Response curves over the levels of a grid, and which outcomes are told first."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.experiments.made_runs import Floats, made_runs
from tradesim.cli.analyse import write_analysis
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis import Outcome, analyse
from tradesim.experiments.analysis.headlines import headlines
from tradesim.experiments.analysis.response import BALANCED, response_curves
from tradesim.reporting.digest import digest

GRID = np.array([[a, b] for a in (0.0, 1.0, 2.0) for b in (10.0, 20.0)])


def tilted(x: Floats, noise: Any) -> Any:
    return 3 * x[0] + x[1] + noise


def test_a_curve_follows_one_parameter_at_each_level_of_the_others() -> None:
    curves = response_curves(made_runs(GRID, {"only": tilted}, replicates=30, spread=1.0))
    along = curves[(curves["parameter"] == "a") & (curves["held"] == "b 10")]
    assert along["value"].tolist() == [0.0, 1.0, 2.0]
    assert np.diff(along["mean"]) == pytest.approx([3.0, 3.0])
    assert len(curves) == 12 + 5  # and each over the mean of the other


def test_a_band_holds_the_runs_and_an_interval_the_mean() -> None:
    curves = response_curves(made_runs(GRID, {"only": tilted}, replicates=200, spread=1.0))
    row = curves.iloc[0]
    assert row["p05"] < row["mean_low"] < row["mean"] < row["mean_high"] < row["p95"]
    assert row["p95"] - row["p05"] == pytest.approx(3.3, abs=0.6)


def test_parameters_that_only_move_together_have_one_curve() -> None:
    tied = np.array([[1.0, 10.0, 3.0], [2.0, 20.0, 3.0], [4.0, 40.0, 5.0]])
    curves = response_curves(made_runs(tied, {"only": tilted}, design="list"))
    assert set(curves["parameter"]) == {"a"}  # c only changes where a does
    assert set(curves["held"]) == {"c 3"}
    assert set(response_curves(made_runs(tied[:, :2], {"only": tilted}))["held"]) == {""}


def test_points_picked_by_hand_have_no_curve_but_name_every_parameter() -> None:
    """Each column goes one to one with the others, and none rises evenly with another."""
    picked = np.array([[1.0, 10, 7], [2, 30, 5], [4, 20, 9], [6, 50, 2], [9, 40, 4]])
    runs = made_runs(picked, {"only": tilted}, design="list", replicates=3)
    found = analyse(runs)
    assert found.responses.empty
    assert found.points["setting"].tolist()[0] == "a 1; b 10; c 7"
    assert len(found.points) == 5
    titles = {section.title: section for section in digest(found)}
    assert not any(title.startswith("Response") for title in titles)
    assert titles["Points"].rows[1][0] == "a 2; b 30; c 5"


def test_a_curve_of_a_list_is_drawn_where_the_others_stay_the_same() -> None:
    listed = np.array([[1.0, 10], [2, 10], [3, 10], [3, 20], [5, 30]])
    curves = response_curves(made_runs(listed, {"only": tilted}, design="list"))
    along = curves[curves["parameter"] == "a"]
    assert along["value"].tolist() == [1.0, 2.0, 3.0]
    assert set(along["held"]) == {"b 10"}
    assert curves[curves["parameter"] == "b"]["value"].tolist() == [10.0, 20.0]


def test_a_grid_with_a_hole_has_no_mean_over_the_others() -> None:
    whole = response_curves(made_runs(GRID, {"only": tilted}))
    assert BALANCED in set(whole["held"])
    hole = response_curves(made_runs(GRID[1:], {"only": tilted}))
    assert BALANCED not in set(hole["held"])


def test_grids_that_mix_kinds_of_values_are_written(tmp_path: Path) -> None:
    runs = made_runs(GRID, {"only": tilted})
    kinds = {
        "dates": pd.to_datetime(["2019-07-01", "2019-08-01"] * 3),
        "words": pd.Series(["one", "two"] * 3),
        "flags": pd.Series([True, False] * 3),
        "gaps": pd.Series([None, "x"] * 3),
    }
    for values in kinds.values():
        table = pd.Series(values)
        frame = runs.frame.assign(b=table.to_numpy()[runs.frame["point"]])
        mixed = replace(runs, frame=frame, settings=runs.settings.assign(b=table))
        write_analysis(analyse(mixed), tmp_path, figures=True)
        written = pd.read_parquet(tmp_path / "response_curves.parquet")
        assert len(written) == len(pd.read_csv(tmp_path / "response_curves.csv"))


def test_a_level_that_is_none_is_told_as_such() -> None:
    runs = made_runs(GRID, {"only": tilted})
    gaps = pd.Series([None, "x"] * 3)
    frame = runs.frame.assign(b=gaps.to_numpy()[runs.frame["point"]])
    mixed = replace(runs, frame=frame, settings=runs.settings.assign(b=gaps))
    (told,) = (each for each in digest(analyse(mixed)) if each.title == "Response to b")
    assert {"none", "x"} <= {cell for row in told.rows for cell in row}


def test_outcomes_that_nothing_moves_have_no_curves_and_that_is_told() -> None:
    analysis = analyse(made_runs(GRID, {"only": lambda _, __: 3.0}))
    assert not any(section.title.startswith("Response") for section in digest(analysis))
    assert any("No outcome differs between points" in note for note in analysis.notes)


def test_what_an_unfinished_batch_has_covered_is_told() -> None:
    runs = made_runs(GRID, {"only": tilted}, replicates=10)
    part = replace(runs, frame=runs.frame[runs.frame["point"] < 2])
    notes = " ".join(analyse(part).notes)
    assert "2 of 6 points have all their runs. Not covered: a 2 of 3 levels." in notes


def test_designs_without_levels_have_no_curves() -> None:
    runs = made_runs(GRID, {"only": tilted})
    assert response_curves(replace(runs, design="latin_hypercube")).empty


def test_one_outcome_of_each_measure_comes_first_the_most_important_before_all() -> None:
    runs = made_runs(GRID, {"only": tilted})
    values = runs.frame["output_lost_weeks"]
    outcomes, frame = list(runs.outcomes), runs.frame.copy()
    for number in range(8):
        frame[f"price{number}"] = 100.0 + number * values
        outcomes.append(Outcome(f"price{number}", "price_peak", "multiple", item=f"item {number}"))
    frame["odd"] = values
    outcomes.append(Outcome("odd", "something_else", ""))
    shown = headlines(replace(runs, frame=frame, outcomes=tuple(outcomes)))
    assert [o.column for o in shown[:4]] == ["output_lost_weeks", "price7", "odd", "price6"]
    assert len(shown) == 6
    assert "price0" not in [outcome.column for outcome in shown]


def test_what_an_experiment_names_comes_first_where_it_varies() -> None:
    runs = made_runs(GRID, {"only": tilted})
    frame = runs.frame.assign(flat=1.0, other=2.0 * runs.frame["output_lost_weeks"])
    outcomes = (*runs.outcomes, Outcome("flat", "flat", ""), Outcome("other", "other", ""))
    several = replace(runs, frame=frame, outcomes=outcomes)
    assert "output_lost_weeks" in [outcome.column for outcome in headlines(several)]
    named = headlines(replace(several, show=("other", "flat")))
    assert [outcome.column for outcome in named] == ["other"]
    assert headlines(replace(several, show=("flat",))) == headlines(several)


def test_an_experiment_without_a_sound_run_is_refused() -> None:
    runs = made_runs(GRID, {"only": tilted})
    with pytest.raises(AnalysisError, match="no run"):
        analyse(replace(runs, frame=runs.frame.assign(error="failed")))


def test_missing_runs_are_told() -> None:
    runs = made_runs(GRID, {"only": tilted}, replicates=10)
    frame = runs.frame.iloc[1:].copy()
    frame.loc[frame.index[0], "error"] = "failed"
    notes = analyse(replace(runs, frame=frame)).notes
    assert notes == ("2 of 60 runs are missing, 1 of them failed: figures are of the others.",)
