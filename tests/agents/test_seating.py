"""Standard agents side by side decide as each would alone; whoever decides otherwise sits alone."""

import types
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import same
from tradesim.agents import Buyer, Supplier
from tradesim.agents.seating import OneByOne, is_standard
from tradesim.measures.recording import Recording
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, load


class Miser(Supplier):
    """Makes half of what the standard supplier would."""

    def supply(self) -> None:
        super().supply()
        self.sales.supplier.planned[...] *= 0.5


def lived(scenario: Scenario, *, alone: bool, **classes: Any) -> Recording:
    model = TradeModel(scenario, agent_classes=classes)
    if alone:
        model.deciders = OneByOne(model)
    for _ in model.weeks_to_come():
        pass
    return model.recording()


@on(8)
@given(worlds(restless=True))
def test_side_by_side_gives_the_numbers_of_one_by_one(scenario: Scenario) -> None:
    together, apart = (lived(scenario, alone=alone) for alone in (False, True))
    assert same(together, apart) == []
    assert np.array_equal(together.events, apart.events)


def test_so_it_does_around_an_agent_of_ones_own() -> None:
    scenario = load("2019_curbs")
    owned = {scenario.suppliers[3].name: Miser}
    together, apart = (lived(scenario, alone=alone, **owned) for alone in (False, True))
    assert same(together, apart) == []
    assert same(together, lived(scenario, alone=False)) != []


def test_neighbours_share_a_desk_and_others_sit_alone() -> None:
    scenario = load("2019_curbs")
    plants = [plant.name for plant in scenario.suppliers]
    assert len(TradeModel(scenario).deciders.sellers) == 1
    in_the_middle = TradeModel(scenario, agent_classes={plants[3]: Miser})
    assert len(in_the_middle.deciders.sellers) == 3
    assert len(in_the_middle.deciders.buyers) == 1
    assert in_the_middle.deciders.sellers[1] is in_the_middle.actor(plants[3])


def test_a_method_replaced_in_mid_run_takes_its_turn_from_the_next_week_on() -> None:
    model = TradeModel("2019_curbs")
    model.step()
    buyer = next(agent for agent in model.agents if isinstance(agent, Buyer))
    asked: list[int] = []

    def plan(self: Buyer, *, news: bool) -> None:
        asked.append(model.week)
        Buyer.plan(self, news=news)

    buyer.plan = types.MethodType(plan, buyer)  # type: ignore[method-assign]
    model.step()
    model.step()
    assert asked == [1, 2]


def test_a_method_replaced_in_the_class_is_no_standard_one(monkeypatch: pytest.MonkeyPatch) -> None:
    plant = next(a for a in TradeModel("2019_curbs").agents if isinstance(a, Supplier))
    assert is_standard(plant)
    monkeypatch.setattr(Supplier, "price", Supplier.learn)
    assert not is_standard(plant)
