"""Countries of a scenario: ISO 3166, regions of one's own, worlds that are made up."""

import json
from typing import Any

import pytest

from tradesim.countries import is_country
from tradesim.scenario import Scenario, load
from tradesim.scenario.advice import advice
from tradesim.scenario.checks.countries import check
from tradesim.scenario.synthetic import code
from tradesim.scenario.validation import examine


def said(*countries: dict[str, object]) -> list[str]:
    return [finding.message for finding in check({"countries": list(countries)})]


KOREA = {"code": "KOR", "name": "Korea"}
NO_CODE = "'{}' is no country code of ISO 3166 (alpha-3)."
OWN = " A region of your own takes XAA to XZZ, or EUU, and names its 'members'."


@pytest.mark.parametrize(
    ("country", "message"),
    [
        ({"code": "JAP"}, NO_CODE.format("JAP") + " Did you mean 'JPN' (Japan)?"),
        ({"code": "WLD"}, "'WLD' is reserved for all countries together."),
    ],
)  # fmt: skip
def test_a_code_that_is_no_countrys_is_refused(country: dict[str, object], message: str) -> None:
    assert said(KOREA, country) == [message + OWN]


def test_a_region_names_its_members_once() -> None:
    assert said(KOREA, {"code": "EUU", "members": ["DEU", "FRA"]}) == []
    assert said(KOREA, {"code": "XAA", "members": "rest"}) == []
    assert said(KOREA, {"code": "XAA"}) == []
    (twice,) = said({"code": "XAA", "members": ["KOR", "JPN"]}, KOREA)
    assert twice == "'KOR' is a country of this scenario already: its trade would count twice."
    (again,) = said(KOREA, {"code": "XAA", "members": ["DEU"]}, {"code": "XAB", "members": ["DEU"]})
    assert "'DEU' is a member of 'XAA' already" in again
    (unknown,) = said(KOREA, {"code": "XAA", "members": ["GER"]})
    assert "Did you mean 'DEU'" in unknown
    (second,) = said(KOREA, *({"code": each, "members": "rest"} for each in ("XAA", "XAB")))
    assert second == "'XAA' is all other countries already. List the members."


@pytest.mark.parametrize("name", ["Korea", "korea", "United States", "Japan"])
def test_a_code_beside_the_name_of_a_country_is_a_mistake(name: str) -> None:
    assert said(KOREA, {"code": "QQQ", "name": name}) != []


@pytest.mark.parametrize("name", ["Rest of world", "Other countries", "Germany and the EU"])
def test_a_region_may_have_a_code_that_iso_does_not_know(name: str) -> None:
    assert said(KOREA, {"code": "ROW", "name": name}) == []


def test_an_author_is_told_of_regions_that_name_no_countries() -> None:
    tree = load("2023_gallium_germanium").model_dump(exclude_unset=True)
    rest = next(country for country in tree["countries"] if country.get("members") == "rest")
    assert not any("names no countries" in each for each in advice(Scenario.model_validate(tree)))
    rest.pop("members")
    (silent,) = _of_regions(tree)
    assert silent.startswith(f"'{rest['code']}' ({rest['name']}) is a region of your own")
    text = json.dumps(tree, default=str).replace(f'"{rest["code"]}"', '"ROW"')
    (unknown,) = _of_regions(json.loads(text))
    assert unknown.startswith(f"'ROW' ({rest['name']}) is no code of ISO 3166")
    assert "under XAA to XZZ, or EUU: 'members: [DEU, FRA]'" in unknown


def _of_regions(tree: dict[str, Any]) -> list[str]:
    said = advice(Scenario.model_validate(tree))
    return [each for each in said if "names no countries" in each]


def test_a_country_has_no_members() -> None:
    (found,) = said(KOREA, {"code": "DEU", "members": ["FRA"]})
    assert found.startswith("only a region has members, and 'DEU' is a country's code.")


def test_a_world_that_is_made_up_has_codes_of_its_own() -> None:
    assert said({"code": "AAA", "name": "Alphaland"}, {"code": "BBB"}) == []
    assert said({"code": "AAA"}, {"code": "WLD"}) != []


def test_a_country_with_a_real_name_is_no_made_up_one() -> None:
    (found,) = said({"code": "JAP", "name": "Japan"})
    assert "Did you mean 'JPN'" in found


def test_what_is_no_list_of_countries_is_left_to_the_schema() -> None:
    for strange in (None, "KOR", ["KOR"], [{"code": 5}], [{"name": "Korea"}]):
        assert check({"countries": strange}) == []


def test_a_wrong_code_is_said_beside_what_the_schema_refuses() -> None:
    tree = load("2019_no_curbs").model_dump(exclude_unset=True)
    tree["countries"][0]["code"] = "JAP"
    tree["seed"] = "one"
    _, findings = examine(tree)
    assert any("'JAP' is no country code" in finding.message for finding in findings)
    assert any(finding.path == ("seed",) for finding in findings)


def test_a_synthetic_country_is_nobodys() -> None:
    assert not any(is_country(code(row)) for row in range(2000))
