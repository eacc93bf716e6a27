"""Which figures of a scenario are judgements, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tradesim.doubt.ranges import Range, range_of
from tradesim.fields import Block, Figure, field_facts
from tradesim.scenario.overrides import JUDGEMENT
from tradesim.scenario.paths import label
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
        kin: What figures that err together share: the field, and the item or country it is about.
        range: Where it may lie.
    """

    path: str
    kin: str
    range: Range


def judged_figures(scenario: Scenario) -> list[Judged]:
    """Return the figures of a scenario that are judgements and have somewhere to lie.

    A figure is in doubt that states a range or is marked as a judgement, and so is a default that
    no source states. What an override sets is what was asked, and a bare number is taken as given.
    """
    sections = [*SECTIONS, *(["diplomacy"] if _somebody_decides(scenario) else [])]
    return [
        judged
        for name in sections
        for judged in _within(getattr(scenario, name), name, scenario, name)
    ]


def _somebody_decides(scenario: Scenario) -> bool:
    return any(country.mode == "adaptive" for country in scenario.countries)


def _within(node: Any, path: str, parent: Any, field: str) -> Iterator[Judged]:
    if isinstance(node, Figure):
        yield from _figure(node, path, parent, field)
    elif isinstance(node, Block):
        for name in type(node).model_fields:
            yield from _within(getattr(node, name), f"{path}.{name}", node, name)
    elif isinstance(node, list):
        for place, entry in _named(node):
            yield from _within(entry, f"{path}{place}", node, field)


def _named(entries: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield entries of a list with how a path names them: by name, else by position."""
    labels = [label(entry) if isinstance(entry, Block) else None for entry in entries]
    for place, (word, entry) in enumerate(zip(labels, entries, strict=True)):
        is_name = word is not None and labels.count(word) == 1
        yield (f".{word}" if is_name else f"[{place}]"), entry


def _figure(figure: Figure, path: str, parent: Any, field: str) -> Iterator[Judged]:
    if not isinstance(parent, Block) or not _in_doubt(figure, parent, field):
        return
    facts = field_facts(type(parent).model_fields[field])
    where = range_of(field, figure, facts)
    if where is not None:
        yield Judged(path, _kin(figure, path, parent, field), where)


def _in_doubt(figure: Figure, parent: Block, field: str) -> bool:
    if figure.judgement == JUDGEMENT or not isinstance(figure.value, float):
        return False
    is_default = field not in parent.model_fields_set and figure.source is None
    return bool(figure.range or figure.judgement or is_default)


def _kin(figure: Figure, path: str, parent: Block, field: str) -> str:
    """Return what a figure shares with those that err with it.

    That is the rule it was set by, where its judgement names one (``rule NAME ...``); else the
    field, and what it is about.
    """
    words = str(figure.judgement).split()
    if words[:1] == ["rule"] and len(words) > 1:
        return f"rule {words[1]}"
    return f"{field}|{_about(path, parent)}"


def _about(path: str, parent: Block) -> str:
    """Return what a figure is about: an item, the country that imposes, or its section."""
    for name in ("item", "imposer", "product"):
        word = getattr(parent, name, None)
        if isinstance(word, str):
            return word
    return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
