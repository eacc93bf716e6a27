"""Scores, regions, deltas and trees, where the right answer is known."""

import sys
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import delta
from threadpoolctl import threadpool_info, threadpool_limits

from tests.experiments.made_runs import Floats, made_runs
from tradesim.experiments.analysis import Runs, Threshold, analyse
from tradesim.experiments.analysis.delta import delta_indices
from tradesim.experiments.analysis.features import feature_scores
from tradesim.experiments.analysis.regional import regional_sensitivity
from tradesim.experiments.analysis.trees import trees
from tradesim.reporting.digest import digest
from tradesim.reporting.experiment_figures import draw_all

LOST = Threshold("output_lost_weeks", 1.0)


def corner(x: Floats, noise: Any) -> Any:
    return np.where((x[0] > 0.7) & (x[1] < 0.5), 2.0, 0.0) + noise


def slope(x: Floats, _: Any) -> Any:
    return 3.0 * x[0] + x[1]


def made(formula: Any, points: int = 300) -> Runs:
    settings = np.random.default_rng(5).random((points, 3))
    return made_runs(settings, {"only": formula}, design="latin_hypercube")


def test_scores_follow_what_an_outcome_is_made_of() -> None:
    runs = made(slope, 120)
    table = feature_scores(runs, runs.outcomes).set_index("parameter")
    assert table["score"].sum() == pytest.approx(1.0)
    assert table["score"]["a"] > 0.7 > table["score"]["b"] > table["score"]["c"]
    assert (table["score_low"] <= table["score"]).all()
    assert table["explained"].iloc[0] > 0.8
    noise = made(lambda x, _: np.sin(9999 * x[0] * x[1] * x[2]), 120)
    assert feature_scores(noise, noise.outcomes)["explained"].iloc[0] < 0.3


def test_delta_is_large_where_the_distribution_follows_and_small_where_it_does_not() -> None:
    runs = made(slope, 200)
    before, told = np.random.get_state()[1], warnings.formatwarning  # noqa: NPY002
    filters = list(warnings.filters)
    table = delta_indices(runs, runs.outcomes)[0].set_index("parameter")
    assert table["delta"]["a"] > 0.4 > table["delta"]["b"] > table["delta"]["c"] - 0.05
    assert table["delta_low"]["a"] < table["delta"]["a"] < table["delta_high"]["a"]
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002
    assert (warnings.formatwarning, warnings.filters) == (told, filters)
    assert delta_indices(replace(runs, design="morris"), runs.outcomes)[0].empty


def test_of_many_points_so_many_are_drawn_as_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradesim.experiments.analysis.sensitivity.MOST_POINTS", 150)
    runs = made(slope, 300)
    scores = feature_scores(runs, runs.outcomes).set_index("parameter")
    deltas = delta_indices(runs, runs.outcomes)[0].set_index("parameter")
    assert set(scores["points"]) == set(deltas["points"]) == {150}
    assert scores["score"]["a"] > 0.7 > scores["score"]["b"] > scores["score"]["c"]
    assert deltas["delta"]["a"] > 0.4 > deltas["delta"]["b"]


def test_densities_are_estimated_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    threads, plain = list[int](), delta.analyze

    def watched(*given: Any, **named: Any) -> Any:
        threads.extend(pool["num_threads"] for pool in threadpool_info())
        return plain(*given, **named)

    monkeypatch.setattr(delta, "analyze", watched)
    runs = made(slope, 60)
    with threadpool_limits(2):
        delta_indices(runs, runs.outcomes)
    assert set(threads) == {1}


def test_regions_differ_by_what_matters_and_by_nothing_else() -> None:
    runs = made(corner)
    table = regional_sensitivity(runs, (), LOST).set_index("parameter")
    assert table["distance"]["a"] == pytest.approx(0.83, abs=0.08)
    assert (table["chance_of_many"][["a", "b"]] < 0.001).all()
    assert table["chance_of_many"]["c"] > 0.05
    assert (table["points"].iloc[0], table["of"].iloc[0]) == (
        int((runs.frame["output_lost_weeks"] > 1.0).sum()),
        300,
    )
    upper = regional_sensitivity(made(slope), runs.outcomes, None)
    assert upper["of_interest"].str.contains("above").all()
    assert upper["points"].iloc[0] == 30


def test_names_are_compared_by_their_shares() -> None:
    runs = made(corner)
    words = pd.Series(np.where(runs.settings["a"] > 0.7, "strict", "lax"))
    runs = replace(runs, settings=runs.settings.assign(c=words))
    table = regional_sensitivity(runs, (), LOST).set_index("parameter")
    hit = runs.frame["output_lost_weeks"] > 1.0
    lax = (words[~hit] == "lax").mean()
    assert table["distance"]["c"] == pytest.approx(lax)


def test_a_tree_finds_the_corner_and_says_how_well_it_foretells() -> None:
    table = trees(made(corner), LOST)
    leaf = table.loc[table["density"].idxmax()]
    assert leaf["density"] > 0.9
    assert leaf["coverage"] > 0.9
    assert "≤ a" in leaf["where"]
    assert "b ≤ 0.49" in leaf["where"] or "b ≤ 0.5" in leaf["where"]
    assert table["foretold"].iloc[0] > 0.9
    leaves = table[table["parameter"] == ""]
    assert leaves["runs"].sum() == 300
    assert leaves["coverage"].sum() == pytest.approx(1.0)
    coin = trees(made(lambda x, _: 2.0 * (np.sin(9999 * x[0] * x[1] * x[2]) > 0)), LOST)
    assert coin["foretold"].iloc[0] < 0.65


def test_an_analysis_has_them_all_with_figures_and_a_digest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = replace(made(corner, 120), threshold=LOST)
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis", None)  # PRIM has tests of its own
    found = analyse(runs)
    names = {name for name, _ in found.tables()}
    assert {"feature_scores", "delta_indices", "regional_sensitivity", "discovery_trees"} <= names
    assert {"feature_scores", "delta_indices", "discovery_tree"} <= draw_all(found).keys()
    titles = [section.title for section in digest(found)]
    assert {"Feature scores", "Borgonovo's delta", "Regional sensitivity"} <= set(titles)
    assert "Where output lost above 1 weeks, by a tree" in titles


def test_without_the_extra_it_is_said_and_the_rest_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("ema_workbench.analysis", "sklearn.tree", "sklearn.ensemble"):
        monkeypatch.setitem(sys.modules, name, None)
    found = analyse(replace(made(corner, 60), threshold=LOST))
    assert (
        sum("need scikit-learn: pip install 'tradesim[discovery]'" in n for n in found.notes) == 2
    )
    assert len(found.table("regional_sensitivity"))
    assert found.table("discovery_trees").empty
