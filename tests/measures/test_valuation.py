"""Share prices, worked by hand."""

import numpy as np
import pytest

from tests.measures.synthetic import ANNOUNCED, CURB, blank, scenario, value
from tradesim.measures.recording import Recording
from tradesim.measures.valuation import (
    DISCOUNT_RATE,
    PERSISTENCE_YEARS,
    PROFIT_SMOOTHING,
    Valuation,
    share_prices,
)
from tradesim.measures.weekly_definitions import DERIVED


def sold(**quantities: float) -> Recording:
    """What each plant ships every week, at a margin of half its price."""
    recording = blank(scenario(CURB))
    panels, rows = recording.panels, recording.layout.supplier_row
    panels["unit_cost"][...] = panels["price"] / 2
    for plant, quantity in quantities.items():
        panels["shipped"][:, rows[plant]] = quantity
    return recording


def test_steady_profits_leave_prices_where_they_are() -> None:
    valuation = Valuation(sold(Foreign=40, Sister=20, Home=30))
    assert valuation.index["Group"].min() == valuation.index["Group"].max() == 100
    assert valuation.market_return.any() == np.False_


def test_a_price_falls_with_discounted_expected_profit() -> None:
    recording = sold(Foreign=40, Sister=20, Third=30)
    rows = recording.layout.supplier_row
    recording.panels["shipped"][ANNOUNCED:, rows["Foreign"]] = 10  # half of the group's profit
    index = Valuation(recording).index["Group"][:, 0]
    annuity = 1 - 1.08**-10
    assert index[ANNOUNCED - 1] == 100
    assert index[ANNOUNCED] == pytest.approx(100 * (1 - annuity * 0.5 / 26))
    gone = 1 - (1 - 1 / 26) ** (len(index) - ANNOUNCED)
    assert index[-1] == pytest.approx(100 * (1 - annuity * 0.5 * gone))


def test_an_abnormal_return_is_the_move_against_the_market_s() -> None:
    recording = sold(Foreign=40, Sister=20, Third=30)  # revenue of 60,000 USD a week each
    rows = recording.layout.supplier_row
    recording.panels["shipped"][ANNOUNCED:, rows["Foreign"]] = 10
    move = -(1 - 1.08**-10) * 0.5 / 26
    figures = share_prices(recording)
    assert value(figures, "abnormal_return", actor="Group") == pytest.approx(move / 2)
    assert {figure.actor for figure in figures} == {"Group"}


def test_a_firm_without_profit_at_the_start_has_no_price() -> None:
    recording = sold(Foreign=40, Third=30)
    recording.panels["shipped"][50:, recording.layout.supplier_row["Home"]] = 30
    valuation = Valuation(recording)
    assert np.isnan(valuation.index["Home"]).all()
    assert valuation.market_return.any() == np.False_


def test_a_price_never_falls_below_nothing() -> None:
    recording = sold(Foreign=40, Third=30)
    recording.panels["unit_cost"][ANNOUNCED:, recording.layout.supplier_row["Foreign"]] = 9000
    valuation = Valuation(recording)
    assert valuation.index["Group"][-1, 0] == 0
    assert np.isfinite(valuation.returns["Group"]).all()


def test_valuation_moves_nothing_in_the_model() -> None:
    recording = sold(Foreign=40, Third=30)
    before = {name: panel.copy() for name, panel in recording.panels.items()}
    share_prices(recording)
    assert all((before[name] == panel).all() for name, panel in recording.panels.items())


def test_the_data_dictionary_states_the_parameters() -> None:
    assert (DISCOUNT_RATE, PERSISTENCE_YEARS, PROFIT_SMOOTHING) == (0.08, 10, 1 / 26)
    meaning = DERIVED["share_price_index"].meaning
    assert all(part in meaning for part in ("8 %", "ten years", "1/26", "1.08^-10"))
