"""Codes of every customs service mean the right country, all of them, a group, or nobody."""

import pytest

from tradesim.customs import partners
from tradesim.customs.partners import PartnerCodes


@pytest.mark.parametrize(
    ("system", "code", "country"),
    [
        (partners.COMTRADE, "392", "JPN"),
        (partners.COMTRADE, "8", "ALB"),
        (partners.COMTRADE, "490", "TWN"),
        (partners.COMTRADE, "S19", "TWN"),
        (partners.COMTRADE, "251", "FRA"),
        (partners.COMTRADE, "699", "IND"),
        (partners.COMTRADE, "757", "CHE"),
        (partners.COMTRADE, "579", "NOR"),
        (partners.COMTRADE, "842", "USA"),
        (partners.COMTRADE, "0", "WLD"),
        (partners.COMTRADE, "W00", "WLD"),
        (partners.COMTRADE, "58", "BEL"),
        (partners.SCHEDULE_C, "5830", "TWN"),
        (partners.SCHEDULE_C, "5880", "JPN"),
        (partners.SCHEDULE_C, "-", "WLD"),
        (partners.ESTAT, "103", "KOR"),
        (partners.ESTAT, "106", "TWN"),
        (partners.GACC, "133", "KOR"),
        (partners.GACC, "143", "TWN"),
        (partners.ALPHA2, "NA", "NAM"),
        (partners.GEONOMENCLATURE, "GR", "GRC"),
        (partners.GEONOMENCLATURE, "EL", "GRC"),
        (partners.GEONOMENCLATURE, "XI", "GBR"),
        (partners.GEONOMENCLATURE, "XU", "GBR"),
        (partners.GEONOMENCLATURE, "NA", "NAM"),
        (partners.GEONOMENCLATURE, "WORLD", "WLD"),
        (partners.WITS, "OAS", "TWN"),
        (partners.WITS, "KOR", "KOR"),
        (partners.NAMES, "Korea, Rep.", "KOR"),
        (partners.NAMES, "other asia, nes", "TWN"),
        (partners.NAMES, "일본", "JPN"),
        (partners.NAMES, "대만", "TWN"),
        (partners.NAMES, "나미비아", "NAM"),
        (partners.NAMES, "韩国", "KOR"),
        (partners.NAMES, "台澎金马关税区", "TWN"),
        (partners.SDMX, "_T", "WLD"),
        (partners.SDMX, "NA", "NAM"),
        (partners.SDMX, "KOR", "KOR"),
    ],
)
def test_a_code_means_a_country(system: PartnerCodes, code: str, country: str) -> None:
    meaning = system.meaning(code)
    assert meaning.code == country


@pytest.mark.parametrize(
    ("system", "code", "kind"),
    [
        (partners.COMTRADE, "899", "nowhere"),
        (partners.COMTRADE, "837", "nowhere"),
        (partners.GEONOMENCLATURE, "QX", "nowhere"),
        (partners.GEONOMENCLATURE, "EU27_2020_EXTRA", "group"),
        (partners.ESTAT, "702", "nowhere"),
        (partners.GACC, "100", "group"),
        (partners.WITS, "EAS", "group"),
    ],
)
def test_other_codes_are_groups_or_nobody(system: PartnerCodes, code: str, kind: str) -> None:
    meaning = system.meaning(code)
    assert meaning.kind == kind


@pytest.mark.parametrize(
    ("system", "code", "guess"),
    [
        (partners.ALPHA3, "JAP", "JPN (Japan)"),
        (partners.WITS, "JAP", "JPN (Japan)"),
        (partners.SCHEDULE_C, "5881", "5880"),
        (partners.ESTAT, "1O3", "103"),
    ],
)
def test_an_unknown_code_is_refused_with_its_near_miss(
    system: PartnerCodes, code: str, guess: str
) -> None:
    assert system.meaning(code).kind == "unknown"
    assert guess in system.unknown(code)


def test_a_part_of_a_country_is_told_from_the_whole() -> None:
    part = partners.GEONOMENCLATURE.meaning("XI")
    whole = partners.GEONOMENCLATURE.meaning("GB")
    assert (part.is_part, whole.is_part) == (True, False)
