"""UN Comtrade: totals in place of parts, codes of its own, weights that are not known."""

import json
from typing import Any

import pytest

from tests.customs.conftest import FIGURES, HORSES, SALT, Reader, left_out, rows

HEADING = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,flowCode,"
    "partnerCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,mosCode,motCode,"
    "qtyUnitCode,qtyUnitAbbr,qty,netWgt,isNetWgtEstimated,cifvalue,fobvalue,primaryValue\n"
)
USUAL: dict[str, Any] = {
    "freqCode": "M",
    "refMonth": "7",
    "period": "201907",
    "reporterCode": "410",
    "flowCode": "M",
    "partnerCode": "392",
    "partner2Code": "0",
    "classificationCode": "H5",
    "cmdCode": "250100",
    "customsCode": "C00",
    "mosCode": "0",
    "motCode": "0",
    "qtyUnitCode": "8",
    "qtyUnitAbbr": "kg",
    "qty": "5000",
    "netWgt": "5000",
    "isNetWgtEstimated": "false",
    "cifvalue": "1000000",
    "primaryValue": "1000000",
}


def record(**more: str) -> dict[str, str]:
    return USUAL | more


def file(*records: dict[str, str]) -> str:
    names = HEADING.strip().split(",")
    lines = [",".join(str(one.get(name, "")) for name in names) for one in records]
    return HEADING + "\n".join(lines) + "\n"


TOTAL = ("2019-07", "KOR", "JPN", 5.0, 1.0)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"motCode": "2100"}, "parts by mode of transport, beside their total"),
        ({"customsCode": "C05"}, "parts by customs procedure, beside their total"),
        ({"partner2Code": "702"}, "parts by second partner, beside their total"),
        ({"mosCode": "1"}, "parts by mode of supply, beside their total"),
    ],
)
def test_a_part_is_not_added_to_its_total(trade: Reader, part: dict[str, str], reason: str) -> None:
    found = trade(file(record(), record(**part, netWgt="2000", primaryValue="400000")))
    assert rows(found, *FIGURES) == [TOTAL]
    assert left_out(found) == {reason: 1}


def test_parts_are_added_up_where_there_is_no_total(trade: Reader) -> None:
    sea = record(motCode="2100", netWgt="4000", primaryValue="700000")
    air = record(motCode="1000", netWgt="1000", primaryValue="300000")
    assert rows(trade(file(sea, air)), *FIGURES) == [TOTAL]


def test_parts_in_two_ways_are_added_up_in_one(trade: Reader) -> None:
    by_mode = [record(motCode=m, netWgt="2500", primaryValue="500000") for m in ("1000", "2100")]
    by_both = [
        record(motCode=m, customsCode="C05", netWgt="2500", primaryValue="500000")
        for m in ("1000", "2100")
    ]
    assert rows(trade(file(*by_mode, *by_both)), *FIGURES) == [TOTAL]


def test_the_world_is_a_row_of_its_own(trade: Reader) -> None:
    found = trade(file(record(), record(partnerCode="0", netWgt="9000")))
    assert rows(found, "origin", "quantity") == [("JPN", 5.0), ("WLD", 9.0)]


@pytest.mark.parametrize(
    "year", [{"refMonth": "52", "period": "2019"}, {"freqCode": "A"}, {"refMonth": "52"}]
)
def test_a_year_dressed_as_a_month_is_left_out_beside_months(
    trade: Reader, year: dict[str, str]
) -> None:
    found = trade(file(record(), record(**year, netWgt="60000", primaryValue="12000000")))
    assert rows(found, *FIGURES) == [TOTAL]
    assert left_out(found) == {"yearly totals, beside months": 1}


def test_a_yearly_file_is_yearly(trade: Reader) -> None:
    found = trade(file(record(freqCode="A", refMonth="52", period="2019")))
    assert rows(found, "month", "frequency") == [("2019", "year")]


def test_re_exports_are_within_exports(trade: Reader) -> None:
    exports = record(flowCode="X", cifvalue="", fobvalue="1000000")
    found = trade(file(exports, record(flowCode="RX", netWgt="100")))
    assert rows(found, "flow", "origin", "destination", "quantity", "basis") == [
        ("exports", "KOR", "JPN", 5.0, "fob")
    ]


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("490", "TWN"),
        ("S19", "TWN"),
        ("251", "FRA"),
        ("699", "IND"),
        ("757", "CHE"),
        ("579", "NOR"),
        ("842", "USA"),
        ("0", "WLD"),
        ("W00", "WLD"),
    ],
)
def test_codes_of_its_own_are_countries(trade: Reader, code: str, country: str) -> None:
    assert rows(trade(file(record(partnerCode=code))), "origin") == [(country,)]


def test_areas_that_are_not_named_are_counted_and_left_out(trade: Reader) -> None:
    found = trade(file(record(), record(partnerCode="899")))
    assert rows(found, *FIGURES) == [TOTAL]
    assert left_out(found) == {"areas that are not named or are secret": 1}


@pytest.mark.parametrize("weight", ["0", "", "NaN", "N/A"])
def test_no_weight_beside_a_value_is_unknown_not_nothing(trade: Reader, weight: str) -> None:
    found = trade(file(record(netWgt=weight, qty=weight)))
    assert rows(found, "quantity", "value_usd_m", "flag") == [(None, 1.0, "quantity unknown")]


def test_an_unknown_part_makes_the_sum_unknown(trade: Reader) -> None:
    known = record(motCode="2100")
    found = trade(file(known, record(motCode="1000", netWgt="0", qty="0")))
    assert rows(found, "quantity", "value_usd_m", "flag") == [
        (None, 2.0, "quantity of a part unknown")
    ]


def test_an_estimated_weight_carries_a_flag(trade: Reader) -> None:
    assert rows(trade(file(record(isNetWgtEstimated="true"))), "flag") == [("estimated weight",)]


def test_values_free_on_board_are_named(trade: Reader) -> None:
    found = trade(file(record(cifvalue="", fobvalue="1000000")))
    assert rows(found, "flow", "basis") == [("imports", "fob")]


def test_a_good_that_is_counted_takes_the_quantity_not_the_weight(trade: Reader) -> None:
    horse = record(cmdCode="010121", qtyUnitCode="5", qtyUnitAbbr="u", qty="3", netWgt="1500")
    assert rows(trade(file(horse), items=[HORSES]), "quantity", "unit") == [(3.0, "piece")]


def test_a_code_without_its_zero_is_the_same_code(trade: Reader) -> None:
    horse = record(cmdCode="10121", qtyUnitAbbr="u", qty="3")
    assert rows(trade(file(horse), items=[HORSES]), "quantity") == [(3.0,)]


def test_several_editions_of_the_same_trade_are_taken_once(trade: Reader) -> None:
    found = trade(file(record(classificationCode="H4", netWgt="4000"), record()))
    assert rows(found, *FIGURES) == [TOTAL]
    reason = "the same trade in another edition of the Harmonised System"
    assert left_out(found) == {reason: 1}


def test_a_code_that_the_edition_of_the_file_has_not_is_said(trade: Reader) -> None:
    found = trade(file(record(classificationCode="H6")), items=[SALT, HORSES])
    notes = " ".join(found.files[0].notes)
    assert "no row has code 010121 of horses (HS2017): the file is in HS2022" in notes
    assert "code 250100 of salt is named in HS2017 and read in HS2022" in notes


def test_a_heading_beside_its_lines_is_taken_alone(trade: Reader) -> None:
    lines = [record(cmdCode=c, netWgt="2500") for c in ("25010010", "25010090")]
    assert rows(trade(file(record(), *lines)), "quantity") == [(5.0,)]
    assert rows(trade(file(*lines)), "quantity") == [(5.0,)]


def test_a_row_given_twice_counts_once(trade: Reader) -> None:
    found = trade(file(record(), record()))
    assert rows(found, *FIGURES) == [TOTAL]
    assert left_out(found) == {"rows given twice, alike": 1}


def test_a_row_given_twice_with_other_figures_is_refused(refusal: Any) -> None:
    said = refusal(file(record(), record(netWgt="6000")))
    assert "line 2: 2019-07, salt of KOR with JPN, stands there twice" in said
    assert "5000 and 6000" in said


def test_json_reads_like_csv(trade: Reader) -> None:
    content = {"elapsedTime": "0.1 secs", "count": 1, "data": [record(netWgt=5000, cifvalue=None)]}
    found = trade(json.dumps(content), name="file.json", encoding="utf-8-sig")
    assert rows(found, *FIGURES) == [TOTAL]
    assert found.files[0].layout == "comtrade"


LEGACY = (
    "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,"
    "Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,"
    "2nd Partner Code,2nd Partner,2nd Partner ISO,Customs Proc. Code,Customs,"
    "Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,"
    "Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),Trade Value (US$),"
    "CIF Trade Value (US$),FOB Trade Value (US$),Flag\n"
)


def legacy(flow: str = "1", weight: str = "5000", unit: str = "Weight in kilograms") -> str:
    quantity = "" if unit == "No Quantity" else weight
    return (
        f"H5,2019,201907,July 2019,6,1,{flow},Import,410,Rep. of Korea,KOR,392,Japan,JPN,,,,,,,,"
        f'250100,"Salt, and water",8,{unit},{quantity},,,,{weight},,1000000,,,4\n'
    )


def test_files_of_the_old_site_are_read(trade: Reader) -> None:
    found = trade(LEGACY + legacy() + legacy(flow="3") + legacy(flow="4"))
    assert found.files[0].layout == "comtrade_legacy"
    assert rows(found, *FIGURES, "flag") == [(*TOTAL, "estimated weight")]


def test_no_quantity_is_unknown(trade: Reader) -> None:
    found = trade(LEGACY + legacy(weight="", unit="No Quantity"))
    assert rows(found, "quantity", "value_usd_m") == [(None, 1.0)]
