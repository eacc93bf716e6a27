"""What the schema refuses, in an analyst's words instead of pydantic's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from tradesim.fields import DateFigure, Figure, field_facts
from tradesim.policies import FAILED
from tradesim.scenario.anatomy import annotation_at, at, class_at, has, is_figure, kinds
from tradesim.scenario.hints import OWN_UNIT, Meant, instead_of, other_unit
from tradesim.scenario.schema import Scenario
from tradesim.scenario.units import own_unit
from tradesim.scenario.wording import SCHEMA, Finding, Path, did_you_mean, found, listing

FEW = 12
"""Fields of a block that a message lists in full where no near miss is found."""

FEW_DIGITS = 1e6
"""Up to here a whole number is written out for who wrote it with a point."""

MANY_DIGITS = 1e15
"""From here on a number that was read is no longer every whole number that was written."""

Details = Any
"""One entry of ``ValidationError.errors()``."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written.

    Attributes:
        tree: The file as plain data.
        root: What the whole file is: a scenario, an experiment.
    """

    tree: Any
    root: type[BaseModel]

    def annotation_at(self, path: Path) -> Any:
        """Return the annotation of the field at a path."""
        return annotation_at(path, self.tree, self.root)

    def class_at(self, path: Path) -> type[BaseModel] | None:
        """Return the schema class of the block at a path."""
        return class_at(path, self.tree, self.root)


def findings(error: ValidationError, tree: Any, root: type[BaseModel] = Scenario) -> list[Finding]:
    """Return what the schema refuses in a file, a typing error counted once.

    Args:
        error: What pydantic said.
        tree: The file as plain data.
        root: What the whole file is.
    """
    written = Written(tree, root)
    errors = [
        (_as_written(details["loc"], tree, details["type"]), details) for details in error.errors()
    ]
    unknown = _words_by_block(
        path for path, details in errors if details["type"] == "extra_forbidden"
    )
    return [
        _finding(path, details, written)
        for path, details in errors
        if not (details["type"] == "missing" and _is_misspelt(path, unknown))
    ]


def plainly(details: Details) -> str:
    """Return what pydantic refuses of a value that is no field of a file: of an option, say."""
    return _in_words(details, Meant.of({}, None, is_figure=False))


def _as_written(location: Iterable[str | int], tree: Any, kind: str) -> Path:
    """Drop what pydantic adds to a path: tags of unions, the ``value`` of a bare number."""
    path: Path = ()
    node = tree
    keys = list(location)
    for index, key in enumerate(keys):
        is_last = index == len(keys) - 1
        if has(node, key):
            node, path = at(node, (key,)), (*path, key)
        elif is_last and kind == "missing":
            path = (*path, key)
    return path


def _words_by_block(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Return the unknown fields of each block that has any."""
    words: dict[Path, list[str]] = {}
    for path in paths:
        words.setdefault(path[:-1], []).append(str(path[-1]))
    return words


def _is_misspelt(path: Path, unknown: Mapping[Path, list[str]]) -> bool:
    """Say whether a missing field stands in its block under a near miss of its name."""
    return any(did_you_mean(word, [str(path[-1])]) for word in unknown.get(path[:-1], ()))


def _finding(path: Path, details: Details, written: Written) -> Finding:
    kind = details["type"]
    if kind in {"extra_forbidden", "missing"}:
        return (_unknown_field if kind == "extra_forbidden" else _missing_field)(path, written)
    if kind.startswith("union_tag"):
        return _kind(path, written)
    if kind == "literal_error":
        return _choice(path, details)
    figure = path[:-1] if _is_value(path, written) else path
    unit = own_unit(written.tree, path)
    message = _in_words(details, _meant(figure, unit, written))
    return Finding(figure, message.replace(OWN_UNIT, unit or "unit of the item"), path)


def _meant(path: Path, unit: str | None, written: Written) -> Meant:
    block = written.class_at(path[:-1])
    field = block.model_fields.get(str(path[-1])) if block and path else None
    facts = field_facts(field) if field else {}
    return Meant.of(facts, unit, is_figure=is_figure(written.annotation_at(path)))


def _in_words(details: Details, meant: Meant) -> str:
    kind = details["type"]
    if kind == "unit":
        return _unit(details, meant)
    if kind.startswith(("number", "float")):
        return _number(details, meant)
    words = next((words for start, words in _WORDS.items() if kind.startswith(start)), None)
    return words(details) if words is not None else _sentence(details["msg"])


def _is_value(path: Path, written: Written) -> bool:
    return path[-1:] == ("value",) and written.class_at(path[:-1]) in (Figure, DateFigure)


def _unknown_field(path: Path, written: Written) -> Finding:
    block = written.class_at(path[:-1])
    fields = sorted(block.model_fields if block else [], key="id".__eq__)  # it last
    word = str(path[-1])
    near = did_you_mean(word, fields)
    known = near or (f" Known here: {listing(fields)}." if len(fields) <= FEW else "")
    return Finding(path[:-1], f"unknown field '{word}'.{known}", path)


def _missing_field(path: Path, written: Written) -> Finding:
    if isinstance(path[-1], int):
        said = f"{_entries(path[-1])} listed; at least {_entries(path[-1] + 1)} needed."
        return Finding(path[:-1], said)
    block = written.class_at(path[:-1])
    field = block.model_fields.get(str(path[-1])) if block else None
    meaning = f" {field.description}" if field and field.description else ""
    return Finding(path[:-1], f"the field '{path[-1]}' is missing.{meaning}", lacks=True)


def _kind(path: Path, written: Written) -> Finding:
    known = list(kinds(written.annotation_at(path)))
    given = at(written.tree, (*path, "kind"))
    names = listing(known, SCHEMA)
    if given is None:
        return Finding(path, f"the field 'kind' is missing: one of {names}.", lacks=True)
    said = FAILED.get(str(given)) or did_you_mean(str(given), known).strip()
    message = f"{found(given)} is none of the kinds known here ({names}). {said}".strip()
    return Finding((*path, "kind"), message)


def _choice(path: Path, details: Details) -> Finding:
    known = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    near = did_you_mean(str(details["input"]), known)
    if path[-1:] == ("kind",):
        known = ["the kinds known here (" + listing(known, SCHEMA) + ")"]
    return Finding(path, f"{found(details['input'])} is none of {listing(known)}.{near}")


def _number(details: Details, meant: Meant) -> str:
    given = details["input"]
    if given is None:
        return "the number is missing."
    hint = instead_of(given, meant) if isinstance(given, str) else ""
    return f"{found(given)} is not a number. {hint}".rstrip()


def _unit(details: Details, meant: Meant) -> str:
    facts = details["ctx"]
    hint = other_unit(float(facts["value"]), facts["found"], meant)
    said = f"{facts['value']} is in '{facts['found']}', but '{facts['meant']}' is meant."
    return f"{said} {hint}"


def _date(details: Details) -> str:
    if details["input"] is None:
        return "the date is missing."
    return f"{found(details['input'])} is not a date. Write it as 2019-07-04."


def _text(details: Details) -> str:
    given = details["input"]
    if given is None:
        return "a text is missing."
    if isinstance(given, dict | list):
        return f"a text is expected, not {found(given)}."
    return f'{found(given)} is not a text. Put it in quotes: "{found(given)}".'


def _pattern(details: Details) -> str:
    if details["ctx"]["pattern"].startswith("^[A-Z]"):
        return f"{found(details['input'])} is not an ISO 3166 alpha-3 code: three capitals."
    return f"{found(details['input'])} cannot be a name here: leave out . [ ] = / and \\."


def _list(details: Details) -> str:
    return f"a list is expected, not {found(details['input'])}. Begin each entry with '- '."


def _mapping(details: Details) -> str:
    return f"a block of fields ('name: value') is expected, not {found(details['input'])}."


def _whole(details: Details) -> str:
    given = details["input"]
    if isinstance(given, float) and given.is_integer():
        if abs(given) >= MANY_DIGITS:
            return f"{found(given)} has more digits than a whole number may have here."
        if abs(given) < FEW_DIGITS:
            return f"{given:.1f} is not written as a whole number: write {given:.0f}."
    return f"{found(given)} is not a whole number."


def _count(details: Details, limit: str, word: str) -> str:
    listed, needed = details["ctx"]["actual_length"], details["ctx"][limit]
    if details["type"] == "too_short" and not listed:
        return f"nothing is listed; at least {_entries(needed)} needed."
    said = f"{word} {_entries(needed)} needed" if word == "at least" else f"{word} {needed} may be"
    return f"{_entries(listed)} listed; {said}."


def _entries(count: int) -> str:
    return "one entry is" if count == 1 else f"{count} entries are"


def _sentence(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text if text.endswith(".") else f"{text}."


_WORDS: dict[str, Callable[[Details], str]] = {
    "finite": lambda details: f"{found(details['input'])} is not a finite number.",
    "int_": _whole,
    "bool": lambda details: f"{found(details['input'])} is neither true nor false.",
    "date": _date,
    "string_type": _text,
    "string_pattern": _pattern,
    "string_too_short": lambda _: "the text is empty.",
    "string_too_long": lambda details: f"longer than {details['ctx']['max_length']} characters.",
    "list_type": _list,
    "tuple_type": _list,
    "dict_type": _mapping,
    "model": _mapping,
    "too_short": lambda details: _count(details, "min_length", "at least"),
    "too_long": lambda details: _count(details, "max_length", "at most"),
    "greater_than_equal": lambda details: (
        f"{found(details['input'])} is less than {details['ctx']['ge']}."
    ),
    "less_than_equal": lambda details: (
        f"{found(details['input'])} is more than {details['ctx']['le']:,}."
    ),
    "less_than": lambda details: (
        f"{found(details['input'])} is too large: it must be less than {details['ctx']['lt']:g}."
    ),
    "greater_than": lambda details: (
        f"{found(details['input'])} is too small: it must be more than {details['ctx']['gt']:g}."
    ),
}
