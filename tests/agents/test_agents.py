"""The actors of a model: who they are, what they show, and that a subclass decides otherwise."""

from pathlib import Path

import pytest

from tests.living import same
from tradesim.agents import Buyer, Government, Supplier
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, apply, load, without

WORLDS = Path(__file__).parents[1] / "worlds"


@pytest.fixture
def scenario() -> Scenario:
    return load(WORLDS / "two_countries.yaml")


@pytest.fixture
def model(scenario: Scenario) -> TradeModel:
    return TradeModel(scenario)


def step(model: TradeModel, weeks: int) -> TradeModel:
    for _ in range(weeks):
        model.step()
    return model


def test_there_is_one_agent_for_each_government_plant_and_buyer(model: TradeModel) -> None:
    assert {kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()} == {
        "Government": 2,
        "Supplier": 4,
        "Buyer": 2,
    }
    assert repr(model.actor("Beta Devices")) == "<Buyer Beta Devices (BBB)>"
    with pytest.raises(KeyError):
        model.actor("Gamma Devices")


def test_a_buyer_shows_its_output_stock_and_product(model: TradeModel) -> None:
    maker = step(model, 10).actor("Beta Devices")
    assert isinstance(maker, Buyer)
    assert maker.product == "chips"
    assert maker.item_names == ("acid", "film")
    assert maker.output == pytest.approx(1000)
    assert maker.stock_cover == pytest.approx({"acid": 4, "film": 4})


def test_a_buyers_rows_are_its_own(model: TradeModel) -> None:
    first, second = model.actor("Beta Devices"), model.actor("Alpha Devices")
    first.desk.need.stock[0] = 77
    assert model.world.need.stock[0, 0] == 77
    assert second.desk.need.stock[0, 0] == 200
    assert len(first.desk.link.share) == 4
    assert len(second.desk.link.share) == 2


def test_a_supplier_shows_its_owner_item_and_production(model: TradeModel) -> None:
    plant = step(model, 5).actor("Alpha Chemicals")
    assert isinstance(plant, Supplier)
    assert (plant.owner, plant.item_name, plant.buys) == ("Alpha Chemicals", "acid", False)
    assert plant.production == pytest.approx(130)


def test_a_government_shows_its_controls_and_the_queue_of_its_office(model: TradeModel) -> None:
    alpha, beta = model.actor("Alphaland"), model.actor("Betaland")
    assert isinstance(alpha, Government)
    assert beta.controls == {}
    assert set(alpha.controls.values()) == {"free"}
    step(model, 40)
    assert alpha.controls == {
        ("acid curb", "acid"): "individual",
        ("list removal", "acid"): "individual",
        ("list removal", "film"): "individual",
    }
    waiting = (model.world.licence.status == 1).sum()
    assert alpha.applications_waiting == waiting > 0
    assert beta.applications_waiting == 0


class Hoarder(Buyer):
    """Orders twice what the standard buyer would."""

    def plan(self, *, news: bool) -> None:
        super().plan(news=news)
        self.desk.link.placed[...] *= 2


class Miser(Supplier):
    """Makes half of what the standard supplier would."""

    def supply(self) -> None:
        super().supply()
        self.sales.supplier.planned[...] *= 0.5


class Refuser(Government):
    """Approves nothing."""

    def act(self) -> None:
        self.world.control.approval_odds[self.control_rows] = 0.0


def test_a_subclass_of_buyer_decides_otherwise_for_its_actor_alone(scenario: Scenario) -> None:
    calm, _ = without(scenario, ["acid curb", "list removal", "reserve", "boom"])
    model = step(TradeModel(calm, agent_classes={"Alpha Devices": Hoarder}), 6)
    assert type(model.actor("Alpha Devices")) is Hoarder
    assert type(model.actor("Beta Devices")) is Buyer
    assert model.actor("Alpha Devices").stock_cover["acid"] > 4.5
    assert model.actor("Beta Devices").stock_cover["film"] == pytest.approx(4)
    standard = step(TradeModel(calm), 6)
    assert "stock" in same(model.recording(), standard.recording())


def test_a_subclass_of_supplier_decides_otherwise(scenario: Scenario) -> None:
    model = step(TradeModel(scenario, agent_classes={"Alpha Films": Miser}), 1)
    assert model.actor("Alpha Films").production == pytest.approx(250)


def test_a_subclass_of_government_decides_otherwise(scenario: Scenario) -> None:
    lenient = apply(scenario, {"policies.acid curb.terms.approval_odds": 1})
    granted = [
        step(TradeModel(lenient, agent_classes=classes), 100).recording().panels["granted"].sum()
        for classes in ({}, {"AAA": Refuser})
    ]
    assert granted[0] > 0
    assert granted[1] == 0


def test_an_agent_with_a_recipe_buys_and_sells() -> None:
    tree = load(WORLDS / "one_market.yaml").model_dump(exclude_unset=True)
    tree["items"] += [{"name": "feed", "customs_group": "feeds", "unit": "t"}]
    mine = {"name": "Mine", "country": "BBB", "item": "feed", "capacity": 100, "price": 10}
    tree["suppliers"] += [mine]
    tree["suppliers"][1]["recipe"] = [{"item": "feed", "baseline_use": 80, "sources": {"Mine": 1}}]
    model = step(TradeModel(Scenario.model_validate(tree)), 3)
    south = model.actor("South")
    assert south.buys
    assert south.desk.need.used[0, 0] == pytest.approx(16)
    assert not model.actor("Mine").buys
