"""What a visitor may ask for: positions of the levers, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tradesim.errors import TradesimError
from tradesim.scenario.classroom import Lever
from tradesim.scenario.wording import did_you_mean, found
from tradesim.web.levers import Positions

LARGEST_BODY = 4096
"""Bytes that a request may have: many times what positions need."""

WRITE = 'Write {"positions": [0, 2, ...]}, one number a lever.'


LONGEST_VISITOR = 40
"""Letters by which a visitor is known."""

MOST_WANTED = 8
"""Settings that a visitor may want at once."""


class RefusedError(TradesimError):
    """A request that cannot be answered; ``str(error)`` is told to the visitor.

    Attributes:
        status: HTTP status.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        """Keep the message and the status."""
        self.status = status
        super().__init__(message)


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
    visitor, move = document.get("visitor", ""), document.get("move", 0)
    if not isinstance(visitor, str) or len(visitor) > LONGEST_VISITOR:
        raise RefusedError(f"'visitor' is a text of {LONGEST_VISITOR} letters at most.")
    if isinstance(move, bool) or not isinstance(move, int) or move < 0:
        raise RefusedError("'move' is a whole number from 0 on.")
    if not isinstance(document.get("first", False), bool):
        raise RefusedError("'first' is true or false.")
    wanted = document.get("wanted", [])
    if not isinstance(wanted, list) or len(wanted) > MOST_WANTED:
        raise RefusedError(f"'wanted' is a list of {MOST_WANTED} settings at most.")
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
        raise RefusedError(f"The request says nothing of 'positions'. {WRITE}")
    if len(given) != len(levers):
        positions = f"{len(given)} position{'' if len(given) == 1 else 's'}"
        there = "is 1 lever" if len(levers) == 1 else f"are {len(levers)} levers"
        raise RefusedError(f"The request has {positions}, but there {there}. {WRITE}")
    return tuple(_position(value, lever) for value, lever in zip(given, levers, strict=True))


def asked_object(body: bytes, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return a request as an object that has no other fields than these.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    try:
        document = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise RefusedError(f"The request is not JSON. {WRITE}") from None
    if not isinstance(document, dict):
        raise RefusedError(f"The request is {found(document)}. {WRITE}")
    for key in document:
        if key not in fields:
            near = did_you_mean(key, list(fields))
            raise RefusedError(f"The request has an unknown field {found(key)}.{near} {WRITE}")
    return document


def _position(value: Any, lever: Lever) -> int:
    count = len(lever.positions)
    if isinstance(value, bool) or not isinstance(value, int):
        said = f"{found(value)} is not a position of '{lever.label}'"
        raise RefusedError(f"{said}: positions are whole numbers from 0 to {count - 1}.")
    if not 0 <= value < count:
        raise RefusedError(f"'{lever.label}' has positions 0 to {count - 1}, not {found(value)}.")
    return value
