"""BACI and WITS: thousand dollars a year, codes without their zero, groups of countries."""

import pytest

from tests.customs.conftest import FIGURES, HORSES, Reader, left_out, rows

BACI = "t,i,j,k,v,q\n"


def test_baci_is_exporter_to_importer_in_thousand_dollars_and_tonnes(trade: Reader) -> None:
    found = trade(BACI + "2019,392,410,250100,36300.000,19836.000\n2019,490,410,250100,5,1\n")
    assert found.files[0].layout == "baci"
    assert rows(found, *FIGURES, "frequency", "basis") == [
        ("2019", "KOR", "JPN", 19836.0, 36.3, "year", "fob"),
        ("2019", "KOR", "TWN", 1.0, 0.005, "year", "fob"),
    ]


def test_a_code_of_baci_has_lost_its_zero(trade: Reader) -> None:
    found = trade(BACI + "2019,392,410,10121,5.000,0.500\n", items=[HORSES])
    assert rows(found, "value_usd_m", "quantity") == [(0.005, None)]


def test_a_quantity_that_is_missing_is_unknown(trade: Reader) -> None:
    assert rows(trade(BACI + "2019,58,410,250100,12.0,           NA\n"), "origin", "quantity") == [
        ("BEL", None)
    ]


def test_baci_may_have_no_heading_where_it_is_asked_for(trade: Reader) -> None:
    found = trade("2019,392,410,250100,36300.000,19836.000\n", layout="baci")
    assert rows(found, "quantity") == [(19836.0,)]


def test_the_edition_of_baci_stands_in_its_name(trade: Reader) -> None:
    found = trade(BACI + "2019,392,410,250100,1,1\n", name="BACI_HS92_Y2019_V202401b.csv")
    assert "read in HS1992" in found.files[0].notes[0]


WITS = (
    "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,"
    "TradeFlowCode,TradeValue in 1000 USD,NetWeight in KGM\n"
)


def wits(partner: str, flow: str = "Gross Imp.", value: str = "1000", kg: str = "5000") -> str:
    return f'H5,KOR,250100,"Korea, Rep.",{partner},X,2019,{flow},5,{value},{kg}\n'


def test_wits_is_in_thousand_dollars_a_year(trade: Reader) -> None:
    found = trade(WITS + wits("JPN") + wits("OAS") + wits("WLD") + wits("NAM"))
    assert found.files[0].layout == "wits"
    assert rows(found, *FIGURES) == [
        ("2019", "KOR", origin, 5.0, 1.0) for origin in ("JPN", "NAM", "TWN", "WLD")
    ]


@pytest.mark.parametrize("group", ["EAS", "ECS", "SSF", "NAC"])
def test_groups_of_wits_are_left_out(trade: Reader, group: str) -> None:
    found = trade(WITS + wits("JPN") + wits(group))
    assert left_out(found) == {"groups of countries, beside the countries": 1}


def test_flows_of_wits_go_by_several_names(trade: Reader) -> None:
    text = WITS + wits("JPN", "Export") + wits("JPN", "Re-Export") + wits("CHN", "Gross Exp.")
    found = trade(text)
    assert rows(found, "flow", "destination") == [("exports", "CHN"), ("exports", "JPN")]
    assert left_out(found) == {"re-exports and re-imports, which exports and imports hold": 1}


def test_wits_with_names_instead_of_codes(trade: Reader) -> None:
    text = (
        "Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,"
        "Quantity,Quantity Unit\n"
        'World,Import,250100,Salt,2019,"Korea, Rep.",9,9,Kg\n'
        '"Korea, Rep.",Import,250100,Salt,2019,Japan,"1,000","5,000",Kg\n'
        '"Korea, Rep.",Import,250100,Salt,2019,"Other Asia, nes",1,0,Kg\n'
        '"Korea, Rep.",Import,250100,Salt,2019,European Union,1,1,Kg\n'
    )
    found = trade(text)
    assert rows(found, *FIGURES)[:2] == [
        ("2019", "KOR", "JPN", 5.0, 1.0),
        ("2019", "KOR", "TWN", None, 0.001),
    ]
    assert left_out(found) == {"groups of countries, beside the countries": 1}


def test_an_indicator_of_wits_is_a_flow(trade: Reader) -> None:
    text = (
        "Reporter,Year,Partner,ProductCode,Indicator,Value\n"
        "KOR,2019,JPN,250100,MPRT-TRD-VL,1000\n"
        "KOR,2019,EAS,250100,MPRT-TRD-VL,9000\n"
        "KOR,2019,WLD,250100,XPRT-TRD-VL,2000\n"
    )
    found = trade(text)
    assert rows(found, "flow", "origin", "value_usd_m") == [
        ("imports", "JPN", 1.0),
        ("exports", "KOR", 2.0),
    ]
    assert left_out(found) == {"groups of countries, beside the countries": 1}
