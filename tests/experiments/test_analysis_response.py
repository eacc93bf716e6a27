"""Response curves over the levels of a grid, and which outcomes are told first."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.experiments.made_runs import Floats, made_runs
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis import Outcome, analyse
from tradesim.experiments.analysis.headlines import headlines
from tradesim.experiments.analysis.response import response_curves

GRID = np.array([[a, b] for a in (0.0, 1.0, 2.0) for b in (10.0, 20.0)])


def tilted(x: Floats, noise: Any) -> Any:
    return 3 * x[0] + x[1] + noise


def test_a_curve_follows_one_parameter_at_each_level_of_the_others() -> None:
    curves = response_curves(made_runs(GRID, {"only": tilted}, replicates=30, spread=1.0))
    along = curves[(curves["parameter"] == "a") & (curves["held"] == "b 10")]
    assert along["value"].tolist() == [0.0, 1.0, 2.0]
    assert np.diff(along["mean"]) == pytest.approx([3.0, 3.0])
    assert len(curves) == 12


def test_a_band_holds_the_runs_and_an_interval_the_mean() -> None:
    curves = response_curves(made_runs(GRID, {"only": tilted}, replicates=200, spread=1.0))
    row = curves.iloc[0]
    assert row["p05"] < row["mean_low"] < row["mean"] < row["mean_high"] < row["p95"]
    assert row["p95"] - row["p05"] == pytest.approx(3.3, abs=0.6)


def test_parameters_that_only_move_together_have_one_curve() -> None:
    tied = np.array([[1.0, 10.0, 3.0], [2.0, 20.0, 3.0], [4.0, 40.0, 5.0]])
    curves = response_curves(made_runs(tied, {"only": tilted}, design="list"))
    assert set(curves["parameter"]) == {"a", "c"}
    assert set(response_curves(made_runs(tied[:, :2], {"only": tilted}))["held"]) == {""}


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
