"""Texts: names that can be printed, told apart and written to a file; no control characters.

Works on plain data, so that a file that the schema refuses is told this, too. What a name becomes
(a folder, a figure's file, a cell, a line on the terminal) is decided here, before the first week.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tradesim.scenario.anatomy import child, listed, mapped
from tradesim.scenario.blocks import once
from tradesim.scenario.wording import Finding, Path, found, spell

LONGEST_NAME = 120
"""Bytes of UTF-8 that a name may have: with what is put around it, it still names a file."""

SEPARATORS = "/\\"
"""What would put a file into another folder."""

NAMES = {
    "countries": ("code", "name", "id"),
    "items": ("name", "customs_group", "id"),
    "suppliers": ("name", "owner", "id"),
    "buyers": ("name", "product", "id"),
    "policies": ("name", "id"),
    "shocks": ("name", "id"),
    "levers": ("name",),
}
"""The fields of each section's entries that name something."""

FILE_NAMES = ("name", "customs_group")
"""Those that become part of a file's name, so that they hold no separator."""

KEYED = ("variants", "baselines")
"""Sections whose keys are names."""

Together = tuple[tuple[str, str], ...]
"""Sections, and in each a field of its entries."""

APART: tuple[Together, ...] = (
    (("countries", "code"),),
    (("countries", "name"),),
    (("items", "name"),),
    (("items", "customs_group"),),
    (("suppliers", "name"), ("buyers", "name")),
    (("policies", "name"), ("shocks", "name")),
)
"""Names that a reader must tell apart, together."""

DRAWN_APART = (APART[0], APART[2], *APART[4:])
"""Where chance is drawn by an ``id``, or by this field where there is none: told apart, too."""

_LOOK_ALIKE = str.maketrans(
    "авсеԁһіјкмнорѕтухѵѡԝӏԛαβγεζηικμνορτυχϲıɑɡօսհ",
    "abcedhijkmhopstyxvwwlqabyezhikmvoptuxciagouh",
)
"""Cyrillic, Greek, Armenian and rare small letters that pass for Latin ones in some typeface."""

_DRAWN_ALIKE = str.maketrans("I1|0\u039d", "lllON")
"""Letters and digits, and the Greek N, that pass for others as drawn, though not in both cases."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Characters that move the cursor or turn the line; line ends and tabs are text."""


def check(tree: Any) -> list[Finding]:
    """Return names that cannot be used as one, and texts with characters that do not print."""
    if not isinstance(tree, dict):
        return []
    clean = all(_is_clean(part) for part in tree.items())  # nearly always: where is dear
    unprintable = [] if clean else list(_unprintable(tree, ()))
    told = {finding.path for finding in unprintable}
    names = [(path, name) for path, name in _names(tree) if path not in told]
    unfit = [Finding(path, said) for path, name in names for said in _unfit(path[-1], name)]
    return [*unprintable, *unfit, *_alike(tree)]


@lru_cache(maxsize=10_000)
def skeletons(name: str) -> tuple[str, str]:
    """Return what a name looks like: without spaces, case and the alphabets of its letters.

    The second keeps the case: as it is drawn, a capital I is a small l, and a capital L is not.
    """
    plain = "".join(name.split())
    if plain.isascii():  # nearly always: nothing to normalise, no other alphabet
        return plain.lower(), plain.translate(_DRAWN_ALIKE)
    plain = unicodedata.normalize("NFKC", plain)
    return (
        plain.casefold().translate(_LOOK_ALIKE),
        plain.translate(_DRAWN_ALIKE).translate(_LOOK_ALIKE),
    )


def _is_clean(node: Any) -> bool:
    """Say whether all texts of plain data print."""
    if isinstance(node, tuple | list):
        return all(_is_clean(each) for each in node)
    return once(CONTROL, node, lambda: CONTROL.search("\n".join(_written(node))) is None)


def _written(tree: Any) -> Iterator[str]:
    """Yield every text of plain data, in no order."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            yield from (key for key in node if isinstance(key, str))
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _unprintable(node: Any, path: Path) -> Iterator[Finding]:
    """Walk plain data and yield every text with a control character in it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _unprintable(key, (*path, key))
            yield from _unprintable(value, (*path, key))
    elif isinstance(node, list):
        for index, entry in enumerate(node):
            yield from _unprintable(entry, (*path, index))
    elif isinstance(node, str) and (unfit := CONTROL.search(node)):
        code = f"U+{ord(unfit[0]):04X}"
        said = f"it holds the control character {code}, which does not print. Remove it."
        yield Finding(path, said)


def _names(tree: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield every name of a scenario and where it stands."""
    named: list[tuple[Path, Any]] = [(("name",), tree.get("name"))]
    for section, fields in NAMES.items():
        for index, entry in enumerate(listed(tree, section)):
            named += [((section, index, field), child(entry, field)) for field in fields]
    for section in KEYED:
        named += _keys(tree, section)
    yield from ((path, name) for path, name in named if isinstance(name, str))


def _keys(tree: dict[str, Any], section: str) -> list[tuple[Path, Any]]:
    """Return the names that are the keys of a section, and where they stand."""
    return [((section, key), key) for key in mapped(tree, section)]


@lru_cache(maxsize=10_000)
def _unfit(field: str | int, name: str) -> tuple[str, ...]:
    """Return why a name cannot be one, if it cannot."""
    return tuple(_faults(field, name))


def _faults(field: str | int, name: str) -> Iterator[str]:
    size, tidy = len(name.encode("utf-8", "replace")), " ".join(name.split())
    if not name.strip():
        yield from ("the name is blank.",) if name else ()  # of an empty one the schema tells
    elif size > LONGEST_NAME:
        yield f"{size} bytes is more than the {LONGEST_NAME} that a name may have."
    elif name != tidy:
        yield f"{found(name)} has spaces at an end, or several in a row. Write {found(tidy)}."
    elif field in FILE_NAMES and any(mark in name for mark in SEPARATORS):
        yield f"{found(name)} cannot be a name here: leave out . [ ] = / and \\."
    elif not name.isascii() and any(unicodedata.category(letter) == "Cf" for letter in name):
        yield f"{found(name)} holds a character that is not seen. Write the name anew."


def _alike(tree: dict[str, Any]) -> Iterator[Finding]:
    """Yield names, and identities, that a reader takes for each other."""
    for together in APART:
        yield from _twins(_fields(tree, together))
    for section in KEYED:
        yield from _twins(_keys(tree, section))
    for together in DRAWN_APART:
        yield from (twin for twin in _twins(_identities(tree, together)) if twin.path[-1] == "id")


def _fields(tree: dict[str, Any], together: Together) -> Iterator[tuple[Path, Any]]:
    for section, field in together:
        for index, entry in enumerate(listed(tree, section)):
            yield (section, index, field), child(entry, field)


def _identities(tree: dict[str, Any], together: Together) -> Iterator[tuple[Path, Any]]:
    """Yield what each entry is drawn by; an ``id`` last, so that it is the one told of."""
    stated: list[tuple[Path, Any]] = []
    for section, field in together:
        for index, entry in enumerate(listed(tree, section)):
            identity = child(entry, "id")
            if identity is None:
                yield (section, index, field), child(entry, field)
            else:
                stated.append(((section, index, "id"), identity))
    yield from stated


def _all_look_apart(names: set[str]) -> bool:
    looks = [skeletons(name) for name in names]
    return all(len(set(alike)) == len(names) for alike in zip(*looks, strict=True))


def _twins(named: Iterable[tuple[Path, Any]]) -> Iterator[Finding]:
    names = [(place, name) for place, name in named if isinstance(name, str) and name.strip()]
    if _all_look_apart({name for _, name in names}):  # nearly always: which is dear
        return
    first: dict[tuple[int, str], tuple[str, Path]] = {}
    for place, name in names:
        looks = [first.setdefault(look, (name, place)) for look in enumerate(skeletons(name))]
        other, at = next((look for look in looks if look[0] != name), (name, place))
        if other != name:
            said = f"{found(name)} looks like {found(other)} ({spell(at[:-1])})"
            why = "they differ only by spaces, case or look-alike letters"
            yield Finding(place, f"{said}: {why}.")
