"""Which figures of a scenario are judgements, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tradesim.doubt.ranges import Range, range_of
from tradesim.fields import Block, Figure, field_facts
from tradesim.identity import Identified
from tradesim.scenario.overrides import JUDGEMENT
from tradesim.scenario.paths import label
from tradesim.scenario.route import Route
from tradesim.scenario.schema import Scenario

SECTIONS = (
    "default_lead_time_weeks",
    "domestic_lead_time_weeks",
    "practice",
    "countries",
    "items",
    "suppliers",
    "buyers",
    "routes",
    "policies",
    "shocks",
)
"""Parts of a scenario whose judgements are drawn; behaviour comes from the parameter ensemble."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure that is a judgement.

    Attributes:
        path: Dotted path, by names: the same in every variant that has it.
        drawn_by: The same by identities, which outlive the names: what it is drawn by.
        kin: What figures that err together share: the field, and the item or country it is about.
        range: Where it may lie.
    """

    path: str
    drawn_by: str
    kin: str
    range: Range


def judged_figures(scenario: Scenario) -> list[Judged]:
    """Return the figures of a scenario that are judgements and have somewhere to lie.

    A figure is in doubt that states a range or is marked as a judgement, and so is a default that
    no source states. What an override sets is what was asked, and a bare number is taken as given.
    """
    somebody_decides = any(country.mode == "adaptive" for country in scenario.countries)
    sections = [*SECTIONS, *(["diplomacy"] if somebody_decides else [])]
    reader = _Reader(scenario)
    return [
        judged
        for name in sections
        for judged in reader.within(getattr(scenario, name), _Place(name, name), scenario, name)
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: by names, and by identities."""

    path: str
    drawn_by: str

    def then(self, name: str, identity: str = "") -> _Place:
        """Return a place within it."""
        return _Place(self.path + name, self.drawn_by + (identity or name))


class _Reader:
    """Walks a scenario, and knows what its goods and countries are drawn by."""

    def __init__(self, scenario: Scenario) -> None:
        self._goods = {item.name: item.drawn_by for item in scenario.items}
        self._countries = {country.code: country.drawn_by for country in scenario.countries}

    def within(self, node: Any, place: _Place, parent: Any, field: str) -> Iterator[Judged]:
        """Yield the judgements at a place and below."""
        if isinstance(node, Figure):
            yield from self._figure(node, place, parent, field)
        elif isinstance(node, Block):
            for name in type(node).model_fields:
                yield from self.within(getattr(node, name), place.then(f".{name}"), node, name)
        elif isinstance(node, list):
            for inner, entry in self._entries(node, place):
                yield from self.within(entry, inner, node, field)

    def _entries(self, entries: list[Any], place: _Place) -> Iterator[tuple[_Place, Any]]:
        """Yield entries of a list with how a path names them: by name, else by position."""
        labels = [label(entry) if isinstance(entry, Block) else None for entry in entries]
        for number, (word, entry) in enumerate(zip(labels, entries, strict=True)):
            if word is None or labels.count(word) > 1:
                yield place.then(f"[{number}]"), entry
            else:
                yield place.then(f".{word}", f".{self._identity(word, entry)}"), entry

    def _identity(self, word: str, entry: Block) -> str:
        """Return what an entry of a list is drawn by, given its name."""
        if isinstance(entry, Identified):
            return entry.drawn_by
        if isinstance(entry, Route):
            return f"{self._countries[entry.origin]}-{self._countries[entry.destination]}"
        return self._goods.get(word, word)

    def _figure(self, figure: Figure, place: _Place, parent: Any, field: str) -> Iterator[Judged]:
        if not isinstance(parent, Block) or not _in_doubt(figure, parent, field):
            return
        facts = field_facts(type(parent).model_fields[field])
        where = range_of(field, figure, facts)
        if where is not None:
            kin = self._kin(figure, place.path, parent, field)
            yield Judged(place.path, place.drawn_by, kin, where)

    def _kin(self, figure: Figure, path: str, parent: Block, field: str) -> str:
        """Return what a figure shares with those that err with it.

        That is the rule it was set by, where its judgement names one (``rule NAME ...``); else the
        field, and what it is about.
        """
        words = str(figure.judgement).split()
        if words[:1] == ["rule"] and len(words) > 1:
            return f"rule {words[1]}"
        return f"{field}|{self._about(path, parent)}"

    def _about(self, path: str, parent: Block) -> str:
        """Return what a figure is about: an item, the country that imposes, or its section."""
        known = {"item": self._goods, "imposer": self._countries, "product": {}}
        for name, identities in known.items():
            word = getattr(parent, name, None)
            if isinstance(word, str):
                return identities.get(word, word)
        return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]


def _in_doubt(figure: Figure, parent: Block, field: str) -> bool:
    if figure.judgement == JUDGEMENT or not isinstance(figure.value, float):
        return False
    is_default = field not in parent.model_fields_set and figure.source is None
    return bool(figure.range or figure.judgement or is_default)
