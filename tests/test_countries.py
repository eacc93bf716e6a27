"""Codes of countries: which are known, which are reserved, and what a wrong one may have meant."""

import pytest
from pycountry import countries as of_pycountry

from tradesim import countries
from tradesim.countries import (
    country_name,
    from_alpha2,
    from_numeric,
    is_country,
    is_region,
    near_misses,
    unknown_country,
)


@pytest.mark.parametrize("code", ["KOR", "TWN", "NAM", "GRC", "XKX"])
def test_a_country_is_known(code: str) -> None:
    assert is_country(code)
    assert not is_region(code)
    assert unknown_country(code) == ""


@pytest.mark.parametrize("code", ["XAA", "XEU", "XZZ", "EUU"])
def test_a_region_of_ones_own_is_no_country(code: str) -> None:
    assert is_region(code)
    assert not is_country(code)


@pytest.mark.parametrize("code", ["WLD", "AAA", "YAA", "Xaa", "XA", "XAAA", "XÄÄ", "kor", ""])
def test_other_codes_are_neither(code: str) -> None:
    assert not is_region(code)
    assert not is_country(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("COD", "Democratic Republic of the Congo"),
        ("VGB", "British Virgin Islands"),
        ("BES", "Bonaire, Sint Eustatius and Saba"),
        ("KOR", "South Korea"),
    ],
)
def test_a_country_is_called_as_it_is_spoken_of(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("JAP", "JPN"),
        ("KRO", "KOR"),
        ("GER", "DEU"),
        ("TAW", "TWN"),
        ("UK", "GBR"),
        ("KR", "KOR"),
        ("kor", "KOR"),
        ("USS", "USA"),
    ],
)
def test_a_wrong_code_is_refused_with_what_was_meant(code: str, meant: str) -> None:
    assert near_misses(code)[0] == meant
    assert f"Did you mean '{meant}'" in unknown_country(code)


def test_two_countries_that_are_equally_near_are_both_named() -> None:
    assert set(near_misses("CHI")) == {"CHN", "CHL"}


def test_a_code_like_no_other_is_refused_without_a_guess() -> None:
    assert unknown_country("QQQ") == "'QQQ' is no country code of ISO 3166 (alpha-3)."


def test_the_world_is_reserved() -> None:
    assert unknown_country("WLD") == "'WLD' is reserved for all countries together."


def test_namibia_is_a_country_and_greece_has_two_codes() -> None:
    assert from_alpha2("NA") == "NAM"
    assert from_alpha2("GR") == from_alpha2("EL") == "GRC"
    assert from_alpha2("XK") == "XKX"
    assert from_alpha2("ZZ") is None
    assert from_alpha2("") is None


def test_a_numeric_code_may_have_lost_its_zeros() -> None:
    assert from_numeric("008") == from_numeric("8") == "ALB"
    assert from_numeric("490") is None
    assert from_numeric("") is None


def test_a_name_is_short_and_english() -> None:
    assert country_name("TWN") == "Taiwan"
    assert country_name("WLD") == "all countries"
    assert country_name("XAA") == "XAA"


def test_countries_are_those_of_pycountry_wherever_it_keeps_its_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = countries.country_names.__wrapped__()
    assert read.keys() == {each.alpha_3 for each in of_pycountry} | countries.USER_ASSIGNED.keys()
    monkeypatch.setattr(countries, "find_spec", lambda _name: None)
    assert countries.country_names.__wrapped__() == read
