"""Countries: codes that ISO 3166 knows, and regions of one's own with their members.

A world in which no country is real may call its countries as it likes. A region may have a code
that ISO does not know, such as ``ROW``, where the name beside it shows that no country is meant;
its author is told (``scenario/advice.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from tradesim.countries import WORLD, country_names, is_country, is_region, unknown_country
from tradesim.scenario.anatomy import listed
from tradesim.scenario.wording import Finding, Path, found

Countries = list[tuple[Path, dict[str, Any]]]
"""Where each country stands, and what is said of it."""

REST = "rest"
"""Members of a region that stands for every country the scenario does not name."""

OWN_CODES = "XAA to XZZ, or EUU"
OWN_REGION = f"A region of your own takes {OWN_CODES}, and names its 'members'."


def check(tree: dict[str, Any]) -> list[Finding]:
    """Return codes that are no country's, and regions whose members are not clear."""
    countries: Countries = [
        (("countries", index), country)
        for index, country in enumerate(listed(tree, "countries"))
        if isinstance(country, dict) and isinstance(country.get("code"), str)
    ]
    fictional = _is_fictional([country for _, country in countries])
    codes = [
        finding
        for place, country in countries
        if not fictional or country["code"] == WORLD
        for finding in _code(place, country)
    ]
    return codes if fictional else [*codes, *_members(countries)]


def _is_fictional(countries: list[dict[str, Any]]) -> bool:
    """Say whether no country of a world is real, by code or by name."""
    return not any(
        is_country(country["code"]) or names_a_country(str(country.get("name", "")))
        for country in countries
    )


@lru_cache(maxsize=1_000)
def names_a_country(name: str) -> bool:
    """Say whether all words of a name are of one country's: Korea, United States."""
    words = set(name.lower().split())
    return bool(words) and any(words <= each for each in _words_of_countries())


@cache
def _words_of_countries() -> list[frozenset[str]]:
    """Return the words of each country's name."""
    return [frozenset(name.lower().split()) for name in country_names().values()]


def _code(place: Path, country: dict[str, Any]) -> Iterator[Finding]:
    code, name = country["code"], str(country.get("name", ""))
    if code != WORLD and name and not names_a_country(name):
        return
    is_code = len(code) == len(WORLD) and code.isupper() and not is_region(code)
    if is_code and (said := unknown_country(code)):
        yield Finding((*place, "code"), f"{said} {OWN_REGION}")


def _members(countries: Countries) -> Iterator[Finding]:
    """Yield members that are none, of what is no region, or counted twice."""
    counted = {country["code"]: "a country of this scenario" for _, country in countries}
    rests: list[str] = []
    for place, country in countries:
        code, members = country["code"], country.get("members")
        where = (*place, "members")
        if is_country(code):
            if members is not None:
                said = f"only a region has members, and {found(code)} is a country's code."
                yield Finding(where, f"{said} {OWN_REGION}")
        elif members == REST:
            rests.append(code)
            if len(rests) > 1:
                said = f"'{rests[0]}' is all other countries already. List the members."
                yield Finding(where, said)
        elif isinstance(members, list):
            yield from _listed(where, code, members, counted)


def _listed(
    where: Path, region: str, members: list[Any], counted: dict[str, str]
) -> Iterator[Finding]:
    for index, member in enumerate(members):
        if not isinstance(member, str):
            continue
        if said := unknown_country(member):
            yield Finding((*where, index), said)
        elif member in counted:
            said = f"'{member}' is {counted[member]} already: its trade would count twice."
            yield Finding((*where, index), said)
        counted.setdefault(member, f"a member of '{region}'")
