"""Measures of supply disruption, worked by hand."""

import numpy as np
import pytest

from tests.measures.synthetic import ANNOUNCED, CURB, IN_FORCE, acid, arrive, blank, scenario, value
from tradesim.measures.disruption import (
    below_safety,
    market_disruption,
    price_index,
    stock_cover,
    time_to_recover,
)


def test_unmet_need_adds_up_over_weeks() -> None:
    recording = blank(scenario(CURB))
    recording.panels["unmet"][90:93, 0] = 5
    recording.panels["used"][:, 0] = 95
    figures = market_disruption(acid(recording))
    assert value(figures, "unmet_need") == 15
    assert value(figures, "stocked_out") == 1


def test_survival_counts_from_the_entry_into_force() -> None:
    recording = blank(scenario(CURB), runs=2)
    recording.panels["used"][:, 0] = 100
    recording.panels["unmet"][10, 0] = 1  # before the control: no matter
    recording.panels["unmet"][IN_FORCE + 7, 0, 0] = 1
    recording.panels["unmet"][120, 0, 0] = 1
    survived = value(market_disruption(acid(recording)), "time_to_survive")
    assert survived[0] == 7
    assert np.isnan(survived[1])


def test_a_need_met_but_for_rounding_is_met() -> None:
    recording = blank(scenario(CURB))
    recording.panels["used"][:, 0] = 100
    recording.panels["unmet"][100, 0] = 1e-9
    assert value(market_disruption(acid(recording)), "stocked_out") == 0


def test_what_counts_as_rounding_goes_by_the_size_of_the_need() -> None:
    recording = blank(scenario(CURB), runs=2)
    recording.panels["used"][:, 0] = [1e12, 1e-12]
    recording.panels["unmet"][100, 0] = [1.0, 1e-12]
    assert list(value(market_disruption(acid(recording)), "stocked_out")) == [0, 1]


def test_recovery_counts_from_the_thinnest_stock() -> None:
    recording = blank(scenario(CURB), runs=4)
    stock = recording.panels["stock"][:, 0]
    recording.panels["rate"][:, 0] = 100
    stock[...] = 400
    stock[IN_FORCE : IN_FORCE + 20, 0] = np.linspace(300, 100, 20)
    stock[IN_FORCE + 20 : IN_FORCE + 26, 0] = 379  # cover 3.79, 95 % is 3.8
    stock[IN_FORCE:, 1] = 200  # never back
    stock[IN_FORCE:, 2] = 390  # never below 95 %
    stock[ANNOUNCED:IN_FORCE, 3] = 0  # before the entry into force: no matter
    weeks = time_to_recover(acid(recording))
    assert weeks[[0, 2, 3]].tolist() == [7, 0, 0]
    assert np.isnan(weeks[1])


def test_without_a_control_nothing_is_survived() -> None:
    names = {figure.name for figure in market_disruption(acid(blank(scenario())))}
    assert "unmet_need" in names
    assert not {"time_to_survive", "time_to_recover"} & names


def test_cover_is_unsafe_under_the_buyer_s_own_limit() -> None:
    recording = blank(scenario())
    recording.panels["rate"][:, 0] = 100
    recording.panels["stock"][:, 0] = 100  # exactly the week of cover that counts as safe
    recording.panels["stock"][3:5, 0] = 99
    assert np.flatnonzero(below_safety(acid(recording))[:, 0]).tolist() == [3, 4]
    assert stock_cover(acid(recording))[[0, 3], 0].tolist() == [1, 0.99]


def test_a_shift_to_a_dearer_supplier_is_no_rise_of_the_price() -> None:
    recording = blank(scenario())
    arrive(recording, Foreign=50)
    arrive(recording, slice(10, None), Foreign=0, Third=50)
    recording.panels["price"][20, recording.layout.supplier_row["Third"]] = 3000
    arrive(recording, slice(30, 31), Third=0)
    index = price_index(acid(recording))[:, 0]
    assert index[[0, 10, 20, 21]].tolist() == [1, 1, 1.5, 1]
    assert np.isnan(index[30])
    assert value(market_disruption(acid(recording)), "price_peak") == pytest.approx(1.5)
