"""US Census: groups that overlap, quantities that nobody collects, general imports."""

import json

import pytest

from tests.customs.conftest import FIGURES, Reader, left_out, rows

HEADING = "I_COMMODITY,CTY_CODE,CTY_NAME,GEN_VAL_MO,CON_VAL_MO,GEN_QY1_MO,UNIT_QY1,COMM_LVL,time\n"


def row(
    country: str,
    kg: str = "150000",
    unit: str = "KG",
    code: str = "2501000000",
    value: int = 300_000,
) -> str:
    return f"{code},{country},X,{value},{value - 1},{kg},{unit},HS10,2019-07\n"


def test_countries_are_read_and_the_total_is_the_world(trade: Reader) -> None:
    found = trade(HEADING + row("-", "500000") + row("5880") + row("5830"))
    assert found.files[0].layout == "us_census"
    assert rows(found, *FIGURES, "basis") == [
        ("2019-07", "USA", "JPN", 150.0, 0.3, "customs"),
        ("2019-07", "USA", "TWN", 150.0, 0.3, "customs"),
        ("2019-07", "USA", "WLD", 500.0, 0.3, "customs"),
    ]


@pytest.mark.parametrize("group", ["0003", "0014", "5XXX", "1XXX"])
def test_groups_are_left_out(trade: Reader, group: str) -> None:
    found = trade(HEADING + row("5880") + row(group))
    assert rows(found, "origin") == [("JPN",)]
    assert left_out(found) == {"groups of countries, beside the countries": 1}


@pytest.mark.parametrize("unit", ["-", "X", ""])
def test_a_quantity_that_is_not_collected_is_unknown(trade: Reader, unit: str) -> None:
    assert rows(trade(HEADING + row("5880", "0", unit)), "quantity", "value_usd_m") == [(None, 0.3)]


def test_a_heading_stands_before_its_lines(trade: Reader) -> None:
    text = (
        HEADING
        + row("5880", "400000", code="250100")
        + row("5880")
        + row("5880", code="2501000010")
    )
    assert rows(trade(text), "quantity") == [(400.0,)]


def test_imports_for_consumption_are_said_to_be_that(trade: Reader) -> None:
    text = "I_COMMODITY,CTY_CODE,CON_VAL_MO,time\n250100,5880,300000,2019-07\n"
    found = trade(text)
    assert rows(found, "value_usd_m", "quantity") == [(0.3, None)]
    assert "imports for consumption" in found.files[0].notes[0]


def test_exports_hold_re_exports(trade: Reader) -> None:
    text = (
        "E_COMMODITY,CTY_CODE,DF,ALL_VAL_MO,QTY_1_MO,UNIT_QY1,YEAR,MONTH\n"
        "2501000000,5800,-,300000,2000,KG,2019,07\n"
        "2501000000,5800,1,200000,1500,KG,2019,07\n"
        "2501000000,5800,2,100000,500,KG,2019,07\n"
    )
    found = trade(text)
    assert rows(found, *FIGURES, "basis") == [("2019-07", "KOR", "USA", 2.0, 0.3, "fob")]
    assert left_out(found) == {"parts by domestic or foreign, beside their total": 2}


def test_a_reply_of_the_api_reads_like_csv(trade: Reader) -> None:
    lines = [line.split(",") for line in (HEADING + row("5880")).strip().split("\n")]
    assert rows(trade(json.dumps(lines), name="reply.json"), "origin", "quantity") == [
        ("JPN", 150.0)
    ]
