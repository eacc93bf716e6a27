"""What was observed of a run that is over, from its tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.source_tree import REPOSITORY
from tradesim.evidence.record import Record
from tradesim.evidence.shipped import published_series
from tradesim.evidence.stored import observed_of, recording_of
from tradesim.measures.months import monthly_imports
from tradesim.results import Result, run
from tradesim.scenario import apply, load, without
from tradesim.world.layout import lay_out


@pytest.fixture(scope="module")
def episode() -> Result:
    return run(load("2019_curbs"), replicates=2)


def test_tables_give_the_months_that_the_run_gave() -> None:
    result = run(REPOSITORY / "tests" / "worlds" / "two_countries.yaml", replicates=3)
    stored = recording_of(lay_out(result.scenario), result.weekly)
    ours, theirs = monthly_imports(stored), monthly_imports(result.recording)
    assert (ours.rows, ours.months) == (theirs.rows, theirs.months)
    assert np.array_equal(ours.quantity, theirs.quantity)
    assert np.array_equal(ours.value, theirs.value)


def test_rows_in_another_order_give_the_same() -> None:
    result = run(REPOSITORY / "tests" / "worlds" / "two_countries.yaml", replicates=2)
    layout = lay_out(result.scenario)
    mixed = result.weekly.sample(frac=1.0, random_state=3)
    ours, theirs = (recording_of(layout, table) for table in (mixed, result.weekly))
    assert np.array_equal(ours.panels["arrivals"], theirs.panels["arrivals"])
    assert np.array_equal(ours.panels["price"], theirs.panels["price"])


def test_the_episode_is_scored_as_in_a_hindcast(episode: Result) -> None:
    pairs, _ = observed_of(episode.scenario, episode.weekly)
    record = Record.of(episode.scenario, published_series(), with_figures=False)
    expected = record.pairs(record.simulated(episode.recording))
    assert len(pairs) == len(expected) > 0
    for ours, theirs in zip(pairs, expected, strict=True):
        assert np.allclose(ours.mean, theirs.mean)
        assert ours.score().coverage == theirs.score().coverage


def test_other_policies_are_held_against_nothing(episode: Result) -> None:
    name = episode.scenario.policies[0].name
    changed, _ = without(episode.scenario, [name])
    pairs, notes = observed_of(changed, pd.DataFrame())
    assert pairs == []
    assert "other policies or shocks" in notes[0]


def test_other_figures_are_held_against_the_record_all_the_same(episode: Result) -> None:
    other = apply(episode.scenario, {"behaviour.patience_weeks": 9})
    assert observed_of(other, episode.weekly)[0]


def test_a_scenario_without_figures_says_so() -> None:
    result = run(REPOSITORY / "tests" / "worlds" / "one_market.yaml", replicates=1)
    pairs, notes = observed_of(result.scenario, result.weekly)
    assert pairs == []
    assert "No published figure" in notes[0]


def test_a_scenario_with_the_name_of_an_episode_of_its_own_is_not_taken_for_it() -> None:
    scenario = load(REPOSITORY / "tests" / "worlds" / "one_market.yaml")
    named = scenario.model_copy(update={"name": "2019_curbs"})
    pairs, notes = observed_of(named, pd.DataFrame())
    assert pairs == []
    assert "other policies" in notes[0]
