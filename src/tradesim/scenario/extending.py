"""Scenarios that extend another: only what differs is written.

Mappings are merged, lists of named blocks are merged by name, and ``null`` removes; anything else
replaces what was there. A list of named blocks may be written by name where there is none yet. A
figure is replaced whole, so that it does not keep another's source. A lever of the page goes with
the policies that it moves.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, get_origin

from tradesim.scenario.anatomy import annotation_at, branches, classes, entry_annotation
from tradesim.scenario.inheriting import inherited_levers
from tradesim.scenario.wording import Path
from tradesim.scenario.yaml_lines import YamlTree

EXTENDS = "extends"
"""The field that names the scenario that is extended."""

NAMED_BY = ("code", "name", "item")
"""The fields by which blocks of a list are told apart, the first that they have."""

ANSWERING = ("policies", "shocks")
"""Sections of which a block goes with what it answers."""


def extended(base: Any, tree: YamlTree) -> YamlTree:
    """Return a file's content merged into that of the scenario it extends.

    Args:
        base: Content of the extended scenario, as plain data.
        tree: The file that extends it.

    Returns:
        The merged content; its lines are those of the file, for what the file itself says.
    """
    merging = _Merging(tree)
    own = {key: value for key, value in tree.data.items() if key != EXTENDS}
    data = inherited_levers(base, own, merging.mapping(base, own, (), ()))
    lines = {**merging.lines, (): tree.lines.get((EXTENDS,), 1)}
    return YamlTree(data, lines, tree.problems, beside=merging.beside)


class _Merging:
    """A merge under way: notes where in the file each field stands, and which blocks are new."""

    def __init__(self, tree: YamlTree) -> None:
        self.tree = tree
        self.lines: dict[Path, int] = {}
        self.beside: dict[Path, tuple[str, ...]] = {}

    def mapping(self, base: dict[str, Any], own: dict[str, Any], at: Path, to: Path) -> Any:
        """Merge a mapping into another.

        Args:
            base: What is extended.
            own: What the file says.
            at: Where that stands in the file.
            to: Where the result stands.
        """
        self._note(at, to)
        merged = copy.deepcopy(base)
        for key, value in own.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = self.value(merged.get(key), value, (*at, key), (*to, key))
        return merged

    def value(self, base: Any, own: Any, at: Path, to: Path) -> Any:
        """Merge whatever stands at a place."""
        if isinstance(base, dict) and isinstance(own, dict) and not _replaces(base, own):
            return self.mapping(base, own, at, to)
        if isinstance(own, dict) and (_named(base) or (not base and _named_by(to))):
            entries = {name: ((*at, name), own[name]) for name in own}
            return self._blocks(base or [], entries, at, to)
        if isinstance(own, dict) and base is None and _holds_named(to):
            return self.mapping({}, own, at, to)
        if _named(base) and _named(own):
            entries = {_name(block): ((*at, row), block) for row, block in enumerate(own)}
            if len(entries) == len(own):
                return self._blocks(base, entries, at, to)
        self._note_all(at, to)
        return own

    def _blocks(
        self, base: list[Any], own: dict[str, tuple[Path, Any]], at: Path, to: Path
    ) -> list[Any]:
        """Merge blocks by name: those of the base in their order, then the new ones."""
        self._note(at, to)
        gone = {name for name, (_, block) in own.items() if block is None}
        if to[0] in ANSWERING:
            answers = {_name(block): block.get("response_to") for block in base}
            gone |= answering(answers, gone) - gone - set(own)
        blocks = {_name(block): block for block in base if _name(block) not in gone}
        known = {_name(block) for block in base}
        added = [name for name in own if name not in blocks and name not in gone & known]
        field = next(key for key in NAMED_BY if key in base[0]) if base else _named_by(to)
        merged = []
        for row, name in enumerate([*blocks, *added]):
            block = blocks.get(name)
            if base and block is None:
                self.beside[(*to, row)] = tuple(blocks)
            if name in own:
                place, said = own[name]
                said = {field: name, **said} if isinstance(said, dict) else said
                block = self.value(block, said, place, (*to, row))
            merged.append(copy.deepcopy(block))
        return merged

    def _note(self, at: Path, to: Path) -> None:
        if at in self.tree.lines:
            self.lines[to] = self.tree.lines[at]

    def _note_all(self, at: Path, to: Path) -> None:
        for path, line in self.tree.lines.items():
            if path[: len(at)] == at:
                self.lines[(*to, *path[len(at) :])] = line


def _replaces(base: dict[str, Any], own: dict[str, Any]) -> bool:
    """Say whether a block is another one: a figure of its own, or a policy of another kind."""
    return "value" in own or own.get("kind", base.get("kind")) != base.get("kind")


def _named_by(place: Path) -> str:
    """Return the field that names the entries of a list of blocks; empty for anything else."""
    annotation = annotation_at(place, None)
    is_list = any(get_origin(branch) is list for branch in branches(annotation))
    entries = classes(entry_annotation(annotation)) if is_list else []
    return next((key for key in NAMED_BY if entries and key in entries[0].model_fields), "")


def _holds_named(place: Path) -> bool:
    """Say whether a block has lists of named blocks below it, which may be written by name."""
    blocks = classes(annotation_at(place, None))
    return len(blocks) == 1 and any(_named_by((*place, key)) for key in blocks[0].model_fields)


def _named(blocks: Any) -> bool:
    return isinstance(blocks, list) and bool(blocks) and all(_name(block) for block in blocks)


def _name(block: Any) -> str:
    found = (block.get(key) for key in NAMED_BY) if isinstance(block, dict) else ()
    return next((name for name in found if isinstance(name, str)), "")


def answering(answers: Mapping[str, Any], causes: Iterable[str]) -> set[str]:
    """Return some names, with those of whatever answers them, answers that, and so on.

    Args:
        answers: What each policy or shock answers, by name.
        causes: The names.
    """
    found = set(causes)
    while True:
        further = {name for name, cause in answers.items() if cause in found}
        if further <= found:
            return found
        found |= further
