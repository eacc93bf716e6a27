"""Imports by calendar month."""

import datetime as dt

import numpy as np
import pytest

from tests.measures.synthetic import arrive, blank, scenario
from tradesim.measures.months import WORLD, days_of_months, monthly_imports
from tradesim.world.calendar import Calendar


def test_weeks_are_split_by_day() -> None:
    recording = blank(scenario())
    arrive(recording, slice(0, 5), Foreign=70)  # 2018-01-01 to 02-04: ten a day
    imports = monthly_imports(recording)
    row = imports.series("acids", "BBB", "AAA")
    assert imports.quantity[:3, row, 0] == pytest.approx([310, 40, 0])
    assert imports.value[:3, row, 0] == pytest.approx([0.31, 0.04, 0])
    assert imports.units[row] == "t"


def test_months_not_wholly_simulated_are_left_out() -> None:
    recording = blank(scenario())
    months = monthly_imports(recording).months
    assert months[0] == dt.date(2018, 1, 1)
    assert months[-1] == dt.date(2020, 11, 1)  # the last Sunday is 2020-12-27
    assert len(months) == 35
    late = days_of_months(Calendar(dt.date(2018, 1, 8), 8)).months
    assert late == (dt.date(2018, 2, 1),)
    assert days_of_months(Calendar(dt.date(2018, 1, 8), 2)).months == ()


def test_a_span_of_whole_months_holds_all_that_arrived() -> None:
    calendar = Calendar(dt.date(2018, 1, 1), 313)  # to Sunday, 2023-12-31
    weekly = np.random.default_rng(1).random((313, 2, 3))
    days = days_of_months(calendar)
    assert len(days.months) == 72
    assert days.share.sum(axis=0) == pytest.approx(np.ones(313))
    assert days.total(weekly).sum(axis=0) == pytest.approx(weekly.sum(axis=0))


def test_all_origins_together_are_the_world_and_domestic_supply_is_no_import() -> None:
    recording = blank(scenario())
    arrive(recording, Foreign=10, Sister=20, Third=30, Home=500)
    imports = monthly_imports(recording)
    of_acid = [row for row in imports.rows if row[0] == "acids"]
    assert of_acid == [("acids", "BBB", "AAA"), ("acids", "BBB", "CCC"), ("acids", "BBB", WORLD)]
    january = {row[2]: imports.quantity[0, imports.series(*row), 0] for row in of_acid}
    assert january == pytest.approx({"AAA": 30 * 31 / 7, "CCC": 30 * 31 / 7, WORLD: 60 * 31 / 7})


def test_goods_are_valued_at_the_price_of_their_week() -> None:
    recording = blank(scenario())
    arrive(recording, slice(0, 4), Third=7)
    recording.panels["price"][1, recording.layout.supplier_row["Third"]] = 5000
    imports = monthly_imports(recording)
    value = imports.value[0, imports.series("acids", "BBB", "CCC"), 0]
    assert value == pytest.approx((3 * 7 * 2000 + 7 * 5000) / 1e6)


def test_items_of_a_customs_group_are_published_together() -> None:
    world = scenario(
        items=[
            {"name": "acid", "customs_group": "chemicals", "unit": "t"},
            {"name": "feed", "customs_group": "chemicals", "unit": "t"},
        ]
    )
    recording = blank(world)
    arrive(recording, Foreign=7, Quarry=14, Mine=21)
    imports = monthly_imports(recording)
    february = {row[2]: imports.quantity[1, imports.series(*row), 0] for row in imports.rows}
    assert february == pytest.approx({"AAA": 84, "CCC": 84, WORLD: 168})


def test_a_series_that_cannot_be_is_an_error() -> None:
    with pytest.raises(KeyError, match="BBB"):
        monthly_imports(blank(scenario())).series("acids", "BBB", "BBB")
