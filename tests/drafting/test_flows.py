"""Trade by pair and month: mirrored, filled up, never counted twice; missing is not zero."""

import numpy as np
import pandas as pd
import pytest

from tests.drafting.conftest import Make
from tradesim.drafting.flows import Flows, flows_of
from tradesim.drafting.trade import read_trade

Row = tuple[str, str, str, str, float | None]


def flows(make: Make, *rows: Row) -> Flows:
    frame = pd.DataFrame(
        [
            {
                "month": month, "item": "lustrium", "flow": flow, "origin": origin,
                "destination": destination, "quantity": quantity, "unit": "kg",
                "value_usd_m": None if quantity is None else quantity / 1e6,
            }
            for month, flow, origin, destination, quantity in rows
        ]
    )  # fmt: skip
    return flows_of(read_trade(make(frame)), "lustrium", "XAA")


def test_imports_go_before_the_partners_exports(make: Make) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "JPN", 10.0),
        ("2023-01", "export", "CHN", "JPN", 12.0),
        ("2023-01", "export", "CHN", "KOR", 5.0),
    )
    assert found.quantity["2023-01"].to_dict() == {("CHN", "JPN"): 10.0, ("CHN", "KOR"): 5.0}
    assert found.told_by == {("CHN", "JPN"): "import", ("CHN", "KOR"): "export"}


def test_a_partner_that_is_not_named_had_no_trade_and_a_silent_reporter_is_not_known(
    make: Make,
) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "JPN", 10.0),
        ("2023-01", "import", "DEU", "JPN", 1.0),
        ("2023-02", "import", "CHN", "JPN", 9.0),
        ("2023-02", "import", "CHN", "KOR", 4.0),
    )
    assert found.quantity.loc[("DEU", "JPN"), "2023-02"] == 0.0
    assert np.isnan(found.quantity.loc[("CHN", "KOR"), "2023-01"])


def test_a_quantity_that_is_not_given_is_not_zero(make: Make) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "JPN", None),
        ("2023-02", "import", "CHN", "JPN", 8.0),
    )
    assert np.isnan(found.quantity.loc[("CHN", "JPN"), "2023-01"])


def test_what_a_total_has_beyond_its_parts_is_others_trade(make: Make) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "JPN", 10.0),
        ("2023-01", "import", "WLD", "JPN", 14.0),
        ("2023-01", "export", "CHN", "WLD", 40.0),
    )
    assert found.quantity["2023-01"].to_dict() == {
        ("CHN", "JPN"): 10.0, ("XAA", "JPN"): 4.0, ("CHN", "XAA"): 30.0,
    }  # fmt: skip


def test_a_total_that_its_parts_make_up_adds_nothing(make: Make) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "JPN", 10.0),
        ("2023-01", "import", "WLD", "JPN", 10.1),
    )
    assert list(found.quantity.index) == [("CHN", "JPN")]


def test_countries_of_one_group_are_added_up(make: Make) -> None:
    found = flows(
        make,
        ("2023-01", "import", "CHN", "DEU", 10.0),
        ("2023-01", "import", "CHN", "FRA", 5.0),
    ).grouped({"DEU": "XAA", "FRA": "XAA"})
    assert found.quantity.loc[("CHN", "XAA"), "2023-01"] == pytest.approx(15.0)
    assert found.value.loc[("CHN", "XAA"), "2023-01"] == pytest.approx(15.0)
