"""Country codes: ISO 3166 alpha-3, and what else may stand where a country stands.

A code is one of

- a country of ISO 3166-1, as pycountry lists them, or ``XKX`` (Kosovo, which statistics report and
  ISO does not list);
- ``WLD``, all countries together: a total of statistics, never an actor of a scenario;
- a region of one's own, ``XAA`` to ``XZZ`` (letters that ISO leaves to its users) or ``EUU`` (the
  European Union), whose members a scenario names.
"""

from __future__ import annotations

import difflib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pycountry.db import Country

WORLD = "WLD"
"""All countries together."""

UNION = "EUU"
"""The European Union as one region, the code of the World Bank and WITS."""

USER_ASSIGNED = {"XKX": "Kosovo"}
"""Countries that statistics report by codes ISO leaves to its users."""

ALPHA2_USER_ASSIGNED = {"XK": "XKX", "EL": "GRC", "UK": "GBR"}
"""Alpha-2 codes outside ISO 3166 that the European Union writes."""

CODE_LENGTH = 3


@cache
def country_names() -> dict[str, str]:
    """Return the short English name of each country by its alpha-3 code, as it is spoken."""
    names = {each["alpha_3"]: each.get("common_name", each["name"]) for each in _listed()}
    return {code: _as_spoken(name) for code, name in names.items()} | USER_ASSIGNED


def _listed() -> list[dict[str, str]]:
    """Return the countries as pycountry lists them.

    Its list is read where it stands, since importing pycountry takes ten times as long; where it
    stands elsewhere, pycountry is asked.
    """
    package = find_spec("pycountry")
    if package is not None and package.origin is not None:
        file = Path(package.origin).with_name("databases") / "iso3166-1.json"
        if file.is_file():
            listed: list[dict[str, str]] = json.loads(file.read_bytes())["3166-1"]
            return listed
    from pycountry import countries  # noqa: PLC0415 - as above

    return [dict(country) for country in countries]


def _country(**called: str) -> Country | None:
    """Return the country that pycountry knows by one of its codes."""
    from pycountry import countries  # noqa: PLC0415 - only strange codes are asked for

    return countries.get(default=None, **called)


def _as_spoken(name: str) -> str:
    """Turn round what ISO turned for its lists: 'Congo, The Democratic Republic of the'."""
    head, comma, tail = name.partition(", ")
    if not comma or " and " in tail:
        return name
    return f"{tail.removeprefix('The ')} {head}"


def is_country(code: str) -> bool:
    """Tell whether a code is a country's."""
    return code in country_names()


def is_region(code: str) -> bool:
    """Tell whether a code may stand for a region of one's own: XAA to XZZ, or EUU."""
    if code == UNION:
        return True
    letters = len(code) == CODE_LENGTH and code.isascii() and code.isalpha() and code.isupper()
    return letters and code.startswith("X") and code not in USER_ASSIGNED


def country_name(code: str) -> str:
    """Return the name of a country, the world or the Union; the code itself of other regions."""
    named = {WORLD: "all countries", UNION: "European Union"}
    return country_names().get(code) or named.get(code, code)


@cache
def from_alpha2(code: str) -> str | None:
    """Return the alpha-3 code of an alpha-2 code, such as GR, EL or NA (Namibia)."""
    if code in ALPHA2_USER_ASSIGNED:
        return ALPHA2_USER_ASSIGNED[code]
    country = _country(alpha_2=code) if code else None
    return str(country.alpha_3) if country is not None else None


@cache
def to_alpha2(code: str) -> str:
    """Return the alpha-2 code of a country; empty for what is none of ISO 3166."""
    country = _country(alpha_3=code)
    return str(country.alpha_2) if country is not None else ""


@cache
def from_numeric(code: str) -> str | None:
    """Return the alpha-3 code of an ISO numeric code, with or without its leading zeros."""
    country = _country(numeric=code.zfill(CODE_LENGTH)) if code else None
    return str(country.alpha_3) if country is not None else None


def unknown_country(code: str) -> str:
    """Return a sentence on a code that is no country's, with the near miss; empty if it is one."""
    if is_country(code):
        return ""
    if code == WORLD:
        return f"'{WORLD}' is reserved for all countries together."
    said = f"'{code}' is no country code of ISO 3166 (alpha-3)."
    near = [f"'{miss}' ({country_name(miss)})" for miss in near_misses(code)]
    return f"{said} Did you mean {' or '.join(near)}?" if near else said


@cache
def near_misses(code: str) -> tuple[str, ...]:
    """Return up to two codes that somebody may have meant, the likeliest first.

    In this order: the alpha-2 code of a country, letters that a country's name begins with, the
    letters of a code in another order, letters of a name in their order, a code like it.
    """
    asked = code.strip().upper()
    alpha2 = from_alpha2(asked)
    if alpha2:
        return (alpha2,)
    if is_country(asked):
        return (asked,)
    names = country_names()
    if len(asked) >= CODE_LENGTH:
        begun = [c for c, name in names.items() if name.upper().startswith(asked)]
        if begun:
            return _likest(asked, begun)
    swapped = [c for c in names if sorted(c) == sorted(asked)]
    spelt = [c for c, name in names.items() if _abbreviates(asked, name.upper())]
    return _likest(asked, swapped) or _likest(asked, spelt)[:1] or _likest(asked, list(names))[:1]


def _abbreviates(asked: str, name: str) -> bool:
    """Tell whether letters are a name's, its first among them and in their order."""
    rest = iter(name)
    return name[:1] == asked[:1] and all(letter in rest for letter in asked)


def _likest(asked: str, codes: list[str]) -> tuple[str, ...]:
    if len(codes) <= 1:
        return tuple(codes)
    return tuple(difflib.get_close_matches(asked, codes, n=2, cutoff=0.6))
