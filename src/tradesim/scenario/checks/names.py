"""Names: each given once, each reference to one that exists.

Works on plain data, so that a misspelt name is reported beside what the schema refuses. What the
words of a field name stands in ``policies/references.py``, or an instrument's field says it itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tradesim.policies import INSTRUMENTS, SHOCKS
from tradesim.policies.destinations import ALL
from tradesim.policies.others import words_of
from tradesim.policies.references import FREE, REFERS_TO, stated
from tradesim.scenario.anatomy import child, mapped
from tradesim.scenario.blocks import once
from tradesim.scenario.bundled import regime_folder
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.translations import FIELD as TRANSLATIONS
from tradesim.scenario.wording import Finding, Path, did_you_mean, found, listing, spell

SECTIONS = {
    "countries": "code",
    "items": "name",
    "suppliers": "name",
    "buyers": "name",
    "policies": "name",
    "shocks": "name",
    "regimes": "name",
}
"""The field that names an entry of each section."""

NAMESPACES = (
    ("countries",),
    ("items",),
    ("suppliers", "buyers"),
    ("policies", "shocks"),
    ("regimes",),
)
"""Sections whose entries may not share a name."""

MAY_BE_NONE = ("policy", "policy or shock", "project", "programme", "attribute", "regime")
"""Kinds of which a scenario may have none; of the others it then lacks the section."""

ENTRY = 2
"""Length of the path of an entry of a section."""

Reference = tuple[Path, str, str]
"""A name that refers to something: where it stands, which it is, to what kind of thing."""

Given = Mapping[str, frozenset[str]]
"""What there is of each kind."""

_CODE = re.compile("[A-Z]{3}")
_CLASS = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


def check(tree: Any, walked: Any = None) -> list[Finding]:
    """Return names given twice and references to nothing.

    Args:
        tree: A scenario as plain data.
        walked: The part of it in which references are looked for; all of it where absent.
    """
    if not isinstance(tree, dict):
        return []
    known = known_names(tree)
    given = {kind: frozenset(names) for kind, names in known.items()}
    references = [*_doubtful(tree if walked is None else walked, given)]
    return [
        *_repeated(tree),
        *_drawn_alike(tree),
        *(
            Finding(path, _unknown(word, kind, known[kind]), is_of_name=path[-1] == word)
            for path, word, kind in references
            if _is_unknown(word, kind, given)
        ),
        *_listed_twice(references),
        *_agent_classes(tree),
    ]


def _is_unknown(word: str, kind: str, given: Given) -> bool:
    return kind in given and word not in given[kind]


def _doubtful(tree: dict[str, Any], given: Given) -> Iterator[Reference]:
    """Yield the references of a scenario, without entries of sections that are sound: most are."""
    for section, content in tree.items():
        if not isinstance(content, list):
            yield from _references({section: content}, ())
            continue
        kind = _kind(REFERS_TO.get(section), section, ())
        if kind is not None:
            yield from ((*found_at, kind) for found_at in _words(content, (section,)))
        for index, entry in enumerate(content):
            if isinstance(entry, dict | list):
                yield from _of_entry(entry, (section, index), given)


def _repeated(tree: dict[str, Any]) -> Iterator[Finding]:
    for sections in NAMESPACES:
        first: dict[str, Path] = {}
        for section, index, entry in _numbered(tree, sections):
            name, path = child(entry, SECTIONS[section]), (section, index)
            if isinstance(name, str) and first.setdefault(name, path) != path:
                said = f"'{name}' is already the name of {spell(first[name])}. Names are unique."
                yield Finding((*path, SECTIONS[section]), said)


def _drawn_alike(tree: dict[str, Any]) -> Iterator[Finding]:
    """Find entries whose ``id`` is the identity of another: they would meet the same chance."""
    for sections in NAMESPACES:
        first: dict[str, tuple[Path, Any]] = {}
        for section, index, entry in _numbered(tree, sections):
            name, given = child(entry, SECTIONS[section]), child(entry, "id")
            identity = name if given is None else given
            if not isinstance(identity, str):
                continue
            path: Path = (section, index)
            other, stated = first.setdefault(identity, (path, given))
            if other != path and (given is not None or stated is not None):
                said = f"'{identity}' is what {spell(other)} is drawn by, too. Give each its own."
                yield Finding((*path, "id") if given is not None else path, said)


def _numbered(tree: dict[str, Any], sections: tuple[str, ...]) -> Iterator[tuple[str, int, Any]]:
    for section in sections:
        yield from ((section, index, entry) for index, entry in enumerate(_entries(tree, section)))


def _listed_twice(references: list[Reference]) -> Iterator[Finding]:
    seen: set[tuple[Path, str]] = set()
    for path, word, _ in references:
        listed = (path[:-1], word)
        if listed in seen and isinstance(path[-1], int):
            yield Finding(path, f"'{word}' is listed twice. Remove one.")
        seen.add(listed)


def _names(tree: dict[str, Any], section: str) -> list[Any]:
    return [child(entry, SECTIONS[section]) for entry in _entries(tree, section)]


def known_names(tree: dict[str, Any]) -> dict[str, list[str]]:
    """Return what may be named; a kind with an unreadable entry is left out, not guessed at."""
    given = {section: _names(tree, section) for section in SECTIONS}
    buyers = given["buyers"] + [
        child(plant, "name") for plant in _entries(tree, "suppliers") if child(plant, "recipe")
    ]
    known = {
        "country": given["countries"],
        "item": given["items"],
        "supplier": given["suppliers"],
        "final buyer": given["buyers"],
        "buyer": buyers,
        "product": [child(maker, "product") for maker in _entries(tree, "buyers")],
        "policy": given["policies"],
        "regime": [*given["regimes"], *bundled_regimes()],
        "policy or shock": given["policies"] + given["shocks"],
        "buyer or country": buyers + given["countries"],
        "buyer or owner": buyers + _owners(tree),
        "project": _of_kind(tree, "substitution_investment"),
        "programme": _of_kind(tree, "subsidy_programme"),
        "attribute": [
            name for item in _entries(tree, "items") for name in mapped(item, "attributes")
        ],
        "customs group": [child(item, "customs_group") for item in _entries(tree, "items")],
        "actor": given["buyers"] + given["suppliers"] + given["countries"],
    }
    if not all(isinstance(code, str) and _CODE.fullmatch(code) for code in known["country"]):
        known["country"] = []
    return {
        kind: list(dict.fromkeys(names))
        for kind, names in known.items()
        if all(isinstance(name, str) for name in names) and (names or kind in MAY_BE_NONE)
    }


def _owners(tree: dict[str, Any]) -> list[Any]:
    """Return the firms that own buyers and plants."""
    of_plants = [child(plant, "owner") for plant in _entries(tree, "suppliers")]
    of_buyers = [name for buyer in _entries(tree, "buyers") for name in mapped(buyer, "owners")]
    return [*filter(None, of_plants), *of_buyers]


def _of_kind(tree: dict[str, Any], kind: str) -> list[Any]:
    return [
        child(policy, "name")
        for policy in _entries(tree, "policies")
        if child(policy, "kind") == kind
    ]


def _entries(tree: dict[str, Any], section: str) -> list[Any]:
    """Return the entries of a section; one unreadable entry if it is no list at all."""
    entries = tree.get(section)
    if entries is None:
        return []
    return entries if isinstance(entries, list) else [None]


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """Return what the fields of each instrument and shock name, by its word in YAML."""
    return {
        word: REFERS_TO | stated(kind)
        for kind in (*INSTRUMENTS, *SHOCKS)
        for word in words_of(kind)
    }


def _references(node: Any, path: Path, table: Mapping[str, str] = REFERS_TO) -> Iterator[Reference]:
    """Walk plain data and yield each name that refers to something: where, which, to what."""
    if isinstance(node, list):
        for index, entry in enumerate(node):
            if isinstance(entry, dict | list):
                yield from _references(entry, (*path, index), table)
    if not isinstance(node, dict) or path == (TRANSLATIONS,) or _sets_paths(path):
        return
    if path[:1] in (("policies",), ("shocks",)) and len(path) == ENTRY:
        table = _kinds().get(str(node.get("kind")), REFERS_TO)
    for key, value in node.items():
        kind = _kind(table.get(key), key, path)
        if kind == FREE or (key == "partners" and value == ALL):
            continue
        place = (*path, key)
        if kind is not None:
            yield from ((*found_at, kind) for found_at in _words(value, place))
        if isinstance(value, dict | list):
            yield from _references(value, place, table)


def _sets_paths(path: Path) -> bool:
    return path[:1] == ("variants",) and path[2:] == ("set",)


def _of_entry(entry: Any, path: Path, given: Given) -> Iterator[Reference]:
    """Yield the references of an entry of a section, none where all are known and given once.

    They are looked for once wherever it stands in the section.
    """
    references, words, is_sound = once(
        ("references", path[0]), entry, lambda: _found_in(entry, path)
    )
    if not is_sound or any(_is_unknown(word, kind, given) for word, kind in words):
        for below, word, kind in references:
            yield (*path, *below), word, kind


def _found_in(entry: Any, path: Path) -> tuple[list[Reference], frozenset[tuple[str, str]], bool]:
    """Return the references of an entry, their words, and whether no list has one twice."""
    found = [(at[ENTRY:], word, kind) for at, word, kind in _references(entry, path)]
    words = frozenset((word, kind) for _, word, kind in found)
    return found, words, not any(_listed_twice(found))


def _kind(stated: str | None, key: str, path: Path) -> str | None:
    """Return what kind of thing the words of a field name, None where they name nothing."""
    if key in SECTIONS and not path:  # the section itself, not a list of its names
        return None
    if stated == "buyer" and path[:1] == ("shocks",):
        return "final buyer"
    return stated


def _words(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | dict):
        entries = enumerate(value) if isinstance(value, list) else zip(value, value, strict=True)
        yield from (((*path, key), word) for key, word in entries if isinstance(word, str))


def _unknown(word: str, kind: str, known: list[str]) -> str:
    article = "an" if kind[0] in "ai" else "a"
    if kind == "regime" and not bundled_regimes():
        return (
            f"{found(word)} is not a regime of this scenario, and those that come with tradesim "
            f"are not here: there is no {regime_folder()}. Copy or install tradesim whole."
        )
    if not known:
        return f"{found(word)} is not {article} {kind} of this scenario: it has none."
    near = did_you_mean(word, known)
    return f"{found(word)} is not {article} {kind} of this scenario ({listing(known)}).{near}"


def _agent_classes(tree: dict[str, Any]) -> Iterator[Finding]:
    for actor, given in mapped(tree, "agents").items():
        if isinstance(given, str) and not _CLASS.fullmatch(given):
            said = f"{found(given)} does not name a class. Write 'module:Class'."
            yield Finding(("agents", actor), said)
