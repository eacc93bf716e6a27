"""Where countries lie, how far it is between them, and what kind of good a code is."""

from __future__ import annotations

from functools import cache

from tradesim.countries import country_name
from tradesim.customs import CustomsItem
from tradesim.evidence.rule import RuleLine, rule
from tradesim.scenario.bundled import bundled_table
from tradesim.scenario.naming import country_in_prose, within_sentence, words

DEAR_PRICE = 200.0
"""USD a kilogram above which goods travel partly by air, as the rule says (lead.dear)."""


@cache
def _region_of() -> dict[str, str]:
    return {
        code: row["region"] for row in _table("regions.csv") for code in row["countries"].split()
    }


@cache
def _passages() -> dict[frozenset[str], tuple[str, str]]:
    return {
        frozenset((row["one"], row["other"])): (row["line"], row["source"])
        for row in _table("passages.csv")
    }


@cache
def _goods() -> dict[str, tuple[str, str]]:
    return {row["hs"]: (row["good"], row["plant"]) for row in _table("goods.csv")}


def _table(name: str) -> list[dict[str, str]]:
    return bundled_table("tradesim.drafting", name)


def passage(origin: str, destination: str) -> tuple[RuleLine, str]:
    """Return the line of the rule for the way between two countries, and why it is that one.

    What lies in no region, such as a region of one's own, is an ocean away.
    """
    here, there = _region_of().get(origin), _region_of().get(destination)
    if here is None or there is None:
        return rule()["lead.ocean"], "somewhere in the world"
    if here == there:
        return rule()["lead.short"], f"within {here}"
    line, why = _passages().get(frozenset((here, there)), ("lead.far", "round a continent"))
    return rule()[line], f"{here} to {there}, {why}"


def title_of(item: CustomsItem) -> str:
    """Return the name of a good for people, as a heading writes it."""
    return item.label or words(item.name)


def in_prose(item: CustomsItem) -> str:
    """Return the name of a good within a sentence."""
    return within_sentence(title_of(item), item.name, item.group)


def code_in_prose(code: str) -> str:
    """Return a country within a sentence: with its article, if it has one."""
    return country_in_prose(country_name(code))


def kind_of(item: CustomsItem) -> tuple[str, str, str]:
    """Return the kind of good and of plant of an item, and how they are known."""
    fitting = [code for code in _goods() if item.hs.codes[0].startswith(code)]
    guessed = _goods()[max(fitting, key=len)] if fitting else ("solid", "process")
    good, plant = item.good or guessed[0], item.plant or guessed[1]
    known = "as its items file says" if item.good else f"by its HS code, {item.hs.codes[0]}"
    return good, plant, known
