"""China's GACC: GB18030, codes of its own, a flow and a month that the rows do not tell."""

from typing import Any

import pytest

from tests.customs.conftest import Reader, rows

HEADING = (
    "数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,贸易方式编码,贸易方式名称,"
    "注册地编码,注册地名称,第一数量,第一计量单位,第二数量,第二计量单位,人民币,\n"
)
OWN = ("month", "destination", "origin", "quantity", "value_m", "currency", "basis")


def row(
    partner: str = "133",
    code: str = "25010011",
    month: str = "201907,",
    mode: str = "10",
    place: str = "11",
) -> str:
    return (
        f'{month}{code},食用盐,{partner},韩国,{mode},一般贸易,{place},北京市,"5,000",千克,-,-,'
        '"1,000,000",\n'
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_tables_are_read_in_their_encoding(trade: Reader, encoding: str) -> None:
    found = trade(HEADING + row() + row("143"), encoding=encoding, flow="exports")
    assert found.files[0].layout == "gacc"
    assert rows(found, *OWN) == [
        ("2019-07", "KOR", "CHN", 5.0, 1.0, "CNY", "fob"),
        ("2019-07", "TWN", "CHN", 5.0, 1.0, "CNY", "fob"),
    ]


def test_lines_modes_and_places_are_added_up(trade: Reader) -> None:
    text = HEADING + row() + row(code="25010019") + row(mode="14") + row(place="31")
    assert rows(trade(text, flow="imports"), "origin", "quantity", "basis") == [
        ("KOR", 20.0, "cif")
    ]


def test_the_heading_of_the_value_is_its_currency(trade: Reader) -> None:
    found = trade(HEADING.replace("人民币", "美元") + row(), flow="exports")
    assert rows(found, "currency", "value_usd_m") == [("USD", 1.0)]


def test_the_flow_may_stand_in_the_name_and_must_stand_somewhere(
    trade: Reader, refusal: Any
) -> None:
    assert rows(trade(HEADING + row(), name="export-2019.csv"), "flow") == [("exports",)]
    assert rows(trade(HEADING + row(), name="进口.csv"), "flow") == [("imports",)]
    assert "give --flow" in refusal(HEADING + row(), name="gacc.csv")


def test_the_month_may_stand_in_the_name_and_must_stand_somewhere(
    trade: Reader, refusal: Any
) -> None:
    text = HEADING.replace("数据年月,", "") + row(month="")
    found = trade(text, name="exports_2019-07.csv")
    assert rows(found, "month", "frequency") == [("2019-07", "month")]
    assert rows(trade(text, name="export-2019-44.csv"), "month", "frequency") == [("2019", "year")]
    assert "its rows have no month" in refusal(text, name="exports.csv")


def test_continents_are_left_out(trade: Reader) -> None:
    assert rows(trade(HEADING + row() + row("100"), flow="exports"), "destination") == [("KOR",)]


def test_names_serve_where_there_are_no_codes(trade: Reader) -> None:
    text = (
        "年月,商品编码,贸易伙伴名称,第一数量,第一计量单位,美元\n"
        "201907,25010011,台澎金马关税区,5000,千克,1000000\n"
    )
    assert rows(trade(text, flow="exports"), "destination", "quantity") == [("TWN", 5.0)]
