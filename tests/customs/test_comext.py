"""Eurostat's Comext in bulk: procedures, secret codes and partners, the year as period 52."""

from typing import Any

import pytest

from tests.customs.conftest import Reader, left_out, rows

HEADING = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,"
    "PRODUCT_BEC5,PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,"
    "QUANTITY_KG,QUANTITY_SUPPL_UNIT\n"
)
OWN = ("month", "destination", "origin", "quantity", "value_m", "currency")


USUAL = {
    "reporter": "DE",
    "partner": "CN",
    "code": "25010099",
    "flow": "1",
    "procedure": "1",
    "period": "201907",
    "euro": "90000",
    "kg": "60000",
}
LINE = (
    "{reporter},{partner},E,{code},52231,2013,2013,220,211210,05,{flow},{procedure},NO_SU,"
    "{period},{euro},{euro},{kg},0\n"
)


def row(partner: str = "CN", **more: str | int) -> str:
    return LINE.format(**(USUAL | {"partner": partner} | more))


def test_procedures_are_added_up(trade: Reader) -> None:
    found = trade(HEADING + row() + row(procedure="4", kg=5_000, euro=10_000))
    assert found.files[0].layout == "comext_bulk"
    assert rows(found, *OWN, "basis") == [("2019-07", "DEU", "CHN", 65.0, 0.1, "EUR", "cif")]


def test_the_year_is_left_out_beside_months_and_is_a_year_alone(trade: Reader) -> None:
    year = row(period="201952", kg=800_000)
    found = trade(HEADING + row() + year)
    assert rows(found, "month", "quantity") == [("2019-07", 60.0)]
    assert left_out(found) == {"yearly totals, beside months": 1}
    assert rows(trade(HEADING + year), "month", "frequency") == [("2019", "year")]


@pytest.mark.parametrize("code", ["25XXXXXX", "2501XXXX", "250100XX"])
def test_codes_that_hide_goods_are_not_attributed(trade: Reader, code: str) -> None:
    found = trade(HEADING + row() + row(code=code))
    assert rows(found, "quantity") == [(60.0,)]
    assert left_out(found) == {"codes that hide single goods (secret), not attributable": 1}


def test_hidden_codes_of_other_chapters_are_other_goods(trade: Reader) -> None:
    assert left_out(trade(HEADING + row() + row(code="28XXXXXX"))) == {}


@pytest.mark.parametrize("partner", ["QX", "QV", "QZ"])
def test_secret_partners_are_counted_and_left_out(trade: Reader, partner: str) -> None:
    found = trade(HEADING + row() + row(partner))
    assert rows(found, "origin") == [("CHN",)]
    assert left_out(found) == {"areas that are not named or are secret": 1}


@pytest.mark.parametrize(
    ("partner", "country"),
    [("NA", "NAM"), ("GR", "GRC"), ("EL", "GRC"), ("XK", "XKX"), ("XI", "GBR"), ("XU", "GBR")],
)
def test_partners_are_countries(trade: Reader, partner: str, country: str) -> None:
    assert rows(trade(HEADING + row(partner)), "origin") == [(country,)]


def test_the_two_parts_of_the_united_kingdom_are_added_up(trade: Reader) -> None:
    parts = row("XI", kg=1_000) + row("XU", kg=2_000)
    assert rows(trade(HEADING + parts), "origin", "quantity") == [("GBR", 3.0)]
    whole = row("GB", kg=3_500)
    assert rows(trade(HEADING + parts + whole), "origin", "quantity") == [("GBR", 3.5)]


def test_no_weight_beside_a_value_is_unknown(trade: Reader) -> None:
    assert rows(trade(HEADING + row(kg=0)), "quantity", "flag") == [(None, "quantity unknown")]


def test_old_names_are_read_and_regime_4_is_a_total(trade: Reader) -> None:
    text = (
        "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_REGIME,"
        "SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n"
        "004,DE,0720,CN,E,25010099,1,1,,201907,60000,4000,\n"
        "004,DE,0720,CN,E,25010099,1,2,,201907,30000,1000,\n"
        "004,DE,0720,CN,E,25010099,1,4,,201907,90000,5000,\n"
    )
    found = trade(text)
    assert rows(found, *OWN) == [("2019-07", "DEU", "CHN", 5.0, 0.09, "EUR")]


def test_an_unknown_partner_is_refused(refusal: Any) -> None:
    assert "line 3, PARTNER: 'ZZ' is no country of the European geonomenclature" in refusal(
        HEADING + row() + row("ZZ")
    )
