"""How a judgement is told to who looks for it: its kind, what it is, of whom, and its range."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradesim.doubt.judged import Judged
from tradesim.scenario import Scenario
from tradesim.scenario.figure_names import UNSAID, title_of
from tradesim.scenario.naming import in_prose, words
from tradesim.wording.said import Said, said

GROUPS = {
    "policies": "Policies",
    "buyers": "Buyers",
    "suppliers": "Suppliers",
    "items": "Goods",
    "countries": "Governments",
    "routes": "Routes",
    "shocks": "Shocks",
    "practice": "Practice of controls",
    "diplomacy": "Diplomacy",
}
"""Kinds of figures by the section of the scenario, in the order in which they are listed."""

SECTION_OF = {"default_lead_time_weeks": "routes", "domestic_lead_time_weeks": "routes"}
"""Figures at the top of a scenario, which have no section of their own."""

BLOCKS = {
    "amendments": "amendment {number}",
    "awards": "award {number}",
    "denial": "denial",
}
"""Blocks of a figure's path that tell it from its like."""

DIGITS = 3
"""Significant digits of an end of a range, and of a position of a lever."""

_NUMBERED = re.compile(r"(?P<block>\w+)\[(?P<index>\d+)\]")


@dataclass(frozen=True)
class Told:
    """A judgement in words.

    Attributes:
        group: Its kind.
        figure: What it is, and of whom.
        range: Where it may lie.
    """

    group: str
    figure: str
    range: str

    @property
    def label(self) -> Said:
        """All that tells it from others within its kind."""
        return said("{figure}, {range}", figure=self.figure, range=self.range)


def told_figures(scenario: Scenario, figures: list[Judged]) -> list[tuple[Judged, Told]]:
    """Return judgements in words, by kinds in the order in which they are listed."""
    names = _Names(scenario)
    told = [(figure, names.told(figure)) for figure in figures]
    order = list(GROUPS.values())
    return sorted(told, key=lambda each: order.index(each[1].group))


def number(value: float) -> str:
    """Return a number in few digits, thousands marked, never as a power of ten."""
    return f"{rounded(value):,.10g}"


def rounded(value: float) -> float:
    """Return a number with as many digits as are told."""
    return float(f"{value:.{DIGITS}g}")


class _Names:
    """Knows what a scenario calls its goods, countries and routes."""

    def __init__(self, scenario: Scenario) -> None:
        self._countries = {country.code: country.name for country in scenario.countries}
        self._goods = {item.name: in_prose(item) for item in scenario.items}

    def told(self, figure: Judged) -> Told:
        """Return a figure in words: what it is, and whose."""
        section, *between = figure.path.split(".")
        field = between.pop() if between else section
        parts = [self._part(part, section, at) for at, part in enumerate(between)]
        whose = [part for part in parts if part]
        told = title_of(field)
        for at, part in enumerate(whose):
            told = (
                said("{figure}, {of}", figure=told, of=part)
                if at
                else said("{figure}: {whose}", figure=told, whose=part)
            )
        return Told(GROUPS[SECTION_OF.get(section, section)], told, _range_of(figure, field))

    def _part(self, part: str, section: str, at: int) -> str:
        """Return what a part of a path says; empty where it goes without saying."""
        if at == 0:
            return self._entry(part, section)
        numbered = _NUMBERED.fullmatch(part)
        if numbered and numbered["block"] in BLOCKS:
            return said(BLOCKS[numbered["block"]], number=int(numbered["index"]) + 1)
        if part in UNSAID:
            return ""
        return self._goods.get(part) or BLOCKS.get(part) or words(part)

    def _entry(self, name: str, section: str) -> str:
        """Return the name of an entry of a section, as a sentence has it."""
        if section == "routes" and "-" in name:
            origin, destination = (self._countries.get(end, end) for end in name.split("-", 1))
            return said("{origin} to {destination}", origin=origin, destination=destination)
        known = self._goods if section == "items" else self._countries
        return known.get(name, name)


def _range_of(figure: Judged, field: str) -> Said:
    ends = {"low": number(figure.range.low), "high": number(figure.range.high)}
    if field.endswith("_weeks"):
        return said("{low} to {high} weeks", **ends)
    return said("{low} to {high}", **ends)
