"""Which figures are in doubt."""

from pathlib import Path

import pytest

import tradesim
from tests.source_tree import REPOSITORY
from tradesim.doubt.judged import judged_figures
from tradesim.scenario import apply
from tradesim.scenario.paths import resolve
from tradesim.scenario.schema import Scenario

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return tradesim.load(Path(WORLD))


def test_every_path_leads_back_to_the_figure_it_is_about() -> None:
    scenario = tradesim.load("2019_curbs")
    for judged in judged_figures(scenario):
        target = resolve(scenario, judged.path)
        assert target.value.value == judged.range.value, judged.path


def test_a_sourced_figure_is_not_in_doubt() -> None:
    paths = {judged.path for judged in judged_figures(tradesim.load("2019_curbs"))}
    assert "policies.curb on liquid HF.terms.validity_weeks" not in paths  # a default with a source
    assert (
        "policies.curb on liquid HF.terms.review_spread" in paths
    )  # a default that is a judgement


def test_what_an_override_sets_is_what_was_asked(scenario: Scenario) -> None:
    path = "items.chemical.maximum_cover_weeks"
    name = scenario.items[0].name
    path = f"items.{name}.maximum_cover_weeks"
    before = {judged.path for judged in judged_figures(scenario)}
    after = {judged.path for judged in judged_figures(apply(scenario, {path: 20}))}
    assert before - after <= {path}
    assert path not in after


def test_a_bare_number_is_taken_as_given() -> None:
    scenario = tradesim.load("2019_curbs")
    paths = {judged.path for judged in judged_figures(scenario)}
    bare = [
        f"buyers.{maker.name}.output"
        for maker in scenario.buyers
        if not maker.output.judgement and not maker.output.source
    ]
    assert not paths & set(bare)


def test_how_controls_are_practised_is_in_doubt_everywhere(scenario: Scenario) -> None:
    paths = {judged.path for judged in judged_figures(scenario)}
    assert {"practice.review_factor", "practice.approval_shift"} <= paths


def test_figures_set_by_one_rule_err_together() -> None:
    scenario = tradesim.load("2019_curbs")
    plants = [plant.name for plant in scenario.suppliers[:2]]
    ruled = {
        f"suppliers.{name}.finished_stock_weeks": {
            "value": 2,
            "unit": "week",
            "judgement": "rule stock.maker.gas of 10",
        }
        for name in plants
    }
    kin = {j.path: j.kin for j in judged_figures(apply(scenario, ruled))}
    assert {kin[path] for path in ruled} == {"rule stock.maker.gas"}
