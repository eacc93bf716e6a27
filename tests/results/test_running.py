"""Running a scenario on either engine."""

import re
from typing import Any

import numpy as np
import pytest

import tradesim
from tests.source_tree import REPOSITORY
from tradesim.agents import Buyer
from tradesim.errors import CustomAgentError
from tradesim.results import run_points, weeks_to_live
from tradesim.scenario import Scenario


def test_both_engines_give_the_same_numbers_and_events(scenario: Scenario) -> None:
    agents = tradesim.run(scenario, replicates=2, engine="mesa").recording
    ensemble = tradesim.run(scenario, replicates=2, engine="ensemble").recording
    assert agents.replicates == ensemble.replicates == (0, 1)
    for name, panel in agents.panels.items():
        assert np.array_equal(panel, ensemble.panels[name]), name
    assert len(agents.events) > 10
    assert np.array_equal(agents.events, ensemble.events)


def test_any_number_of_replicates_takes_the_ensemble_where_nothing_else_is_asked_for(
    scenario: Scenario, result: tradesim.Result
) -> None:
    assert tradesim.run(scenario).engine == result.engine == "ensemble"
    assert tradesim.run(scenario, engine="mesa").engine == "mesa"


def test_blocks_of_an_ensemble_join_run_after_run(
    scenario: Scenario, result: tradesim.Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesim.ensemble.Ensemble.__init__.__kwdefaults__", _blocks_of_two())
    joined = tradesim.run(scenario, replicates=3).recording
    assert joined.replicates == (0, 1, 2)
    assert np.array_equal(joined.panels["arrivals"], result.recording.panels["arrivals"])
    assert np.array_equal(joined.events, result.recording.events)


def _blocks_of_two() -> dict[str, object]:
    defaults = tradesim.Ensemble.__init__.__kwdefaults__
    assert defaults is not None
    return defaults | {"block": 2}


@pytest.mark.parametrize("engine", ["mesa", "ensemble"])
def test_progress_counts_every_week_of_every_run(scenario: Scenario, engine: str) -> None:
    lived: list[int] = []
    tradesim.run(scenario, replicates=2, engine=engine, progress=lived.append)
    assert sum(lived) == weeks_to_live(scenario, 2)


def test_a_seed_changes_the_numbers_and_is_the_scenarios_where_absent(
    scenario: Scenario, result: tradesim.Result
) -> None:
    other = tradesim.run(scenario, seed=scenario.seed + 1, replicates=3)
    same = tradesim.run(scenario, seed=scenario.seed, replicates=3)
    arrivals = result.recording.panels["arrivals"]
    assert not np.array_equal(other.recording.panels["arrivals"], arrivals)
    assert np.array_equal(same.recording.panels["arrivals"], arrivals)


def test_a_path_is_as_good_as_a_scenario() -> None:
    world = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
    assert tradesim.run(str(world)).scenario == tradesim.run(world).scenario


def test_nonsense_is_refused(scenario: Scenario) -> None:
    with pytest.raises(ValueError, match="less than 1"):
        tradesim.run(scenario, replicates=0)
    with pytest.raises(ValueError, match="replicates: 1000000000 is more than 1,000,000"):
        tradesim.run(scenario, replicates=1_000_000_000)
    with pytest.raises(ValueError, match="seed: 1000000000000000000000 is more than"):
        tradesim.run(scenario, seed=10**21)
    with pytest.raises(ValueError, match="neither 'mesa' nor 'ensemble'"):
        tradesim.run(scenario, engine="abm")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": 1.5}, "seed: 1.5 is not a whole number."),
        ({"seed": -1}, "seed: -1 is less than 0."),
        ({"seed": "1"}, "seed: '1' is not a whole number."),
        ({"seed": True}, "seed: True is not a whole number."),
        ({"replicates": 2.0}, "replicates: 2.0 is not a whole number."),
    ],
)
def test_a_seed_and_replicates_are_whole_numbers(
    scenario: Scenario, given: dict[str, Any], said: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(said)}$"):
        tradesim.run(scenario, **given)
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(said)}$"):
        run_points(scenario, {}, **given)
    assert tradesim.run(scenario, seed=np.int64(3)).seed == 3  # type: ignore[arg-type]


def test_agent_classes_of_a_scenario_are_not_ignored_in_silence(scenario: Scenario) -> None:
    named = scenario.model_copy(update={"agents": {"Beta Devices": "some_module:Careful"}})
    with pytest.raises(CustomAgentError, match="--allow-custom-agents"):
        tradesim.run(named)
    assert tradesim.run(named, agent_classes={}).engine == "ensemble"


def test_agent_classes_run_on_agents_only(scenario: Scenario) -> None:
    class Careful(Buyer):
        pass

    classes = {"Beta Devices": Careful}
    with pytest.raises(CustomAgentError, match="Mesa engine only"):
        tradesim.run(scenario, engine="ensemble", agent_classes=classes)
    assert tradesim.run(scenario, replicates=2, agent_classes=classes).engine == "mesa"
