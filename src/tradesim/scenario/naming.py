"""What readers see of a scenario's names: titles, names within a sentence, units."""

from __future__ import annotations

import re

from tradesim.scenario.schema import Item

SHORTEST_WORD = 3
"""Letters from which a unit in small letters is a word and not a sign."""

WITH_ARTICLE = frozenset(
    {"States", "Kingdom", "Emirates", "Republic", "Federation", "Union", "Islands"}
    | {"Netherlands", "Philippines", "Maldives", "Bahamas", "Comoros", "Gambia", "Congo"}
    | {"EU", "UK", "US", "USA", "UAE"}
)
"""Last words of the names of countries that have an article in a sentence."""

REST, COUNTRIES = "rest of ", " countries"
"""How the names of groups of countries begin and end that are common nouns."""

_TITLE_CASE = re.compile(r"[A-Z][a-z]{2,}")
_OF_A_NATION = re.compile(
    r"[A-Z][a-z]+(?:ese|ean|ian)|African|American|German|Mexican|Moroccan|Afghan|Uzbek|Kazakh"
    r"|Dutch|French|Greek|Swiss|Czech|Thai|Israeli|Iraqi|Saudi|Qatari|Kuwaiti|Emirati|Omani"
    r"|Pakistani|Bangladeshi|British|English|Irish|Scottish|Welsh|Danish|Finnish|Polish|Spanish"
    r"|Swedish|Turkish|Asian|Icelandic|Arab|Nordic"
)
"""Words that tell of a nation, which English writes with a capital."""

HISSING = ("s", "x", "z", "ch", "sh")
"""Ends of words that take more than an s; such units stay as they are."""


def capital(text: str) -> str:
    """Return a text with a capital first."""
    return text[:1].upper() + text[1:]


def words(name: str) -> str:
    """Return a name as words of a title: underscores out, a capital first."""
    return capital(name.replace("_", " ").strip())


def label_of(item: Item) -> str:
    """Return the name of an item for figures."""
    return item.label or words(item.name)


def coming_from(item: Item, origins: str) -> str:
    """Return an item with where it comes from, once where its own name ends with that."""
    named, where = in_prose(item), f" from {origins}"
    return named if named.endswith(where) else f"{named}{where}"


def in_prose(item: Item) -> str:
    """Return the name of an item within a sentence."""
    return within_sentence(label_of(item), item.name, item.customs_group)


def within_sentence(label: str, name: str, customs_group: str) -> str:
    """Return the label of an item within a sentence, given its names in the scenario."""
    return beginning_small(label, f"{name} {customs_group}")


def country_in_prose(name: str) -> str:
    """Return the name of a country or region within a sentence: with its article, if it has one."""
    if name.startswith("the "):
        return name
    rest, several = name.lower().startswith(REST), name.endswith(COUNTRIES)
    plain = name[:1].lower() + name[1:] if rest or several else name
    word = name.split(" (", maxsplit=1)[0].rsplit(" ", maxsplit=1)[-1]
    return f"the {plain}" if rest or word in WITH_ARTICLE else plain


def beginning_small(label: str, written: str) -> str:
    """Return a label for a sentence: a common noun begins small, a name or abbreviation does not.

    A word of one capital and at least two small letters is a common noun, unless it tells of a
    nation or the scenario writes it with a capital elsewhere too.

    Args:
        label: The label.
        written: Names as the scenario writes them, where common nouns begin small.
    """
    first = label.split(",", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    small = first[:1].lower() + first[1:]
    known = written.replace("_", " ").split()
    is_noun = small in known or (first not in known and _is_common_noun(first))
    return label[:1].lower() + label[1:] if is_noun else label


def _is_common_noun(word: str) -> bool:
    """Say whether a word that begins a label looks like a common noun."""
    begins = re.split(r"[-/]", word, maxsplit=1)[0]
    return bool(_TITLE_CASE.fullmatch(begins)) and not _OF_A_NATION.fullmatch(begins)


def units(unit: str) -> str:
    """Return a unit for many: words get an s, signs such as ``t`` and ``m2`` stay."""
    is_word = len(unit) >= SHORTEST_WORD and unit.isascii() and unit.isalpha() and unit.islower()
    return f"{unit}s" if is_word and not unit.endswith(HISSING) else unit
