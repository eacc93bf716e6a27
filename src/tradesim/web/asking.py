"""What a visitor may ask for: positions of the levers, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tradesim.scenario.classroom import Lever
from tradesim.scenario.wording import did_you_mean, found
from tradesim.web.levers import Positions
from tradesim.web.refusing import RefusedError
from tradesim.wording.said import Said, said, said_count

LARGEST_BODY = 4096
"""Bytes that a request may have: many times what positions need."""

EXAMPLE = '{"positions": [0, 2, ...]}'

LONGEST_VISITOR = 40
"""Letters by which a visitor is known."""

MOST_WANTED = 8
"""Settings that a visitor may want at once."""


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Attributes:
        positions: The setting.
        visitor: By whom, as they call themselves; empty where they do not say.
        move: How many moves of levers they have made.
        wanted: All settings that they still want.
        takes_first: Whether they take a first answer of few runs.
        is_beforehand: Whether nobody has asked for it yet.
    """

    positions: Positions
    visitor: str = ""
    move: int = 0
    wanted: frozenset[Positions] = frozenset()
    takes_first: bool = False
    is_beforehand: bool = False


def run_asked(body: bytes, levers: tuple[Lever, ...]) -> Asked:
    """Return what a request asks for.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    document = asked_object(body, ("positions", "visitor", "move", "wanted", "first"))
    positions = positions_in(document, levers)
    visitor, move = text_in(document, "visitor", LONGEST_VISITOR), document.get("move", 0)
    if isinstance(move, bool) or not isinstance(move, int) or move < 0:
        raise RefusedError("'{field}' is a whole number from 0 on.", field="move")
    if not isinstance(document.get("first", False), bool):
        raise RefusedError("'{field}' is true or false.", field="first")
    wanted = document.get("wanted", [])
    if not isinstance(wanted, list) or len(wanted) > MOST_WANTED:
        raise RefusedError(
            "'{field}' is a list of {count} settings at most.", field="wanted", count=MOST_WANTED
        )
    others = [positions_in({"positions": each}, levers) for each in wanted]
    takes_first = document.get("first", False)
    return Asked(positions, visitor, move, frozenset([positions, *others]), takes_first)


def positions_in(document: dict[str, Any], levers: tuple[Lever, ...]) -> Positions:
    """Return the positions that a request names.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    given = document.get("positions")
    if not isinstance(given, list):
        raise _with_example(said("The request says nothing of '{field}'.", field="positions"))
    if len(given) != len(levers):
        raise _with_example(
            said(
                "The request has {positions}, but there {levers}.",
                positions=said_count(len(given), "{count} position", "{count} positions"),
                levers=said_count(len(levers), "is {count} lever", "are {count} levers"),
            )
        )
    return tuple(_position(value, lever) for value, lever in zip(given, levers, strict=True))


def asked_object(body: bytes, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return a request as an object that has no other fields than these.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    try:
        document = json.loads(body.decode("utf-8"))
        json.dumps(document, ensure_ascii=False).encode("utf-8")  # no answer can show half a letter
    except (ValueError, RecursionError):
        raise _with_example(said("The request is not JSON.")) from None
    if not isinstance(document, dict):
        raise _with_example(said("The request is {found}.", found=found(document)))
    for key in document:
        if key not in fields:
            told = {"field": found(key), "near": did_you_mean(key, list(fields))}
            raise _with_example(said("The request has an unknown field {field}.{near}", **told))
    return document


def text_in(document: dict[str, Any], field: str, letters: int) -> str:
    """Return a text of a request, empty where it is not given.

    Raises:
        RefusedError: It is none, or has too many letters.
    """
    given = document.get(field, "")
    if not isinstance(given, str) or len(given) > letters:
        raise RefusedError(
            "'{field}' is a text of {count} letters at most.", field=field, count=letters
        )
    return given


def _with_example(wrong: Said) -> RefusedError:
    return RefusedError(
        "{wrong} Write {example}, one number a lever.", wrong=wrong, example=EXAMPLE
    )


def _position(value: Any, lever: Lever) -> int:
    count = len(lever.positions)
    given: Any = {"value": found(value), "lever": lever.label, "last": count - 1}
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError(
            "{value} is not a position of '{lever}': positions are whole numbers from 0 to {last}.",
            **given,
        )
    if not 0 <= value < count:
        raise RefusedError("'{lever}' has positions 0 to {last}, not {value}.", **given)
    return value
