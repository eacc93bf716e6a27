"""Concentration and dependence, worked by hand."""

from typing import Any

import numpy as np
import pytest

from tests.measures.synthetic import (
    ANNOUNCED,
    CURB,
    WEEKS,
    acid,
    arrive,
    blank,
    scenario,
    tree,
    value,
)
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.diversification import (
    look_through,
    market_diversification,
    qualified_sources,
    supplier_shares,
)
from tradesim.measures.measure import Role
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.scenario.schema import Scenario

LATE = slice(ANNOUNCED, None)


@pytest.fixture
def recording() -> Recording:
    """Foreign 40 %, Sister 20 %, Home 30 %, Third 10 %; later Home alone.

    Home buys feed for 3000 USD a week each from the mine and from the quarry.
    """
    recording = blank(scenario(CURB))
    arrive(recording, Foreign=40, Sister=20, Home=30, Third=10)
    arrive(recording, LATE, Foreign=0, Sister=0, Third=0)
    recording.panels["inputs"][:, 0] = 30
    recording.panels["inputs"][:, 1] = 10
    recording.panels["qualified_sources"][:, 0] = 3
    recording.panels["qualified_sources"][-1, 0] = 4
    recording.panels["rate"][:, 0] = 100
    return recording


def figures_of(recording: Recording) -> list[Measured]:
    market = acid(recording)
    return [*market_diversification(market), *qualified_sources(market)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hhi_by_supplier_start", 0.16 + 0.04 + 0.09 + 0.01),
        ("hhi_by_country_start", 0.36 + 0.09 + 0.01),
        ("hhi_by_owner_start", 0.36 + 0.09 + 0.01),
        ("hhi_by_supplier_worst", 1),
        ("hhi_by_country_end", 1),
        ("effective_suppliers_start", 1 / 0.3),
        ("effective_suppliers_end", 1),
        ("top_share_start", 0.4),
        ("top_share_end", 1),
        ("imposing_country_share_start", 0.6),
        ("imposing_country_share_end", 0),
        ("self_sufficiency_start", 0.3),
        ("self_sufficiency_end", 1),
        ("qualified_sources_start", 3),
        ("qualified_sources_end", 4),
        ("looked_through_hhi_by_supplier_start", 0.16 + 0.04 + 0.01 + 2 * 0.15**2),
        ("looked_through_hhi_by_country_start", 0.75**2 + 0.25**2),
        ("looked_through_hhi_by_owner_start", 0.36 + 0.01 + 2 * 0.15**2),
        ("looked_through_hhi_by_country_worst", 0.75**2 + 0.25**2),
        ("looked_through_hhi_by_country_end", 0.5),
        ("looked_through_imposing_country_share_start", 0.75),
        ("looked_through_imposing_country_share_end", 0.5),
        ("looked_through_self_sufficiency_start", 0),
    ],
)
def test_a_measure_is_what_a_hand_works_out(
    recording: Recording, name: str, expected: float
) -> None:
    assert value(figures_of(recording), name) == pytest.approx(expected, abs=1e-12)


def test_a_market_of_one_supplier_lies_in_the_domain_of_each_measure(recording: Recording) -> None:
    for figure in figures_of(recording):
        assert not MEASURES[figure.name].domain.outside(figure.values), figure.key


def test_the_start_is_the_week_before_the_first_policy() -> None:
    assert blank(scenario(CURB)).before_policies("BBB").tolist() == [ANNOUNCED - 1]
    assert blank(scenario()).before_policies("BBB").tolist() == [12]
    assert blank(scenario(CURB | {"announced": "2017-01-01"})).before_policies("BBB") == [0]


def test_a_concentration_before_the_start_is_not_the_worst(recording: Recording) -> None:
    arrive(recording, slice(0, 20), Foreign=500)
    arrive(recording, LATE, Foreign=10, Home=10)
    assert value(figures_of(recording), "hhi_by_supplier_worst") == pytest.approx(0.5)


def test_where_nothing_arrived_there_are_no_shares(recording: Recording) -> None:
    arrive(recording, LATE, Home=0)
    figures = figures_of(recording)
    assert np.isnan(value(figures, "hhi_by_supplier_end"))
    assert value(figures, "hhi_by_supplier_worst") == pytest.approx(0.3)


def test_a_processor_that_bought_nothing_stands_for_itself(recording: Recording) -> None:
    recording.panels["inputs"][...] = 0
    first, through = (
        value(figures_of(recording), f"{tier}hhi_by_country_start")
        for tier in ("", "looked_through_")
    )
    assert through == first


def test_without_processors_looking_through_changes_nothing() -> None:
    data = tree()
    for plant in data["suppliers"]:
        plant.pop("recipe", None)
    recording = blank(Scenario.model_validate(data))
    arrive(recording, Foreign=40, Home=30)
    shares, chain = supplier_shares(acid(recording)), look_through(recording)
    assert chain.attribute(shares) is shares
    names = {figure.name for figure in figures_of(recording)}
    assert not any(name.startswith("looked_through") for name in names)


def chain_of_traders(sources_of_home: dict[str, float], **others: Any) -> Recording:
    """Home's feed comes from a trader, Broker in BBB, who buys of the mine and the quarry."""
    data = tree()
    ore = {"item": "ore", "baseline_use": 50, "sources": {"Pit": 1}} | others
    broker = {"name": "Broker", "country": "BBB", "item": "feed", "price": 100, "capacity": 50}
    pit = {"name": "Pit", "country": "CCC", "item": "ore", "price": 10, "capacity": 100}
    data["items"] = [*data["items"], {"name": "ore", "customs_group": "ores", "unit": "t"}]
    data["suppliers"] = [*data["suppliers"], broker | {"recipe": [ore]}, pit]
    data["suppliers"][2]["recipe"][0]["sources"] = sources_of_home
    return blank(Scenario.model_validate(data))


def test_a_chain_is_looked_through_to_its_end() -> None:
    recording = chain_of_traders({"Broker": 1})
    arrive(recording, Home=30)
    recording.panels["inputs"][...] = 5
    market = acid(recording)
    origins = look_through(recording).attribute(supplier_shares(market))
    plants = recording.layout.suppliers
    last = {plants[row].name: share[-1, 0] for row, share in origins.items() if share[-1, 0]}
    assert last == {"Pit": 1}


def test_only_critical_inputs_are_looked_through() -> None:
    data = tree(CURB)
    data["items"] = [*data["items"], {"name": "salt", "customs_group": "salts", "unit": "t"}]
    data["suppliers"].append(
        {"name": "Pan", "country": "AAA", "item": "salt", "price": 9, "capacity": 9}
    )
    data["suppliers"][2]["recipe"] = [
        {"item": "feed", "baseline_use": 50, "sources": {"Mine": 1}},
        {"item": "salt", "baseline_use": 1, "sources": {"Pan": 1}, "importance": "replaceable"},
    ]
    recording = blank(Scenario.model_validate(data))
    arrive(recording, Home=30)
    recording.panels["inputs"][...] = 5
    share = value(figures_of(recording), "looked_through_imposing_country_share_start")
    assert share == 0


def test_shares_are_of_the_trailing_13_weeks() -> None:
    recording = blank(scenario())
    arrive(recording, slice(0, 100), Foreign=100)
    arrive(recording, slice(100, None), Third=100)
    shares = supplier_shares(acid(recording))[recording.layout.supplier_row["Third"]]
    assert shares[[99, 100, 106, 112, WEEKS - 1], 0] == pytest.approx([0, 1 / 13, 7 / 13, 1, 1])


def test_reports_tell_how_a_market_ends_by_who_sells_to_it_at_first_hand() -> None:
    told = {entry.role for name, entry in MEASURES.items() if name.startswith("looked_through_")}
    assert told == {Role.NONE}
    assert MEASURES["hhi_by_country_start"].role is Role.NONE
    assert MEASURES["hhi_by_country_end"].role is Role.DIVERSIFICATION
