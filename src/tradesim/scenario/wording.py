"""How messages name things: paths as the analyst wrote them, near misses, lists of names."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in a scenario: names of fields, indices of lists."""

SHOWN = 8
"""Names listed before the rest is counted."""

FEW_PARTS = 3
"""Names that are all told of where a word is a part of each."""

SCHEMA = "'tradesim schema'"
"""What lists every kind and field that a scenario may have."""

_PARTS = re.compile(r"[\s_-]")

LONGEST_QUOTE = 80
"""Characters quoted of what was found."""


class Finding(NamedTuple):
    """One thing wrong with a scenario, before it is known on which line.

    Attributes:
        path: The field it is about.
        message: What was found, what was expected, what to do.
        place: Where it stands if that is not the field itself.
        lacks: Whether a field is missing that the block cannot do without.
        is_of_name: Whether it is about the name at the end of the path, not what stands under it.
    """

    path: Path
    message: str
    place: Path | None = None
    lacks: bool = False
    is_of_name: bool = False


def spell(path: Path) -> str:
    """Return a path as an analyst writes it, e.g. ``policies[0].terms.review_weeks``."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            text += f".{key}" if text else key
    return text


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for the nearest option, empty where none is near.

    Where the word is a part of a few, as ``licence`` is, all of these are named.
    """
    by_lower = {option.lower(): option for option in options}
    parts = [option for lower, option in by_lower.items() if word.lower() in _PARTS.split(lower)]
    if not 1 < len(parts) <= FEW_PARTS:
        near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
        parts = [by_lower[name] for name in near] or (parts if len(parts) == 1 else [])
    return f" Did you mean {' or '.join(found(option) for option in parts)}?" if parts else ""


def near_miss(word: str, given: Iterable[str], known: Collection[str]) -> str:
    """Return `` Did you mean 'x'?`` of a name that is missing; empty where nothing is like it.

    Only what nobody knows can be a slip for it: a name that stands for itself is none.

    Args:
        word: The name that is missing.
        given: The names that are there.
        known: The names that may be there.
    """
    return did_you_mean(word, [name for name in given if name not in known])


def listing(names: Collection[str], whole: str = "") -> str:
    """Return names separated by commas, the rest counted where there are many.

    Args:
        names: The names.
        whole: What lists all of them, where they stand in no file of the reader.
    """
    shown = list(names)[:SHOWN]
    rest = len(names) - len(shown)
    told = f"; {whole} lists them all" if whole else ""
    return ", ".join(shown) + (f" and {rest} more{told}" if rest else "")


def found(value: object) -> str:
    """Return a value as it would stand in a YAML file."""
    words: dict[object, str] = {None: "nothing", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, int | float | dt.date):
        return f"{value:g}" if isinstance(value, float) else str(value)
    text = str(value).replace("\n", "\\n").replace("\t", "\\t")  # a message stays in its line
    return f"'{text}'" if len(text) <= LONGEST_QUOTE else f"'{text[:LONGEST_QUOTE]}…'"
