"""TradeModel is a Mesa model as any other: stepped, collected, run in batches, subclassed."""

import datetime as dt
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pytest

from tests.living import lived, same
from tradesim.agents import Buyer, Government
from tradesim.errors import CustomAgentError, OverrideError
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, apply, load

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
WEEKS = 155


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLD)


def test_it_is_stepped_by_hand_to_its_last_week_and_no_further(scenario: Scenario) -> None:
    model = TradeModel(scenario)
    assert isinstance(model, mesa.Model)
    assert model.running
    model.step()
    assert (model.week, model.date) == (1, dt.date(2019, 1, 7))
    model.step()
    assert model.date == dt.date(2019, 1, 14)
    assert list(model.weeks_to_come()) == list(range(3, WEEKS + 1))
    assert not model.running
    last = model.recording().panels["stock"].copy()
    model.step()
    assert model.week == WEEKS
    assert np.array_equal(model.recording().panels["stock"], last)


def test_it_collects_data_as_mesa_does(scenario: Scenario) -> None:
    model = TradeModel(scenario)
    for _ in model.weeks_to_come():
        pass
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == ["date", "output_share"]
    assert len(frame) == WEEKS
    assert frame["date"].iloc[-1] == dt.date(2021, 12, 20)
    assert frame["output_share"].iloc[0] == pytest.approx(1)
    assert frame["output_share"].min() < 1


def test_reporters_of_ones_own_can_be_added(scenario: Scenario) -> None:
    model = TradeModel(scenario)
    model.datacollector = mesa.DataCollector(
        model_reporters={"week": "week"},
        agenttype_reporters={type(model.actor("Beta Devices")): {"output": "output"}},
    )
    for _ in range(5):
        model.step()
    frame = model.datacollector.get_agenttype_vars_dataframe(type(model.actor("Beta Devices")))
    assert frame["output"].to_numpy() == pytest.approx([1000, 300] * 5)


def test_a_batch_of_mesa_runs_over_parameters_and_replicates(scenario: Scenario) -> None:
    parameters: dict[str, Any] = {
        "scenario": [scenario],
        "replicate": [0, 1],
        "behaviour__patience_weeks": [2, 20],
    }
    rows = mesa.batch_run(TradeModel, parameters, display_progress=False, number_processes=1)
    assert len(rows) == 4
    assert {row["date"] for row in rows} == {dt.date(2021, 12, 20)}
    assert {(row["replicate"], row["behaviour__patience_weeks"]) for row in rows} == {
        (0, 2), (0, 20), (1, 2), (1, 20),
    }  # fmt: skip


def test_an_override_by_keyword_is_that_of_the_scenario(scenario: Scenario) -> None:
    by_keyword = TradeModel(scenario, behaviour__patience_weeks=2)
    by_hand = TradeModel(apply(scenario, {"behaviour.patience_weeks": 2}))
    plain = TradeModel(scenario)
    for model in (by_keyword, by_hand, plain):
        for _ in model.weeks_to_come():
            pass
    assert same(by_keyword.recording(), by_hand.recording()) == []
    assert "arrivals" in same(by_keyword.recording(), plain.recording())


def test_a_keyword_that_fits_nothing_is_refused(scenario: Scenario) -> None:
    with pytest.raises(OverrideError, match="patience_weeks"):
        TradeModel(scenario, behaviour__patience_week=2)


def test_the_seed_is_that_of_the_scenario_or_the_one_given(scenario: Scenario) -> None:
    models = [TradeModel(scenario), TradeModel(scenario, rng=1), TradeModel(scenario, rng=5)]
    for model in models:
        for _ in model.weeks_to_come():
            pass
    own, same_seed, other = (model.recording() for model in models)
    assert same(own, same_seed) == []
    assert "events" in same(own, other)
    assert same(own, lived(scenario)) == []


def test_a_scenario_can_be_given_by_its_file() -> None:
    assert TradeModel(str(WORLD)).trade_scenario.name == "two_countries"


def test_a_subclass_sees_every_week(scenario: Scenario) -> None:
    class Diary(TradeModel):
        """Writes down each Monday."""

        def __init__(self, scenario: Scenario) -> None:
            super().__init__(scenario)
            self.mondays: list[dt.date] = []

        def step(self) -> None:
            super().step()
            self.mondays.append(self.date)

    diary = Diary(scenario)
    for _ in diary.weeks_to_come():
        pass
    assert len(set(diary.mondays)) == WEEKS


def test_where_nothing_is_demanded_no_output_is_missing(scenario: Scenario) -> None:
    shock = {"shocks.boom.factor": 0, "shocks.boom.products": ["chips", "displays"]}
    model = TradeModel(apply(scenario, {**shock, "shocks.boom.ramp_weeks": 1}))
    for _ in range(80):
        model.step()
    assert model.actor("Beta Devices").desk.buyer.demand[0, 0] == 0
    assert model.output_share == 1


def test_a_class_for_nobody_is_refused() -> None:
    with pytest.raises(CustomAgentError, match="No actor is called 'Nobody'"):
        TradeModel(str(WORLD), agent_classes={"Nobody": Buyer})


def test_classes_where_a_scenario_has_names_of_classes_are_told_their_place() -> None:
    with pytest.raises(CustomAgentError, match="are given as agent_classes="):
        TradeModel(str(WORLD), agents={"Beta Devices": Buyer})


def test_a_class_of_another_kind_is_refused() -> None:
    """A government in a buyer's place would never plan: its plants would stop in silence."""
    said = r"Beta Devices: 'Government' is no subclass of tradesim\.agents\."
    with pytest.raises(CustomAgentError, match="Alpha Chemicals: 3 is no subclass"):
        TradeModel(str(WORLD), agent_classes={"Alpha Chemicals": 3})  # type: ignore[dict-item]
    with pytest.raises(CustomAgentError, match=said):
        TradeModel(str(WORLD), agent_classes={"Beta Devices": Government})
