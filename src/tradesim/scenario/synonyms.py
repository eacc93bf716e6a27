"""Older names of a scenario's sections: files that use them say the same as ever.

In a file and in dotted paths an older name stands for today's. What is drawn by path keeps the
numbers it had under the older one.
"""

from __future__ import annotations

from typing import Any

from tradesim.errors import Problem
from tradesim.scenario.yaml_lines import YamlTree

OLDER = {"chipmakers": "buyers"}
"""Today's name of a section by its older one."""


def today(section: str) -> str:
    """Return today's name of a section."""
    return OLDER.get(section, section)


def with_names_of_today(data: Any) -> Any:
    """Return a scenario's content, plain data, with today's names of its sections.

    Where both names are given the older one stays, so that the schema refuses it.
    """
    if not isinstance(data, dict):
        return data
    return {today(key) if today(key) not in data else key: value for key, value in data.items()}


def read_as_today(tree: YamlTree) -> YamlTree:
    """Return a file's content with today's names of its sections, each on the line it stands on.

    A file that gives a section by both names has a problem, and only what stands under today's.
    """
    if not isinstance(tree.data, dict):
        return tree
    twice = {older for older, name in OLDER.items() if {older, name} <= tree.data.keys()}
    kept = {key: value for key, value in tree.data.items() if key not in twice}
    lines = {
        (today(str(path[0])), *path[1:]) if path else path: line
        for path, line in tree.lines.items()
        if not path or path[0] not in twice
    }
    return YamlTree(
        with_names_of_today(kept), lines, [*tree.problems, *(_given_twice(tree, o) for o in twice)]
    )


def _given_twice(tree: YamlTree, older: str) -> Problem:
    said = (
        f"this is the older name of '{today(older)}', which line {tree.line((today(older),))} "
        f"gives as well. Put all entries under '{today(older)}'."
    )
    return Problem(tree.line((older,)), older, said)


def as_first_named(path: str) -> str:
    """Return a dotted path by its section's first name: the key of what is drawn for it."""
    for older, name in OLDER.items():
        if path.startswith((f"{name}.", f"{name}[")):
            return older + path.removeprefix(name)
    return path
