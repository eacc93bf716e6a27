"""Agent classes that a scenario names."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

import tradesim
from tests.scenario.conftest import WORLD
from tradesim.agents import Buyer, Government, Supplier
from tradesim.ensemble import Ensemble
from tradesim.errors import CustomAgentError
from tradesim.experiments import load_experiment
from tradesim.experiments.analysis.paired import LARGER, SMALLER
from tradesim.experiments.comparison import compare
from tradesim.experiments.plan import Plan
from tradesim.experiments.runner import prepare
from tradesim.results import idle_policies, named_agents
from tradesim.results.no_effect import NOT_LOOKED_FOR
from tradesim.scenario import Scenario

PROGRAM = """
from tradesim.agents import Buyer, Government, Supplier

class Hoarder(Buyer):
    def plan(self, *, news):
        self.desk.need.mandated_cover[...] = 2.0
        super().plan(news=news)

class Plant(Supplier):
    pass

class Office(Government):
    pass

number = 3
"""


@pytest.fixture
def own_agents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_agents.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "broken_agents.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("own_agents", "broken_agents"):
        monkeypatch.delitem(sys.modules, name, raising=False)


def with_agents(scenario: Scenario, **agents: str) -> Scenario:
    named = {name.replace("_", " "): place for name, place in agents.items()}
    return scenario.model_copy(update={"agents": named})


@pytest.mark.usefixtures("own_agents")
def test_classes_are_found_in_the_current_directory(scenario: Scenario) -> None:
    named = with_agents(
        scenario,
        Beta_Devices="own_agents:Hoarder",
        Alpha_Chemicals="own_agents:Plant",
        AAA="own_agents:Office",
    )
    classes = named_agents(named)
    assert issubclass(classes["Beta Devices"], Buyer)
    assert issubclass(classes["Alpha Chemicals"], Supplier)
    assert issubclass(classes["AAA"], Government)


@pytest.mark.usefixtures("own_agents")
def test_a_class_is_used_for_its_actor(scenario: Scenario) -> None:
    named = with_agents(scenario, Beta_Devices="own_agents:Hoarder", AAA="own_agents:Office")
    classes = named_agents(named)
    model = tradesim.TradeModel(named, agent_classes=classes)
    assert type(model.actor("Beta Devices")) is classes["Beta Devices"]
    assert type(model.actor("Alphaland")) is classes["AAA"]
    assert type(model.actor("Betaland")) is Government
    stock = tradesim.run(named, agent_classes=classes).recording.panels["stock"]
    usual = tradesim.run(scenario).recording.panels["stock"]
    assert stock[20, 0, 0] > 1.1 * usual[20, 0, 0]
    assert np.array_equal(stock[:20, 2], usual[:20, 2])


@pytest.mark.usefixtures("own_agents")
@pytest.mark.parametrize(
    ("actor", "place", "said"),
    [
        ("Beta_Devices", "own_agents:Plant", "no subclass of tradesim.agents.Buyer"),
        ("Beta_Chemicals", "own_agents:Hoarder", "no subclass of tradesim.agents.Supplier"),
        ("BBB", "own_agents:Hoarder", "no subclass of tradesim.agents.Government"),
        ("Beta_Devices", "own_agents:number", "no subclass"),
        ("Beta_Devices", "own_agents:Absent", "has no class 'Absent'"),
        ("Beta_Devices", "no_such_module:Absent", "current directory"),
        ("Beta_Devices", "broken_agents:Absent", "ZeroDivisionError"),
        ("Nobody", "own_agents:Hoarder", "no buyer, supplier or country"),
    ],
)
def test_a_class_that_cannot_be_used_is_refused(
    scenario: Scenario, actor: str, place: str, said: str
) -> None:
    with pytest.raises(CustomAgentError, match=said):
        named_agents(with_agents(scenario, **{actor: place}))


@pytest.mark.usefixtures("own_agents")
def test_a_comparison_runs_them_where_they_are_allowed_and_refuses_them_where_not(
    scenario: Scenario,
) -> None:
    named = scenario.model_copy(update={"agents": {"Beta Devices": "own_agents:Hoarder"}})
    with pytest.raises(CustomAgentError, match="They are programs"):
        compare((scenario, named), ("a", "b"), 2, 1)
    found = compare((scenario, named), ("a", "b"), 2, 1, custom_agents=True)
    assert found.count(LARGER) + found.count(SMALLER) > 0


@pytest.mark.usefixtures("own_agents")
def test_nothing_runs_the_standard_agents_in_their_place(scenario: Scenario) -> None:
    named = scenario.model_copy(update={"agents": {"Beta Devices": "own_agents:Hoarder"}})
    with pytest.raises(CustomAgentError, match="runs the standard agents, whose numbers"):
        Ensemble(named, [0])
    with pytest.raises(CustomAgentError, match="runs the standard agents, whose numbers"):
        tradesim.forecast(named, replicates=2)
    said = list(idle_policies(named, 1))
    assert said == [NOT_LOOKED_FOR]


def test_an_experiment_that_varies_them_is_on_mesa(tmp_path: Path) -> None:
    shutil.copy(WORLD, tmp_path / "world.yaml")
    (tmp_path / "vary.yaml").write_text(
        "name: x\nscenario: world.yaml\noutcomes: [output_lost_weeks]\n"
        'vary: {agents: {values: [{Beta Devices: "own_agents:Hoarder"}]}}\n',
        encoding="utf-8",
    )
    assert Plan(load_experiment(tmp_path / "vary.yaml")).engine == "mesa"
    with pytest.raises(CustomAgentError, match="They are programs"):
        prepare(tmp_path / "vary.yaml", tmp_path / "out")
