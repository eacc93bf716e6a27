"""Import licences: the buyers' own government decides, about goods of some countries."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.living import lived, world_of
from tradesim.measures.summary import measure_all
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

PERMITS = {
    "kind": "import_licence", "name": "permits", "imposer": "BBB", "partner": "CCC",
    "items": ["fine chip"], "effective": "2019-07-01", "lifted": "2020-07-06",
    "terms": {"review_weeks": 6, "approval_odds": 0.5},
}  # fmt: skip


@pytest.fixture
def licensed(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(**changes: Any) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [PERMITS | changes]}
        return Scenario.model_validate(tree)

    return make


def test_it_covers_imports_of_the_countries_it_names(licensed: Callable[..., Scenario]) -> None:
    def covered(scenario: Scenario) -> list[str]:
        world = world_of(scenario)
        return [world.layout.link_ids[row] for row in world.licence.link]

    fine = ["Beta Servers|fine chip|Gamma Fine", "Beta Phones|fine chip|Gamma Fine"]
    assert covered(licensed()) == fine
    everywhere = covered(licensed(partner=None, partners="all", items=["acid"]))
    assert {name.split("|")[2] for name in everywhere} == {"Alpha Acid", "Gamma Acid"}


def test_its_office_is_that_of_the_importing_country(licensed: Callable[..., Scenario]) -> None:
    tree = licensed(terms={"review_weeks": 1, "review_spread": 0}).model_dump(exclude_unset=True)
    for country in tree["countries"]:
        if country["code"] == "BBB":
            country["decisions_per_week"] = 0.1
    slow = lived(Scenario.model_validate(tree)).panels["granted"].sum()
    quick = lived(licensed(terms={"review_weeks": 1, "review_spread": 0})).panels["granted"].sum()
    assert slow < quick


def test_measures_know_whose_market_it_is_and_whose_goods(
    licensed: Callable[..., Scenario],
) -> None:
    found = [m for m in measure_all(lived(licensed())) if m.name == "licences_filed"]
    assert [(m.item, m.origin, m.destination) for m in found] == [("fine chip", "CCC", "BBB")]
    assert found[0].values[0] > 0


def test_what_does_not_fit_is_said(licensed: Callable[..., Scenario]) -> None:
    (own,) = check(licensed(partner="BBB"))
    assert "an import licence is on goods of others" in own.message
    (idle,) = idle_policies(licensed(imposer="CCC", partner="BBB"), 1)
    assert "no plant in BBB sells fine chip to a buyer in CCC" in idle
