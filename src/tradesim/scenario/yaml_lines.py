"""Safe reading of YAML that remembers the line of every field.

Stricter than YAML where YAML surprises: keys may not be repeated, only ``true`` and ``false`` are
booleans (``no`` is a word), ``1e5`` is a number, ``010`` is ten and ``12:30`` a text. Anchors
and ``<<`` work, as long as what they expand to stays small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import yaml
from yaml.reader import Reader as CharacterReader

from tradesim.errors import Problem
from tradesim.scenario.wording import Path, spell
from tradesim.scenario.yaml_syntax import DEEPEST_NESTING, TOO_DEEP, syntax_problem

LARGEST_TREE = 200_000
LONGEST_INTEGER = 18

if TYPE_CHECKING:
    _Loader = yaml.SafeLoader
else:
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_STANDARD = "tag:yaml.org,2002:"
_TEXT = _STANDARD + "str"
_OWN_TAGS = tuple(
    _STANDARD + kind
    for kind in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "merge")
)


@dataclass
class YamlTree:
    """What a YAML text says, as plain dicts and lists, and where it says it.

    Attributes:
        data: The content; None where the text cannot be read.
        lines: Line of each field and list entry, counted from 1.
        problems: What is wrong with the text as YAML.
        rows: Table and row, counted from 0, of each block and link that a table holds.
        tables: The folder of tables that are not in the content yet, and whether they may lie
            elsewhere; None where there are none.
        beside: Of each named block that is new beside those of what is extended, their names.
        lacks_tables: Whether a table could not be read, so that the rest says nothing yet.
    """

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[Path, tuple[str, int]] = field(default_factory=dict)
    tables: tuple[FilePath, bool] | None = None
    beside: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    lacks_tables: bool = False

    def row(self, path: Path) -> tuple[str, int, Path] | None:
        """Return table, row and what is left of a path; None where no table holds the field."""
        for length in range(len(path), 1, -1) if self.rows else ():
            if path[:length] in self.rows:
                return *self.rows[path[:length]], path[length:]
        return None

    def line(self, path: Path) -> int | None:
        """Return the line of a field, or of the nearest block around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def parse(text: str) -> YamlTree:
    """Read one YAML document; what is wrong with it stands in ``problems``."""
    problem = _unfit_characters(text) or _tabs(text)
    if problem is not None:
        return YamlTree(problems=[problem])
    try:
        _survey(text)
        return _build(text)
    except yaml.YAMLError as error:
        return YamlTree(problems=[syntax_problem(text, error)])
    except _TooMuchError as error:
        return YamlTree(problems=[error.problem])


class _TooMuchError(Exception):
    """The text is too deep, too large or not a single document."""

    def __init__(self, line: int | None, message: str) -> None:
        self.problem = Problem(line, "", message)
        super().__init__(message)


class _LineLoader(_Loader):
    """PyYAML's safe loader with the scalars of YAML 1.2."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 - PyYAML's stubs call it an instance's

    def descend_resolver(self, *_: Any) -> None:
        """No tag hangs on where a node stands, so nothing is kept of the way to it."""

    def ascend_resolver(self) -> None:
        """Nor on the way back."""


_DIGITS = "0123456789"
_FLOAT = (
    r"[-+]?(?:[0-9][0-9_]*)?\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*\.(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
for _kind, _pattern, _first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9][0-9_]*", list("-+" + _DIGITS)),
    ("float", _FLOAT, list("-+." + _DIGITS)),
    ("timestamp", "[0-9]{4}-[0-9]{2}-[0-9]{2}", list(_DIGITS)),
    ("merge", "<<", ["<"]),
):
    _LineLoader.add_implicit_resolver(_STANDARD + _kind, re.compile(f"^(?:{_pattern})$"), _first)


def _unfit_characters(text: str) -> Problem | None:
    unfit = CharacterReader.NON_PRINTABLE.search(text)
    if unfit is None:
        return None
    line = text.count("\n", 0, unfit.start()) + 1
    return Problem(line, "", f"the character {unfit.group()!r} is not text. Is this a YAML file?")


def _tabs(text: str) -> Problem | None:
    if "\t" not in text:
        return None
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    if not lines:
        return None
    more = f" (and of {len(lines) - 1} more lines)" if len(lines) > 1 else ""
    return Problem(
        lines[0], "", f"a tab in the indentation{more}. YAML is indented with spaces: write spaces."
    )


def _survey(text: str) -> None:
    """Refuse what would be too deep to read, more than one document, or an empty text."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LineLoader):
        if isinstance(event, yaml.ScalarEvent):  # most are
            continue
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth <= DEEPEST_NESTING and documents <= 1:
            continue
        line = event.start_mark.line + 1 if event.start_mark else None
        if depth > DEEPEST_NESTING:
            raise _TooMuchError(line, TOO_DEEP)
        raise _TooMuchError(
            line, "a second document begins here ('---'). Put each scenario in its own file."
        )
    if documents == 0:
        raise _TooMuchError(None, "the file is empty.")


def _build(text: str) -> YamlTree:
    loader = _LineLoader(text)
    try:
        node = loader.get_single_node()
        builder = _Builder(loader)
        builder.tree.data = builder.value(node, ())
    finally:
        loader.dispose()
    if builder.tree.data is None:
        raise _TooMuchError(None, "the file is empty.")
    return builder.tree


class _Builder:
    """Turns composed nodes into plain values, noting lines and repeated keys."""

    def __init__(self, loader: _LineLoader) -> None:
        self.loader = loader
        self.tree = YamlTree()
        self.count = 0
        self._open: set[int] = set()  # blocks and lists that what is read now stands in

    def value(self, node: Any, path: Path) -> Any:
        """Return what a node says."""
        line = node.start_mark.line + 1
        self.count += 1
        if self.count > LARGEST_TREE:
            said = f"more than {LARGEST_TREE:,} values, once its anchors are written out."
            raise _TooMuchError(None, f"it holds {said}")
        if len(path) > DEEPEST_NESTING or id(node) in self._open:
            raise _TooMuchError(line, "an anchor is used inside itself.")
        self.tree.lines.setdefault(path, line)
        if not node.tag.startswith(_OWN_TAGS):
            said = f"the tag '{node.tag.replace(_STANDARD, '!!')}' is not allowed. Remove it."
            self._problem(line, path, said)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            return [self.value(entry, (*path, index)) for index, entry in enumerate(node.value)]
        finally:
            self._open.remove(id(node))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        own: dict[str, Any] = {}
        merging: list[Any] = []
        for key_node, value_node in node.value:
            if key_node.tag.endswith(":merge"):
                merging += _merged_nodes(value_node)
                continue
            key, line = self._key(key_node, path), key_node.start_mark.line + 1
            place = (*path, key)
            if key in own:
                first = self.tree.lines[place]
                said = f"'{key}' stands here again; line {first} has it already. Remove one."
                self._problem(line, path, said)
                continue
            self.tree.lines.setdefault(place, line)
            own[key] = self.value(value_node, place)
        merged: dict[str, Any] = {}
        for part in merging:
            merged = {**self._merged(part, path), **merged}
        return {**merged, **own}

    def _merged(self, node: Any, path: Path) -> dict[str, Any]:
        if isinstance(node, yaml.MappingNode):
            values: dict[str, Any] = self.value(node, path)
            return values
        self._problem(node.start_mark.line + 1, path, "'<<' takes the anchor of a mapping.")
        return {}

    def _key(self, node: Any, path: Path) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value:
            return str(node.value)
        self._problem(node.start_mark.line + 1, path, "a field has no name: write 'name: value'.")
        return "?"

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.tag == _TEXT:
            return text
        try:
            if node.tag.endswith(":int"):
                digits = text.replace("_", "")
                return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)
            return self.loader.construct_object(node)
        except (ValueError, KeyError, AttributeError, yaml.YAMLError):
            return text

    def _problem(self, line: int, path: Path, message: str) -> None:
        self.tree.problems.append(Problem(line, spell(path), message))


def _merged_nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    else:
        yield node
