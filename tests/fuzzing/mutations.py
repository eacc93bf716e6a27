"""Wrong inputs made from sound ones: what slips, tools and ill will do to a file."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import yaml

NASTY: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, -1e308, float("nan"), float("inf"), 10**12, 10**30, 20190704,
    "", " ", "true", "null", "1", "0000-01", "2019-13-45", "9999-12-31", "0001-01-01", "a/b", "..",
    "\x00", "\x1b[31m", "\u202eabc", "\u0410lpha", "=1+1", "x" * 400, "é" * 61, "🏭", [], {}, [[]],
    [None],     {"": None}, {"value": None}, {"value": [1, 2]}, {"value": 1, "range": [1]},
    {"value": 1, "range": [float("nan"), 2]}, {"kind": "export_ban"}, ["AAA", "AAA"], "AAA", 3.5,
    "45 working days", "1e9", "1_000", "0x10", "10 %", "*", "policies[0]", "a.b", "chips", "acid",
)  # fmt: skip
"""Values that were meant otherwise, or that nobody means."""

BITS = (
    "\t", "- ", ": ", "? ", "&a ",
    "*a", "<<: *a\n", "!!python/object:os.system ", "|\n", ">\n",
    "#", "{", "}", "[", "]", "'", '"', "%", "@", "`", "\\", "\r", "\x85", "\u2028", "\ufeff",
    "---\n", "...\n", "extends: ../../etc/passwd\n", "extends: /etc/passwd\n",
    ",", ";", "\x00", "\x7f",
)  # fmt: skip
"""Pieces of text that mean something to a reader of YAML, CSV or JSON, or to a terminal."""

Mutation = Callable[[str, random.Random], str]


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Return an input with one to four things wrong."""
    text = content.decode("utf-8", "surrogateescape")
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        text = dice.choice(MUTATIONS)(text, dice)
    changed = text.encode("utf-8", "surrogatepass" if "\ud800" in text else "surrogateescape")
    return _torn(changed, dice) if dice.random() < 0.05 else changed


def _torn(content: bytes, dice: random.Random) -> bytes:
    """Return bytes of which one is another, or the end is missing."""
    if not content:
        return b"\xff"
    place = dice.randrange(len(content))
    if dice.random() < 0.5:
        return content[:place]
    return content[:place] + bytes([dice.randrange(256)]) + content[place + 1 :]


def _lines(text: str, dice: random.Random) -> str:
    """Leave a line out, write it twice, exchange it with another, or indent it."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return dice.choice(BITS)
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    way = dice.randrange(4)
    if way == 0:
        del lines[one]
    elif way == 1:
        lines.insert(other, lines[one])
    elif way == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one] = "  " + lines[one]
    return "".join(lines)


def _word(text: str, dice: random.Random) -> str:
    """Put something else in the place of a word."""
    words = text.split(" ")
    words[dice.randrange(len(words))] = str(dice.choice(NASTY))
    return " ".join(words)


def _bit(text: str, dice: random.Random) -> str:
    """Put a piece of text somewhere."""
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(BITS) + text[place:]


def _cell(text: str, dice: random.Random) -> str:
    """Put something else in the place of a cell of a table, or leave it out."""
    lines = text.split("\n")
    row = dice.randrange(len(lines))
    cells = lines[row].split(",")
    cells[dice.randrange(len(cells))] = str(dice.choice(NASTY))
    lines[row] = ",".join(cells if dice.random() < 0.8 else cells[1:])
    return "\n".join(lines)


def _node(text: str, dice: random.Random) -> str:
    """Put something else in the place of a value, leave it out, or give it another name."""
    try:
        is_json = text.lstrip().startswith("{")
        tree = json.loads(text) if is_json else yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        return _bit(text, dice)
    try:
        places = list(_places(tree))
    except RecursionError:  # a tree as deep as this was changed enough
        return _bit(text, dice)
    if not places:
        return _bit(text, dice)
    holder, key = dice.choice(places)
    _change(holder, key, dice)
    if is_json:
        return json.dumps(tree)
    return str(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))


def _change(holder: Any, key: Any, dice: random.Random) -> None:
    way = dice.randrange(5)
    if way == 0 or not isinstance(holder, dict):
        holder[key] = dice.choice(NASTY)
    elif way == 1:
        del holder[key]
    elif way == 2:
        holder[f"{key}s"] = holder.pop(key)
    elif way == 3:
        holder[dice.choice(list(holder))] = holder[key]
    else:
        holder[key] = [holder[key]]


def _places(node: Any) -> Any:
    """Yield every holder and key of a tree."""
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in list(keys):
        yield node, key
        yield from _places(node[key])


MUTATIONS: tuple[Mutation, ...] = (_lines, _word, _bit, _cell, _node, _node, _node)
