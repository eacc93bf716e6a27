"""What was observed of a run that is over, held against its runs lived again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.evidence.record import Record
from tradesim.evidence.shipped import published_series
from tradesim.evidence.stored import observed_of
from tradesim.records.records import Records
from tradesim.results import Result, run
from tradesim.scenario import Scenario, apply, load, without


@pytest.fixture(scope="module")
def episode() -> Result:
    return run(load("2019_curbs"), replicates=2)


def of(episode: Result, scenario: Scenario) -> Records:
    """Return the records of the episode as if another scenario had been run."""
    again = replace(episode.records.again, scenario=scenario)
    return replace(episode.records, again=again)


def test_the_episode_is_scored_as_in_a_hindcast(episode: Result) -> None:
    pairs, _ = observed_of(episode.records)
    record = Record.of(episode.scenario, published_series(), with_figures=False)
    expected = record.pairs(record.simulated(episode.recording))
    assert len(pairs) == len(expected) > 0
    for ours, theirs in zip(pairs, expected, strict=True):
        assert np.allclose(ours.mean, theirs.mean)
        assert ours.score().coverage == theirs.score().coverage


def test_other_policies_are_held_against_nothing(episode: Result) -> None:
    name = episode.scenario.policies[0].name
    changed, _ = without(episode.scenario, [name])
    pairs, notes = observed_of(of(episode, changed))
    assert pairs == []
    assert "other policies or shocks" in notes[0]


def test_other_figures_are_held_against_the_record_all_the_same(episode: Result) -> None:
    other = apply(episode.scenario, {"behaviour.patience_weeks": 9})
    assert observed_of(of(episode, other))[0]


def test_a_scenario_without_figures_says_so() -> None:
    result = run(REPOSITORY / "tests" / "worlds" / "one_market.yaml", replicates=1)
    pairs, notes = observed_of(result.records)
    assert pairs == []
    assert "No published figure" in notes[0]


def test_a_scenario_with_the_name_of_an_episode_of_its_own_is_not_taken_for_it(
    episode: Result,
) -> None:
    scenario = load(REPOSITORY / "tests" / "worlds" / "one_market.yaml")
    named = scenario.model_copy(update={"name": "2019_curbs"})
    pairs, notes = observed_of(of(episode, named))
    assert pairs == []
    assert "other policies" in notes[0]
