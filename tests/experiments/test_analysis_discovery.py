"""Scenario discovery: a box of known limits; a clear word where the extra is absent."""

import importlib.util
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.experiments.made_runs import Floats, made_runs
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis import Runs, Threshold, analyse
from tradesim.experiments.analysis.discovery import discover

has_workbench = pytest.mark.skipif(
    importlib.util.find_spec("ema_workbench") is None, reason="the extra 'discovery' is absent"
)


LOST = Threshold("output_lost_weeks", 1.0)


def corner(x: Floats, noise: Any) -> Any:
    return np.where((x[0] > 0.7) & (x[1] < 0.5), 2.0, 0.0) + noise


@pytest.fixture(scope="module")
def runs() -> Runs:
    settings = np.random.default_rng(5).random((1000, 3))
    return made_runs(settings, {"only": corner}, design="latin_hypercube")


@has_workbench
@pytest.mark.filterwarnings("default")
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
@pytest.mark.filterwarnings("default")
def test_runs_below_a_threshold_can_be_of_interest_too(runs: Runs) -> None:
    (found,) = discover(runs, replace(LOST, above=False))
    assert found.interesting == int((runs.frame["output_lost_weeks"] < 1.0).sum())


@has_workbench
@pytest.mark.filterwarnings("default")
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
