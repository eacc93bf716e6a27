"""Observed series are brought to the scenario's units; slips of units are named, not scored."""

import pytest

from tests.source_tree import REPOSITORY
from tradesim.evidence.comparable import comparable
from tradesim.evidence.observed import Key, ObservedSeries
from tradesim.evidence.record import Record
from tradesim.evidence.traded import ObservedTerms
from tradesim.scenario import load
from tradesim.world.layout import lay_out

KEY = Key("acids", "BBB", "AAA")


@pytest.fixture(scope="module")
def terms() -> ObservedTerms:
    return ObservedTerms(lay_out(load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")), {})


def series(unit: str, quantity: float, value: float) -> ObservedSeries:
    values = {"quantity": {"2019-07": quantity}, "value_usd_m": {"2019-07": value}}
    return ObservedSeries(unit, values | {"unit_value_usd": {}}).complete()


def price(terms: ObservedTerms) -> float:
    row = terms.rows(KEY)[0]
    return float(terms.layout.suppliers[terms.flows[row].supplier].price.value)


def test_quantities_are_brought_to_the_unit_of_the_scenario(terms: ObservedTerms) -> None:
    worth = 80 * price(terms) / 1e6
    found, notes = comparable({KEY: series("kg", 80_000, worth)}, terms)
    assert found[KEY].unit == "t"
    assert found[KEY].values["quantity"] == {"2019-07": 80.0}
    assert found[KEY].values["unit_value_usd"]["2019-07"] == pytest.approx(price(terms))
    assert notes == []


def test_a_unit_that_does_not_compare_leaves_the_value(terms: ObservedTerms) -> None:
    found, notes = comparable({KEY: series("litre", 80, 1)}, terms)
    assert found[KEY].values == {
        "quantity": {},
        "value_usd_m": {"2019-07": 1.0},
        "unit_value_usd": {},
    }
    assert notes == ["acids is observed in litre, simulated in t: its value is scored."]


@pytest.mark.parametrize("times", [1_000.0, 0.001])
def test_a_thousandfold_unit_value_is_named_and_not_scored(
    terms: ObservedTerms, times: float
) -> None:
    found, notes = comparable({KEY: series("t", 80, 80 * price(terms) * times / 1e6)}, terms)
    assert found == {}
    assert "which only a slip of units explains" in notes[0]


def test_a_record_says_so(terms: ObservedTerms) -> None:
    scenario = terms.layout.scenario
    record = Record.of(scenario, {KEY: series("t", 80, 80 * price(terms) / 1e3)})
    assert any("slip of units" in note for note in record.notes)
    assert record.lines == ()
