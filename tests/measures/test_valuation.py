"""Share prices, worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.measures.synthetic import ANNOUNCED, CURB, blank, scenario, tree, value
from tradesim.measures.recording import Recording
from tradesim.measures.valuation import (
    DISCOUNT_RATE,
    PERSISTENCE_YEARS,
    PROFIT_SMOOTHING,
    Valuation,
    share_prices,
    smooth,
)
from tradesim.measures.weekly_definitions import DERIVED
from tradesim.scenario.schema import Scenario


def sold(**quantities: float) -> Recording:
    """What each plant ships every week, at a margin of half its price."""
    return sold_in(scenario(CURB), **quantities)


def sold_in(world: Scenario, **quantities: float) -> Recording:
    """The same in another world."""
    recording = blank(world)
    panels, rows = recording.panels, recording.layout.supplier_row
    panels["unit_cost"][...] = panels["price"] / 2
    for plant, quantity in quantities.items():
        panels["shipped"][:, rows[plant]] = quantity
    return recording


def test_steady_profits_leave_prices_where_they_are() -> None:
    valuation = Valuation(sold(Foreign=40, Sister=20, Home=30))
    assert valuation.index["Group"].min() == valuation.index["Group"].max() == 100


def test_expected_profit_moves_by_a_part_of_the_gap_from_the_first_week_on() -> None:
    expected = smooth(np.array([0.0, 26.0, 26.0]).reshape(3, 1)).ravel()
    assert expected.tolist() == pytest.approx([0.0, 1.0, 1.0 + 25.0 / 26.0])


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
    figures = share_prices(recording)
    dispatch = recording.layout.scenario.behaviour.dispatch_weeks.value
    move = -(1 - 1.08 ** -((13 / 0.9 + dispatch) / (365.25 / 7)))
    assert value(figures, "abnormal_return", actor="Group") == pytest.approx(move / 2)
    assert {figure.actor for figure in figures} == {"Group"}


@pytest.mark.parametrize("owner", ["Group", "Third"])
def test_a_plant_that_sells_nothing_yet_has_nothing_at_risk(owner: str) -> None:
    idle = {"item": "acid", "name": "New", "owner": owner, "country": "AAA", "price": 1000}
    suppliers = [*tree()["suppliers"], idle | {"capacity": 10}]
    with_it = sold_in(scenario(CURB, suppliers=suppliers), Foreign=40, Sister=20, Third=30)
    without = sold(Foreign=40, Sister=20, Third=30)
    found, expected = (
        value(share_prices(each), "abnormal_return", actor="Group") for each in (with_it, without)
    )
    assert found == expected < 0


def test_a_return_comes_from_what_is_expected_on_the_day_not_from_what_follows() -> None:
    found = []
    for later in (0, 10, 200):
        recording = sold(Foreign=40, Sister=20, Third=30)
        row = recording.layout.supplier_row["Foreign"]
        recording.panels["shipped"][ANNOUNCED:, row] = later
        found.append(value(share_prices(recording), "abnormal_return", actor="Group"))
    assert found[0] == found[1] == found[2] < 0


def test_a_ban_is_worse_news_than_a_review_and_no_news_where_it_is_only_compared_with() -> None:
    ban = CURB | {"kind": "export_ban"}
    returns = {}
    for name, policies in {"review": [CURB], "ban": [ban], "neither": []}.items():
        recording = blank(scenario(*policies))
        recording.panels["unit_cost"][...] = recording.panels["price"] / 2
        recording.panels["shipped"][...] = 30
        beside = scenario(ban).policies
        figures = share_prices(replace(recording, beside=beside))
        returns[name] = value(figures, "abnormal_return", actor="Group")
    assert returns["ban"] < returns["review"] < returns["neither"] == 0


def test_a_firm_without_profit_at_the_start_has_no_price() -> None:
    recording = sold(Foreign=40, Third=30)
    recording.panels["shipped"][50:, recording.layout.supplier_row["Home"]] = 30
    valuation = Valuation(recording)
    assert np.isnan(valuation.index["Home"]).all()
    assert np.isfinite(valuation.abnormal_return("Group", np.array([ANNOUNCED]))).all()


def test_a_price_never_falls_below_nothing() -> None:
    recording = sold(Foreign=40, Third=30)
    recording.panels["unit_cost"][ANNOUNCED:, recording.layout.supplier_row["Foreign"]] = 9000
    valuation = Valuation(recording)
    assert valuation.index["Group"][-1, 0] == 0
    last = np.array([len(valuation.index["Group"]) - 1])
    assert np.isfinite(valuation.abnormal_return("Group", last)).all()


def test_valuation_moves_nothing_in_the_model() -> None:
    recording = sold(Foreign=40, Third=30)
    before = {name: panel.copy() for name, panel in recording.panels.items()}
    share_prices(recording)
    assert all((before[name] == panel).all() for name, panel in recording.panels.items())


def test_the_data_dictionary_states_the_parameters() -> None:
    assert (DISCOUNT_RATE, PERSISTENCE_YEARS, PROFIT_SMOOTHING) == (0.08, 10, 1 / 26)
    meaning = DERIVED["share_price_index"].meaning
    assert all(part in meaning for part in ("8 %", "ten years", "1/26", "1.08^-10"))


def test_the_market_is_weighted_by_revenue_in_the_first_week_and_by_no_other() -> None:
    before = Valuation(sold(Foreign=40, Sister=20, Third=30))._weights
    recording = sold(Foreign=40, Sister=20, Third=30)
    third = recording.layout.supplier_row["Third"]
    recording.panels["shipped"][1:, third] = 90
    recording.panels["price"][1:, third] *= 2
    assert (Valuation(recording)._weights == before).all()
    recording.panels["shipped"][0, third] = 60
    now = Valuation(recording)._weights
    assert now.max() > before.max()


def test_a_firm_that_earns_from_the_second_week_on_is_no_part_of_the_market() -> None:
    recording = sold(Foreign=40, Sister=20, Third=30)
    third = recording.layout.supplier_row["Third"]
    recording.panels["unit_cost"][0, third] = recording.panels["price"][0, third]
    weights = Valuation(recording)._weights
    assert np.count_nonzero(weights) == 1
    assert weights.max() == pytest.approx((40 + 20) * 1000 / 1e6)
