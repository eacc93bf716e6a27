"""What one scenario has otherwise than another, in words: for the question of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tradesim.fields import DateFigure, Figure
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import CLASSROOM
from tradesim.scenario.paths import label
from tradesim.wording.lists import joined, some

MOST = 6
"""Names in a clause, and figures that are told one by one."""

APART = frozenset(
    {"name", "title", "description", "variants", "hindcast", "policies", "shocks", *CLASSROOM}
)
"""Sections that say what a scenario is called or asks, and those told by the name of a policy."""

NO_WORLD = frozenset({"name", "response_to"})
"""Fields of an entry that change nothing that is simulated."""


def changes(first: Scenario, second: Scenario) -> Iterator[str]:
    """Yield what the second scenario has otherwise than the first, a clause each."""
    before, after = _policies(first), _policies(second)
    gone = [name for name in before if name not in after]
    new = [f"'{name}' ({after[name].instrument})" for name in after if name not in before]
    if gone:
        yield f"without {some((_quoted(name) for name in gone), MOST)}"
    if new:
        yield f"with {some(new, MOST)}"
    yield from _changed_policies(before, after)
    yield from _changed_figures(first, second)


def _policies(scenario: Scenario) -> dict[str, Policy]:
    return {policy.name: policy for policy in scenario.happenings}


def _quoted(name: str) -> str:
    return f"'{name}'"


def _changed_policies(before: Mapping[str, Policy], after: Mapping[str, Policy]) -> Iterator[str]:
    """Yield policies of another kind together, then those with other figures one by one."""
    kinds: dict[tuple[str, str], list[str]] = {}
    figures: dict[str, list[str]] = {}
    for name, old in before.items():
        new = after.get(name, old)
        if type(new) is type(old):
            figures[name] = list(_differing(_leaves(old, ""), _leaves(new, "")))
        else:
            kinds.setdefault((old.instrument, new.instrument), []).append(_quoted(name))
    for (old_kind, new_kind), names in kinds.items():
        yield f"{some(names, MOST)}: {new_kind} in place of {old_kind}"
    for name, told in figures.items():
        if told:
            yield f"{_quoted(name)}: {some(told, MOST, '{count} further figures')}"


def _changed_figures(first: Scenario, second: Scenario) -> Iterator[str]:
    if told := list(_differing(_whole(first), _whole(second))):
        yield some(told, MOST, "{count} further figures")


def _whole(scenario: Scenario) -> dict[str, object]:
    sections = (name for name in type(scenario).model_fields if name not in APART)
    return {
        path: value
        for name in sections
        for path, value in _leaves(getattr(scenario, name), name).items()
    }


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for path in dict.fromkeys((*old, *new)):
        before, after = old.get(path), new.get(path)
        if before != after and not (before in {None, ()} and after in {None, ()}):
            yield f"{path.replace('_', ' ')} {_said(after)} in place of {_said(before)}"


def _said(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, tuple):
        return joined([str(part) for part in value]) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _leaves(node: Any, path: str) -> dict[str, object]:
    """Return the values of a part of a scenario by path, entries of lists by their names."""
    if isinstance(node, Figure | DateFigure):
        return {path: node.value}
    if isinstance(node, list | tuple):
        if all(isinstance(part, str) for part in node):
            return {path: tuple(node)}
        pairs = [(str(_label(part, place)), part) for place, part in enumerate(node)]
    elif hasattr(type(node), "model_fields"):
        names = (name for name in type(node).model_fields if name not in NO_WORLD)
        pairs = [(name, getattr(node, name)) for name in names]
    elif isinstance(node, Mapping):
        pairs = [(str(key), part) for key, part in node.items()]
    else:
        return {path: node}
    inner = [_leaves(part, f"{path} {name}".strip()) for name, part in pairs]
    return {place: value for part in inner for place, value in part.items()}


def _label(part: Any, place: int) -> str:
    named = label(part) if hasattr(type(part), "model_fields") else None
    return named or f"no. {place + 1}"
