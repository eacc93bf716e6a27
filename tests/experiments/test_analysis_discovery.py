"""Scenario discovery: a box of known limits; a clear word where the extra is absent."""

import importlib.util
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.experiments.made_runs import Floats, grow_few_trees, made_runs
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis import Runs, Threshold, analyse
from tradesim.experiments.analysis.discovery import discover
from tradesim.experiments.analysis.values import limit_words

has_workbench = pytest.mark.skipif(
    importlib.util.find_spec("ema_workbench") is None, reason="the extra 'discovery' is absent"
)


LOST = Threshold("output_lost_weeks", 1.0)


def corner(x: Floats, noise: Any) -> Any:
    return np.where((x[0] > 0.7) & (x[1] < 0.5), 2.0, 0.0) + noise


def hidden(x: Floats, _: Any) -> Any:
    """Of interest where a is large, and here and there by chance."""
    return np.where((x[0] > 0.6) ^ (np.sin(999 * x[1] * x[2]) > 0.6), 2.0, 0.0)


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_few_trees(monkeypatch)


@pytest.fixture(scope="module")
def runs() -> Runs:
    settings = np.random.default_rng(5).random((1000, 3))
    return made_runs(settings, {"only": corner}, design="latin_hypercube")


@pytest.mark.once("asks how well a method does that other tests run")
@has_workbench
def test_the_box_of_known_limits_is_found(runs: Runs) -> None:
    (found,) = discover(runs, LOST)
    limits = found.limits.set_index("parameter")
    assert limits["low"]["a"] == pytest.approx(0.7, abs=0.03)
    assert limits["high"]["b"] == pytest.approx(0.5, abs=0.03)
    assert np.isnan(limits["high"]["a"])
    assert "c" not in limits.index
    assert [said.split()[-1] for said in found.sentences()] == [
        "a",
        limits["high"].map("{:.4g}".format)["b"],
    ]
    assert found.coverage > 0.9
    assert found.density > 0.9
    assert found.interesting == int((runs.frame["output_lost_weeks"] > 1.0).sum())


@has_workbench
def test_of_very_many_runs_some_are_looked_at_and_that_is_told(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any("drawn from" in note for note in analyse(runs, threshold=LOST).notes)
    for module in ("runs", "analyse"):
        place = sys.modules[f"tradesim.experiments.analysis.{module}"]
        monkeypatch.setattr(place, "MOST_CASES", 400)
    found = analyse(runs, threshold=LOST)
    (box,) = found.discoveries
    assert box.runs == 400
    assert box.limits.set_index("parameter")["low"]["a"] == pytest.approx(0.7, abs=0.05)
    assert found.table("discovery_trees")["runs"].max() == 400
    assert "Boxes and trees are of 400 runs, drawn from 1,000 of a variant." in found.notes


@has_workbench
def test_coverage_and_density_are_those_of_the_box_that_is_told() -> None:
    dropped = 0
    for seed in range(6):
        settings = np.random.default_rng(seed).random((60, 3))
        (found,) = discover(made_runs(settings, {"only": hidden}, design="latin_hypercube"), LOST)
        inside = np.ones(len(settings), dtype=bool)
        for row in found.limits.to_dict("records"):
            values = settings[:, "abc".index(row["parameter"])]
            if row["low_chance"] < 0.05:
                inside &= values >= row["low"]
            if row["high_chance"] < 0.05:
                inside &= values <= row["high"]
        lost = np.array([hidden(values, 0.0) > 1.0 for values in settings])
        assert found.coverage == pytest.approx(lost[inside].sum() / lost.sum())
        assert found.density == pytest.approx(lost[inside].mean())
        dropped += len(found.limits) - len(found.sentences())
    assert dropped > 0


@has_workbench
def test_a_limit_of_a_name_or_of_yes_and_no_is_told_by_its_values() -> None:
    settings = np.random.default_rng(5).random((400, 2))
    runs = made_runs(settings, {"only": corner}, design="latin_hypercube")
    named = runs.settings.assign(
        a=np.where(runs.settings["a"] > 0.7, "late", "soon"), b=runs.settings["b"] >= 0.5
    )
    (found,) = discover(replace(runs, settings=named), LOST)
    assert found.sentences() == ["a: late", "b: false"]
    assert (found.coverage, found.density) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("values", "low", "high", "said"),
    [
        (["2020-01-05", "2020-02-01"], 18266.5, np.inf, "2020-01-06 ≤ x"),
        (["2020-01-05", "2020-02-01"], -np.inf, 18266.5, "x ≤ 2020-01-05"),
        ([None, "<b>", "c"], -np.inf, 0.5, "x: null or <b>"),
        ([1.0, 2.0], -np.inf, np.inf, ""),
    ],
)
def test_a_limit_is_written_as_an_experiment_writes_values(
    values: list[Any], low: float, high: float, said: str
) -> None:
    column = pd.Series(values)
    dates = pd.to_datetime(column) if values[0] == "2020-01-05" else column
    assert limit_words("x", dates, low, high) == said


@has_workbench
def test_runs_below_a_threshold_can_be_of_interest_too(runs: Runs) -> None:
    (found,) = discover(runs, replace(LOST, above=False))
    assert found.interesting == int((runs.frame["output_lost_weeks"] < 1.0).sum())


@has_workbench
def test_there_is_no_box_where_all_runs_are_of_interest(runs: Runs) -> None:
    assert discover(runs, replace(LOST, value=-1.0)) == []
    (note,) = analyse(replace(runs, threshold=replace(LOST, value=9.0))).notes
    assert "no box to find" in note


def test_without_the_extra_a_message_says_how_to_install_it(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis", None)
    with pytest.raises(AnalysisError, match=r"pip install 'tradesim\[discovery\]'"):
        discover(runs, LOST)


def test_an_analysis_goes_on_without_the_extra_unless_it_was_asked_for(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench", None)
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis", None)
    named = replace(runs, threshold=LOST)
    (note,) = analyse(named).notes
    assert "tradesim[discovery]" in note
    with pytest.raises(AnalysisError):
        analyse(runs, threshold=LOST)
