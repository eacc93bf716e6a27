"""Countries of a scenario: ISO 3166, regions of one's own, worlds that are made up."""

import pytest

from tradesim.countries import is_country
from tradesim.scenario import load
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
    (missing,) = said(KOREA, {"code": "XAA"})
    assert missing.startswith("'XAA' is a region of your own: name its members")
    (twice,) = said({"code": "XAA", "members": ["KOR", "JPN"]}, KOREA)
    assert twice == "'KOR' is a country of this scenario already: its trade would count twice."
    (again,) = said(KOREA, {"code": "XAA", "members": ["DEU"]}, {"code": "XAB", "members": ["DEU"]})
    assert "'DEU' is a member of 'XAA' already" in again
    (unknown,) = said(KOREA, {"code": "XAA", "members": ["GER"]})
    assert "Did you mean 'DEU'" in unknown
    (second,) = said(KOREA, *({"code": each, "members": "rest"} for each in ("XAA", "XAB")))
    assert second == "'XAA' is all other countries already. List the members."


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
