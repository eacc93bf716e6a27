"""Dotted paths, as in ``--set path=value``: from words to the place in a scenario.

List entries are named by ``name`` (countries by ``code``, needs by ``item``, routes by
``AAA-BBB``), by ``kind`` where it is unique, or by position (``policies[0]``). A word that several
entries go by is refused. A field of a nested block may be named without the block where that is
unambiguous. ``*`` stands for every entry that has what follows, ``North*`` for those whose names
begin so: ``buyers.*.needs.acid.base_cover_weeks``.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tradesim.errors import OverrideError
from tradesim.fields import Block
from tradesim.scenario.route import Route
from tradesim.scenario.schema import Scenario
from tradesim.scenario.synonyms import today
from tradesim.scenario.wording import SCHEMA, Path, did_you_mean, listing, spell

WILDCARD = "*"
"""Stands for any letters of the name of an entry."""

_SEGMENT = r"[^.\[\]=]+(?:\[\d+\])*"
_PATH = re.compile(rf"{_SEGMENT}(?:\.(?:{_SEGMENT}|\[\d+\]))*")


class AmbiguousPathError(OverrideError):
    """Several entries go by a word; in a file that is said where the second one stands."""


class PathTarget(NamedTuple):
    """What a dotted path leads to.

    Attributes:
        path: Where it stands.
        parent: The block, list or mapping that holds it.
        value: What stands there; None where nothing does yet.
    """

    path: Path
    parent: Any
    value: Any

    @property
    def field(self) -> FieldInfo | None:
        """The field of a block that it is; None of an entry of a list or mapping."""
        of_block = isinstance(self.parent, BaseModel)
        return type(self.parent).model_fields[str(self.path[-1])] if of_block else None


def resolve(scenario: Scenario, dotted: str) -> PathTarget:
    """Return what a dotted path leads to; the first of them where it leads to several places.

    Raises:
        OverrideError: If it leads nowhere, with the near miss.
    """
    return targets(scenario, dotted)[0]


def targets(scenario: Scenario, dotted: str) -> list[PathTarget]:
    """Return everything that a dotted path leads to: more than one place if it has wildcards.

    Raises:
        OverrideError: If it leads nowhere, with the near miss.
    """
    if not _PATH.fullmatch(dotted):
        raise OverrideError(dotted, "this is not a path such as 'behaviour.patience_weeks'.")
    reached = [PathTarget((), None, scenario)]
    for word in re.findall(r"\[\d+\]|[^.\[\]]+", dotted):
        reached = _stride(reached, word.strip(), dotted)
    return reached


def _stride(reached: list[PathTarget], word: str, dotted: str) -> list[PathTarget]:
    """Return what a word leads to from each place reached; some may not have it, but not all."""
    further: list[PathTarget] = []
    missed: list[OverrideError] = []
    for target in reached:
        try:
            further += [_step(target, each, dotted) for each in _meant_by(word, target, dotted)]
        except OverrideError as error:
            missed.append(error)
    if not further:
        raise missed[0]
    return further


def _meant_by(word: str, target: PathTarget, dotted: str) -> list[str]:
    """Return the entries that a word with a wildcard stands for; any other word is itself."""
    here = target.value
    if WILDCARD not in word:
        return [word]
    if isinstance(here, dict):
        names: list[str | None] = list(here)
    elif isinstance(here, list):
        names = [label(entry) for entry in here]
    else:
        where = f"'{spell(target.path)}' is not a list" if target.path else "a scenario is none"
        raise OverrideError(dotted, f"'{word}' stands for entries of a list: {where}.")
    if word in names:
        return [word]
    pattern = re.compile(".*".join(re.escape(part) for part in word.split(WILDCARD)))
    like = [
        f"[{index}]" if isinstance(here, list) else str(name)
        for index, name in enumerate(names)
        if word == WILDCARD or (name is not None and pattern.fullmatch(name))
    ]
    if not like:
        raise OverrideError(dotted, f"'{spell(target.path)}' has no entry like '{word}'.")
    return like


def _step(target: PathTarget, word: str, dotted: str) -> PathTarget:
    here, path = target.value, target.path
    if isinstance(here, BaseModel):
        return _field(target, word, dotted)
    if isinstance(here, list):
        index = _position(here, word, path, dotted)
        return PathTarget((*path, index), here, here[index])
    if isinstance(here, dict):
        return PathTarget((*path, word), here, here.get(word))
    if here is None:
        raise OverrideError(dotted, f"'{spell(path)}' is not given in this scenario; set it first.")
    raise OverrideError(dotted, f"'{spell(path)}' is a single value; nothing lies below it.")


def _field(target: PathTarget, word: str, dotted: str) -> PathTarget:
    here, path = target.value, target.path
    fields = type(here).model_fields
    word = today(word) if isinstance(here, Scenario) else word
    if word in fields:
        return PathTarget((*path, word), here, getattr(here, word))
    nested = {name: block for name in fields if isinstance(block := getattr(here, name), Block)}
    holders = [name for name, block in nested.items() if word in type(block).model_fields]
    if len(holders) == 1:
        block = nested[holders[0]]
        return PathTarget((*path, holders[0], word), block, getattr(block, word))
    words = [*fields, *(name for block in nested.values() for name in type(block).model_fields)]
    where = f"of '{spell(path)}'" if path else "of a scenario"
    near = did_you_mean(word, words) or f" It has {listing(list(fields), SCHEMA)}."
    raise OverrideError(dotted, f"'{word}' is not a field {where}.{near}")


def _position(entries: list[Any], word: str, path: Path, dotted: str) -> int:
    if word.startswith("["):
        index = int(word[1:-1])
        if index < len(entries):
            return index
        said = f"'{spell(path)}' has {len(entries)} entries, counted from [0]."
        raise OverrideError(dotted, said)
    labels = [label(entry) for entry in entries]
    so_called = [index for index, name in enumerate(labels) if name == word]
    if len(so_called) > 1:
        places = listing([spell((*path, index)) for index in so_called])
        raise AmbiguousPathError(dotted, f"'{word}' may be each of {places}: write one of these.")
    if so_called:
        return so_called[0]
    of_kind = [index for index, entry in enumerate(entries) if getattr(entry, "kind", None) == word]
    if len(of_kind) == 1:
        return of_kind[0]
    names = [name for name in labels if name is not None]
    if of_kind:
        said = f"{len(of_kind)} entries are of kind '{word}': write the name of one ("
        raise OverrideError(dotted, said + listing([str(labels[at]) for at in of_kind]) + ").")
    if not names:
        said = f"entries of '{spell(path)}' have no names: write {spell((*path, 0))}."
        raise OverrideError(dotted, said)
    kinds = {str(entry.kind) for entry in entries if hasattr(entry, "kind")}
    near = did_you_mean(word, [*names, *sorted(kinds)])
    said = f"'{word}' is not one of '{spell(path)}' ({listing(names)}).{near}"
    raise OverrideError(dotted, said)


def label(entry: Any) -> str | None:
    """Return the word by which an entry of a list is named, None where it has none."""
    if isinstance(entry, Route):
        return f"{entry.origin}-{entry.destination}"
    fields = vars(entry) if isinstance(entry, BaseModel) else {}
    for name in ("code", "name", "item"):
        if name in fields:
            return str(fields[name])
    return None
