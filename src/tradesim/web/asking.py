"""What a visitor may ask for: positions of the levers, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from tradesim.errors import TradesimError
from tradesim.scenario.classroom import Lever
from tradesim.scenario.wording import did_you_mean, found
from tradesim.web.levers import Positions

LARGEST_BODY = 4096
"""Bytes that a request may have: many times what positions need."""

WRITE = 'Write {"positions": [0, 2, ...]}, one number a lever.'


class RefusedError(TradesimError):
    """A request that cannot be answered; ``str(error)`` is told to the visitor.

    Attributes:
        status: HTTP status.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        """Keep the message and the status."""
        self.status = status
        super().__init__(message)


def positions_asked(body: bytes, levers: tuple[Lever, ...]) -> Positions:
    """Return the positions that a request asks for.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    return positions_in(asked_object(body, ("positions",)), levers)


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
