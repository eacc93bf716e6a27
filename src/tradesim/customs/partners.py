"""Who a country code of a customs file means: a country, all of them, a group, or nobody named.

Each customs service writes countries in codes of its own. A *system* of codes is ISO 3166 (in one
of its three forms) with a table of what is written beside it, or a table alone. Names are those of
ISO 3166 in English, Korean, Chinese and Japanese, with a table of how statistics spell others.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pycountry

from tradesim.countries import (
    WORLD,
    country_names,
    from_alpha2,
    from_numeric,
    is_country,
    is_region,
    near_misses,
)
from tradesim.scenario.bundled import bundled_table

Kind = Literal["country", "world", "group", "nowhere", "unknown"]

NOWHERE, GROUP = "-", "*"
LANGUAGES = ("ko", "zh_CN", "ja")
"""Languages of statistics, beside English, whose names of countries are known."""

ALTERNATIVES = {
    "comtrade": frozenset({"250", "356", "578", "756", "840", "158", "886"}),
    "geonomenclature": frozenset({"XI", "XU"}),
}
"""Codes of a part of a country, or of its former shape: taken where no other code of it stands."""


@dataclass(frozen=True, slots=True)
class Partner:
    """What a code means.

    Attributes:
        code: ISO 3166 alpha-3, a region, or WLD; empty for groups and areas that are not named.
        kind: A country, the world, a group of countries, nobody named, or nobody knows.
        is_part: Whether it is a part of the country that may be reported whole beside it.
    """

    code: str
    kind: Kind
    is_part: bool = False

    @property
    def mark(self) -> str | None:
        """The code, or the mark of a group or of nobody, as tables have it; None of the unknown."""
        return {"group": GROUP, "nowhere": NOWHERE, "unknown": None}.get(self.kind, self.code)


@dataclass(frozen=True)
class PartnerCodes:
    """A system of country codes.

    Attributes:
        title: What it is, for messages.
        standard: The form of ISO 3166 it builds on; None where its table is all there is.
        table: Name of its table; empty where there is none.
        case: How its codes are brought to one case.
        groups: Pattern of its codes that are groups of countries.
    """

    title: str
    standard: Callable[[str], str | None] | None = None
    table: str = ""
    case: Callable[[str], str] = str.upper
    groups: str = ""

    def meaning(self, text: str) -> Partner:
        """Return what a code means."""
        code = self.case(text.strip().strip("'\""))
        listed = _table(self.table).get(code) if self.table else None
        if listed is None and self.table and code.lstrip("0"):
            listed = _table(self.table).get(code.lstrip("0"))
        if listed is None and self.groups and re.fullmatch(self.groups, code):
            listed = GROUP
        if listed is None and self.standard is not None:
            listed = self.standard(code)
        if listed is None:
            return Partner("", "unknown")
        is_part = code.lstrip("0") in ALTERNATIVES.get(self.table, frozenset())
        return _partner(listed, is_part=is_part)

    def unknown(self, text: str) -> str:
        """Return a sentence on a code that is unknown, with the near miss."""
        near = near_misses(text) if self.standard is not None else ()
        words = [f"{code} ({country_names()[code]})" for code in near]
        if not words and self.table:
            words = [self._named(code) for code in _alike(text.strip(), list(_table(self.table)))]
        guess = f" Is it {' or '.join(words[:2])}?" if words else ""
        return f"'{text}' is no country of {self.title}.{guess}"

    def _named(self, code: str) -> str:
        name = country_names().get(_table(self.table)[code])
        return f"{code} ({name})" if name else code


def _alike(text: str, codes: list[str]) -> list[str]:
    """Return the code that differs from a text in one place only, the last place first.

    Letters that look like digits are digits.
    """
    looks_like = text.upper().translate(str.maketrans("OIL", "011"))
    if looks_like in codes:
        return [looks_like]
    places = {
        code: sum(a != b for a, b in zip(code, text, strict=True))
        for code in codes
        if len(code) == len(text)
    }
    near = [code for code, wrong in places.items() if wrong == 1]
    return sorted(near, key=lambda code: [a == b for a, b in zip(code, text, strict=True)])[-1:]


def _partner(listed: str, *, is_part: bool = False) -> Partner:
    if listed == NOWHERE:
        return Partner("", "nowhere")
    if listed == GROUP:
        return Partner("", "group")
    return Partner(listed, "world" if listed == WORLD else "country", is_part)


@cache
def _table(name: str) -> dict[str, str]:
    """Return what the codes of a table mean."""
    rows = (row.values() for row in bundled_table("tradesim.customs", "codes", f"{name}.csv"))
    return {code: means for code, means, *_ in rows}


def _alpha3(code: str) -> str | None:
    return code if code == WORLD or is_country(code) or is_region(code) else None


def _numeric(code: str) -> str | None:
    return from_numeric(code) if code.isascii() and code.isdigit() else _alpha3(code)


def _named(name: str) -> str | None:
    return _names().get(_plain(name))


def _plain(name: str) -> str:
    """Return a name without case, blanks and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@cache
def _names() -> dict[str, str]:
    """Return the alpha-3 code of every spelling of a country's name."""
    found: dict[str, str] = {}
    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for language in LANGUAGES
    ]
    for country in pycountry.countries:
        shapes = ("name", "common_name", "official_name")
        spelt = [getattr(country, shape) for shape in shapes if hasattr(country, shape)]
        spelt += [translation.gettext(name) for translation in translations for name in spelt]
        found |= {_plain(name): country.alpha_3 for name in spelt}
    return found | {_plain(name): means for name, means in _table("names").items()}


COMTRADE = PartnerCodes("UN Comtrade", _numeric, "comtrade")
WITS = PartnerCodes("WITS", _alpha3, "wits")
GEONOMENCLATURE = PartnerCodes("the European geonomenclature", from_alpha2, "geonomenclature")
ALPHA2 = PartnerCodes("ISO 3166 (alpha-2)", from_alpha2)
ALPHA3 = PartnerCodes("ISO 3166 (alpha-3)", _alpha3)
SCHEDULE_C = PartnerCodes("Schedule C", None, "schedule_c", groups=r"0[0-9]{3}|[0-9]X{3}")
ESTAT = PartnerCodes("the trade statistics on e-Stat", None, "estat")
GACC = PartnerCodes("the statistics of GACC", None, "gacc")
NAMES = PartnerCodes("the list of names", _named, case=str)


def _code_or_name(text: str) -> str | None:
    """Return the country of a code of WITS, or of a name."""
    return WITS.meaning(text).mark or _named(text)


WITS_OR_NAMES = PartnerCodes("WITS", _code_or_name, case=str)


def _any_code(code: str) -> str | None:
    """Return the country of a code in any form of ISO 3166, or of the totals of SDMX."""
    totals = _table("geonomenclature") | _table("wits")
    return _numeric(code) or from_alpha2(code) or totals.get(code)


SDMX = PartnerCodes("ISO 3166", _any_code)
