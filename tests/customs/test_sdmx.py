"""SDMX-CSV, Eurostat's and in general: a row a measure, powers of ten, what is missing."""

from typing import Any

import pytest

from tests.customs.conftest import FIGURES, Reader, left_out, rows

EUROSTAT = (
    "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,"
    "OBS_FLAG\n"
)
OWN = ("month", "destination", "origin", "quantity", "value_m", "currency")


def euro(
    indicator: str, value: str, partner: str = "CN", period: str = "2019-07", flag: str = ""
) -> str:
    start = "ESTAT:DS-045409(1.0),16/07/26 11:00:00"
    return f"{start},M,DE,{partner},250100,1,{indicator},{period},{value},{flag}\n"


def test_hundreds_of_kilograms_are_tenths_of_tonnes(trade: Reader) -> None:
    found = trade(EUROSTAT + euro("QUANTITY_IN_100KG", "650") + euro("VALUE_IN_EUROS", "100000"))
    assert found.files[0].layout == "eurostat_sdmx"
    assert rows(found, *OWN) == [("2019-07", "DEU", "CHN", 65.0, 0.1, "EUR")]


def test_the_world_is_a_row_and_groups_are_left_out(trade: Reader) -> None:
    text = "".join(euro("VALUE_IN_EUROS", "1000", p) for p in ("CN", "WORLD", "EU27_2020_EXTRA"))
    found = trade(EUROSTAT + text)
    assert rows(found, "origin") == [("CHN",), ("WLD",)]
    assert left_out(found) == {"groups of countries, beside the countries": 1}


def test_an_empty_observation_is_unknown(trade: Reader) -> None:
    text = euro("QUANTITY_IN_100KG", "", flag="c") + euro("VALUE_IN_EUROS", "1000000")
    assert rows(trade(EUROSTAT + text), "quantity", "value_m") == [(None, 1.0)]


def test_years_beside_months_are_left_out(trade: Reader) -> None:
    text = euro("VALUE_IN_EUROS", "1000") + euro("VALUE_IN_EUROS", "12000", period="2019")
    assert rows(trade(EUROSTAT + text), "month") == [("2019-07",)]


def test_provisional_and_estimated_figures_carry_a_flag(trade: Reader) -> None:
    text = euro("VALUE_IN_EUROS", "1000", flag="p") + euro("QUANTITY_IN_100KG", "1", flag="e")
    assert rows(trade(EUROSTAT + text), "flag") == [("estimated weight; provisional",)]


def test_labels_beside_codes_are_dropped(trade: Reader) -> None:
    text = (
        "DATAFLOW,freq:Frequency,reporter:Reporter,partner:Partner,product:Product,flow:Flow,"
        "indicators:Indicators,TIME_PERIOD:Time,OBS_VALUE:Value\n"
        "ESTAT:DS,M:Monthly,DE:Germany,NA:Namibia,250100:Salt,1:IMPORT,"
        "VALUE_IN_EUROS:Value in euro,2019-07,1000000\n"
    )
    assert rows(trade(text), *OWN[:3], "value_m") == [("2019-07", "DEU", "NAM", 1.0)]


GENERAL = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,PRODUCT,FLOW,TRANSPORT_MODE,"
    "UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
)


def observation(
    unit: str = "USD",
    power: str = "6",
    value: str = "1.1",
    partner: str = "JPN",
    mode: str = "_T",
    action: str = "I",
) -> str:
    return (
        f"dataflow,X:TRADE(1.0),{action},M,KOR,{partner},250100,M,{mode},{unit},{power},2019-07,"
        f"{value},A\n"
    )


def test_powers_of_ten_are_applied(trade: Reader) -> None:
    found = trade(GENERAL + observation() + observation("KG", "3", "530"))
    assert found.files[0].layout == "sdmx_csv"
    assert rows(found, *FIGURES) == [("2019-07", "KOR", "JPN", 530.0, 1.1)]


@pytest.mark.parametrize("missing", ["NaN", "", "#N/A"])
def test_what_is_not_a_number_is_missing(trade: Reader, missing: str) -> None:
    found = trade(GENERAL + observation() + observation("KG", "3", missing))
    assert rows(found, "quantity", "value_usd_m") == [(None, 1.1)]


def test_totals_stand_before_parts(trade: Reader) -> None:
    found = trade(GENERAL + observation() + observation(mode="SEA", value="1"))
    assert rows(found, "value_usd_m") == [(1.1,)]


def test_all_partners_are_the_world(trade: Reader) -> None:
    assert rows(trade(GENERAL + observation(partner="_T")), "origin") == [("WLD",)]


def test_dollars_stand_before_other_currencies(trade: Reader) -> None:
    found = trade(GENERAL + observation("EUR", value="1") + observation())
    assert rows(found, "value_usd_m", "currency") == [(1.1, "USD")]


def test_deleted_observations_are_left_out(trade: Reader) -> None:
    found = trade(GENERAL + observation() + observation("KG", "0", "5", action="D"))
    assert left_out(found) == {"observations deleted": 1}


def test_a_unit_that_is_none_is_refused(refusal: Any) -> None:
    said = refusal(GENERAL + observation("XYZ"))
    assert "line 2, UNIT_MEASURE: 'XYZ' is neither a currency (ISO 4217) nor a unit" in said


def test_a_file_without_figures_is_refused(refusal: Any) -> None:
    text = GENERAL.replace(",OBS_VALUE", "") + observation().replace(",1.1,", ",")
    assert "it has no column OBS_VALUE: it holds no figures" in refusal(text)
