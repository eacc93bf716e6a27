"""YAML as a person would write it: figures in one line where they fit, repeated ones by anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tradesim.drafting.figures import Stated

WIDTH = 100
DEEPEST = 40
"""Columns that a wrapped line is indented at most."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ._()/+-]*[A-Za-z0-9.)]|[A-Za-z]")
_TAKEN = {"true", "false", "null", "yes", "no", "on", "off"}


class Raw(str):
    """Text that is YAML already, such as an alias."""

    __slots__ = ()


def scalar(value: Any) -> str:
    """Return a value as a YAML scalar, in quotes where it needs them."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    text = str(value)
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _TAKEN
    if is_plain or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: Any) -> str:
    """Return a value in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return scalar(value)


def fields(figure: Stated, anchors: Anchors) -> dict[str, Any]:
    """Return what a figure states; a source that is told often is told by name."""
    stated: dict[str, Any] = {"value": _number(figure.value), "unit": figure.unit}
    if figure.unit == "1":
        stated["unit"] = Raw('"1"')
    if figure.source:
        words = figure.source.split()
        name = "prices" if words[0] == "unit" else "trade"
        stated["source"] = anchors.use(name, scalar(figure.source))
    if figure.judgement:
        stated["judgement"] = figure.judgement
    if figure.low is not None and figure.high is not None:
        stated["range"] = [_number(figure.low), _number(figure.high)]
    return stated


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


class Anchors:
    """Names for texts that stand in a file more than once: written whole first, then by name."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def use(self, name: str, text: str) -> Raw:
        """Return a text with an anchor the first time, its alias from then on."""
        if text in self._names:
            return Raw(f"*{self._names[text]}")
        taken = set(self._names.values())
        free = next(
            each for each in (name, *(f"{name}_{n}" for n in range(2, 999))) if each not in taken
        )
        self._names[text] = free
        return Raw(f"&{free} {text}")

    def needed(self, text: str) -> str:
        """Return a text without the anchors that nothing in it refers to."""
        for name in self._names.values():
            if not re.search(rf"\*{name}\b", text):
                text = re.sub(rf"&{name} ", "", text, count=1)
        return text

    def figure(self, name: str, figure: Stated) -> Raw:
        """Return a figure in one piece; by name where it stands in the file already."""
        text = flow(fields(figure, self))
        return Raw(text) if figure.source else self.use(name, text)


def entry(pairs: Iterable[tuple[str, Any]], indent: int = 2) -> list[str]:
    """Return a list entry, a field a line; figures and lists are wrapped where they are long."""
    lines: list[str] = []
    for number, (key, value) in enumerate(pairs):
        lead = " " * indent + ("- " if number == 0 else "  ")
        lines += wrapped(f"{lead}{key}: ", flow(value))
    return lines


def wrapped(lead: str, text: str) -> list[str]:
    """Return a text after its key, broken after its own commas, and at blanks where it must."""
    if len(lead) + len(text) <= WIDTH or text[:1] not in "{[&":
        return [lead + text]
    opened = min(place for sign in "{[" if (place := text.find(sign)) >= 0)
    hang = " " * min(len(lead) + opened + 1, DEEPEST)
    lines, line = [], lead
    for part in _parts(text, WIDTH - len(hang)):
        if len(line) + len(part.rstrip()) > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = hang
        line += part
    return [*lines, line.rstrip()]


def _parts(text: str, most: int) -> list[str]:
    """Return a flow text in pieces that may stand on lines of their own."""
    parts, start, depth, quoted = [], 0, 0, False
    for place, sign in enumerate(text):
        quoted ^= sign == '"' and text[place - 1 : place] != "\\"
        if not quoted:
            depth += (sign in "{[") - (sign in "}]")
        if sign == " " and text[place - 1] == "," and depth <= 1 and not quoted:
            parts.append(text[start : place + 1])
            start = place + 1
    parts.append(text[start:])
    return [
        piece
        for part in parts
        for piece in ([part] if len(part) <= most else re.findall(r"[^ ]+ ?", part))
    ]
