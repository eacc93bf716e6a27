"""Costs and trade-offs, worked by hand."""

from typing import Any

import numpy as np
import pytest

from tests.measures.synthetic import (
    ANNOUNCED,
    CURB,
    IN_FORCE,
    PROJECT,
    WEEKS,
    acid,
    arrive,
    blank,
    scenario,
    value,
)
from tradesim.measures.measured import Measured
from tradesim.measures.recording import Recording
from tradesim.measures.trade_offs import public_spending, trade_offs

LIFTED = CURB | {"lifted": "2019-12-30"}
END_OF_CURB = 104


def sold(*policies: dict[str, Any]) -> Recording:
    """AAA sells 60 t a week and, from the entry into force on, 20; Third and Home fill in."""
    recording = blank(scenario(*policies))
    arrive(recording, Foreign=40, Sister=20, Home=30, Third=10)
    arrive(recording, slice(IN_FORCE, None), Foreign=20, Sister=0, Home=50, Third=30)
    return recording


def figures_of(recording: Recording) -> list[Measured]:
    return trade_offs(recording)


def test_exporters_lose_what_they_sold_before_while_the_control_binds() -> None:
    figures = figures_of(sold(LIFTED))
    weekly = 40 * 1000 / 1e6
    bound = value(figures, "exporter_revenue_lost_under_control", origin="AAA")
    assert bound == pytest.approx(weekly * (END_OF_CURB - IN_FORCE))
    assert value(figures, "exporter_revenue_lost_for_good") == pytest.approx(52 * weekly)
    assert value(figures, "market_share_not_regained", item="acid") == pytest.approx(40)


def test_a_control_that_stays_binds_to_the_end() -> None:
    bound = value(figures_of(sold(CURB)), "exporter_revenue_lost_under_control")
    assert bound == pytest.approx(0.04 * (WEEKS - IN_FORCE))


def test_buying_ahead_of_the_control_is_no_loss_and_no_gain() -> None:
    recording = sold(CURB)
    arrive(recording, slice(ANNOUNCED, IN_FORCE), Foreign=400, Third=400)
    figures = figures_of(recording)
    bound = value(figures, "exporter_revenue_lost_under_control")
    assert bound == pytest.approx(0.04 * (WEEKS - IN_FORCE))
    assert value(figures, "third_country_gain") == pytest.approx(0.04 * (WEEKS - IN_FORCE))


def test_others_gain() -> None:
    figures = figures_of(sold(CURB))
    weeks = WEEKS - IN_FORCE
    assert value(figures, "third_country_gain", origin="CCC") == pytest.approx(0.04 * weeks)
    assert value(figures, "domestic_gain", origin="BBB") == pytest.approx(0.04 * weeks)


def test_buyers_pay_more_for_dearer_sources() -> None:
    usual = (60 * 1000 + 40 * 2000) / 100
    now = (20 * 1000 + 80 * 2000) / 100
    cost = value(figures_of(sold(CURB)), "extra_input_cost")
    assert cost == pytest.approx(100 * (now - usual) * (WEEKS - IN_FORCE) / 1e6)


def test_stock_above_that_of_the_first_week_costs_a_fifth_of_its_value_a_year() -> None:
    recording = sold(CURB)
    market = acid(recording)
    recording.panels["stock"][0, market.needs[0]] = 100.0
    recording.panels["stock"][1:, market.needs[0]] = 150.0
    usual = (60 * 1000 + 40 * 2000) / 100
    cost = value(trade_offs(market.recording), "stock_holding_cost")
    assert cost == pytest.approx(50 * usual * 0.2 / 52 * (WEEKS - 1) / 1e6, rel=1e-9)


def test_the_year_before_the_announcement_is_the_measure() -> None:
    recording = sold(CURB)
    arrive(recording, slice(0, ANNOUNCED - 52), Foreign=9999)
    assert value(figures_of(recording), "market_share_not_regained") == pytest.approx(40)


def test_two_controls_of_one_country_bind_once() -> None:
    second = CURB | {"name": "second", "effective": "2019-09-02", "announced": "2019-08-05"}
    figures = figures_of(sold(LIFTED, second | {"lifted": "2019-10-07"}))
    assert value(figures, "exporter_revenue_lost_under_control") == pytest.approx(
        0.04 * (END_OF_CURB - IN_FORCE)
    )


def test_a_subsidy_counts_per_point_of_dependence_removed() -> None:
    figures = figures_of(sold(CURB, PROJECT))
    assert value(figures, "subsidy_per_point", origin="AAA") == pytest.approx(20 / 40)


def test_a_subsidy_that_removes_no_dependence_has_no_price() -> None:
    recording = sold(CURB, PROJECT)
    arrive(recording, Foreign=40, Sister=20, Home=30, Third=10)
    assert np.isnan(value(figures_of(recording), "subsidy_per_point"))


def test_public_money_is_the_public_share_of_what_is_announced() -> None:
    recording = sold(PROJECT, PROJECT | {"name": "late", "announced": "2025-01-06"})
    assert value(public_spending(recording), "public_spending", destination="BBB") == 20
    assert public_spending(sold(CURB)) == []


def test_without_a_control_there_is_no_trade_off() -> None:
    assert figures_of(sold(PROJECT)) == []
