"""Surplus, deadweight, terms of trade, pass-through and elasticity, worked out by hand.

The fab in BBB buys 40 t of Foreign and 20 of Sister at 1000, 30 of Home and 10 of Third at 2000.
From week 78 on a duty of a tenth is on goods of AAA, and half of these come: 20 and 10.
"""

import math

import numpy as np
import pytest

from tests.measures.synthetic import arrive, blank, scenario
from tests.measures.synthetic import value as found
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all

DUTY = {
    "kind": "tariff", "name": "duty", "imposer": "BBB", "partner": "AAA", "items": ["acid"],
    "rate": 0.1, "effective": "2019-07-01",
}  # fmt: skip
BEGINS, AFTER = 78, 78


@pytest.fixture
def taxed() -> Recording:
    recording = blank(scenario(DUTY))
    arrive(recording, Foreign=40, Sister=20, Home=30, Third=10)
    arrive(recording, slice(BEGINS, None), Foreign=20, Sister=10)
    recording.panels["levied"][BEGINS:] = 0.1 * 30 * 1000 / 1e6
    return recording


def of_acid(recording: Recording) -> list[Measured]:
    return [m for m in measure_all(recording) if m.item == "acid"]


def test_surplus_and_deadweight_are_by_the_rule_of_a_half(taxed: Recording) -> None:
    measures = of_acid(taxed)
    rise = (30 * 1000 + 40 * 2000 + 3000) / 70 - 1400
    surplus = found(measures, "consumer_surplus_change")
    assert surplus == pytest.approx(-AFTER * rise * (100 + 70) / 2 / 1e6)
    assert found(measures, "deadweight_cost") == pytest.approx(AFTER * rise * 30 / 2 / 1e6)


def test_import_prices_are_those_of_the_usual_basket(taxed: Recording) -> None:
    assert found(of_acid(taxed), "terms_of_trade") == pytest.approx(0.0)
    taxed.panels["price"][-52:, 0] = 900
    cheaper = of_acid(blank_again(taxed))
    assert found(cheaper, "terms_of_trade") == pytest.approx(76_000 / 80_000 - 1)


def test_suppliers_that_lower_their_price_by_half_the_duty_bear_half(taxed: Recording) -> None:
    assert found(of_acid(taxed), "pass_through") == pytest.approx(1.0)
    taxed.panels["price"][BEGINS:, :2] = 950
    taxed.panels["levied"][BEGINS:] = 0.1 * 30 * 950 / 1e6
    assert found(of_acid(blank_again(taxed)), "pass_through") == pytest.approx(0.5)


def test_half_the_trade_at_a_tenth_of_duty_is_an_elasticity_of_seven(taxed: Recording) -> None:
    measures = of_acid(taxed)
    expected = math.log(0.5) / math.log(1.1)
    for weeks in ("13_weeks", "26_weeks", "52_weeks"):
        assert found(measures, f"trade_elasticity_{weeks}") == pytest.approx(expected)
    assert math.isnan(found(measures, "trade_elasticity_5_years"))


@pytest.mark.parametrize("weeks", [13, 26, 52])
def test_an_elasticity_counts_nothing_past_its_weeks(taxed: Recording, weeks: int) -> None:
    past = slice(BEGINS + weeks, None)
    taxed.panels["arrivals"][past] = taxed.panels["levied"][past] = 0.0
    measures = of_acid(blank_again(taxed))
    expected = math.log(0.5) / math.log(1.1)
    assert found(measures, f"trade_elasticity_{weeks}_weeks") == pytest.approx(expected)


def test_a_market_without_a_levy_has_none_of_them() -> None:
    names = {m.name for m in measure_all(blank(scenario()))}
    assert not names & {"consumer_surplus_change", "pass_through", "trade_elasticity_13_weeks"}


def blank_again(recording: Recording) -> Recording:
    """The same panels, with nothing remembered of what they were."""
    again = blank(scenario(DUTY))
    for name, panel in recording.panels.items():
        again.panels[name][...] = panel
    assert np.array_equal(again.panels["price"], recording.panels["price"])
    return again
