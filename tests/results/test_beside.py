"""A run that is lived beside those that lack a policy each is the run that is lived alone."""

from __future__ import annotations

import numpy as np
import pytest

import tradesim
from tradesim.records.again import Again
from tradesim.results import beside, lived_and_searched, runs_of
from tradesim.scenario import Scenario, apply, load

NEVER = "tradesim.results.no_effect.known_to_matter"


@pytest.mark.parametrize("name", ["2019_white_list", "chips_act"])
def test_a_run_in_company_has_the_bits_and_events_of_the_run_alone(name: str) -> None:
    again = Again(load(name), 7, (0,))
    together, _ = beside.run_beside(again, beside.asked_beside(again))
    alone = again.run(0)
    assert together.replicates == (0,)
    assert together.layout is again.layout
    assert together.panels.keys() == alone.panels.keys()
    for panel, values in alone.panels.items():
        np.testing.assert_array_equal(together.panels[panel], values, panel)
        assert together.panels[panel].strides == values.strides, panel
    np.testing.assert_array_equal(together.events, alone.events)


def test_what_was_found_beside_a_run_is_not_looked_for_again(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = apply(scenario, {"policies.reserve.cover_weeks": 0})
    (expected,) = tradesim.run(idle).warnings
    monkeypatch.setattr(NEVER, _never)
    lived: list[int] = []
    result = lived_and_searched(runs_of(idle), lived.append)
    assert result.warnings == (expected,)
    assert result.matter is not None
    assert "reserve" not in result.matter
    assert sum(lived) == result.recording.weeks


def test_of_many_runs_the_one_that_is_kept_whole_is_lived_in_company(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tradesim.run(scenario, replicates=3)
    monkeypatch.setattr(NEVER, _never)
    lived: list[int] = []
    many = lived_and_searched(runs_of(scenario, replicates=3), progress=lived.append)
    assert many.matter
    assert many.warnings == ()
    assert many.records.number == plain.records.number
    assert plain.records.whole is not None
    assert many.records.whole is not None
    for panel, values in plain.records.whole.panels.items():
        np.testing.assert_array_equal(many.records.whole.panels[panel], values, panel)
    assert sum(lived) == 3 * plain.records.whole.weeks


def test_runs_of_agents_or_large_worlds_are_lived_without_company(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_agents = lived_and_searched(runs_of(scenario, engine="mesa"))
    assert (by_agents.engine, by_agents.matter) == ("mesa", None)
    monkeypatch.setattr("tradesim.results.all_but_one.CACHED_LINKS", 1)
    assert lived_and_searched(runs_of(scenario)).matter is None


def _never(*_: object) -> None:
    raise AssertionError("looked for a second time")
