"""What a member of a class may ask for: to join, to bet, and to show a policy."""

from __future__ import annotations

from typing import Any

from tradesim.scenario.classroom import Bet, Lever
from tradesim.web.asking import asked_object, positions_in, text_in
from tradesim.web.levers import Positions
from tradesim.web.refusing import RefusedError

LONGEST_TEXT = 200
"""Letters of any text that a member sends."""


Placed = tuple[str, tuple[int, ...] | None, Positions | None, Positions | None]
"""The token of a member, its choices, the positions it looks at, and those it bets on."""


def joining(body: bytes) -> tuple[str, str]:
    """Return the code and the name of somebody who wants to join.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    document = asked_object(body, ("code", "name"))
    return text_in(document, "code", LONGEST_TEXT), text_in(document, "name", LONGEST_TEXT)


def placing(body: bytes, bets: list[Bet], levers: tuple[Lever, ...]) -> Placed:
    """Return what a member bets or tries.

    Raises:
        RefusedError: With what is wrong in a plain sentence.
    """
    document = asked_object(body, ("member", "bets", "positions", "on"))
    given, on = document.get("bets"), document.get("on")
    return (
        text_in(document, "member", LONGEST_TEXT),
        None if given is None else _choices(given, bets),
        None if document.get("positions") is None else positions_in(document, levers),
        None if on is None else positions_in({"positions": on}, levers),
    )


def _choices(given: Any, bets: list[Bet]) -> tuple[int, ...]:
    """Return one choice for each question."""
    counts = [len(bet.choices) for bet in bets]
    fits = isinstance(given, list) and len(given) == len(counts)
    if not fits or not all(
        type(choice) is int and 0 <= choice < count
        for choice, count in zip(given, counts, strict=True)
    ):
        raise RefusedError("'bets' has one whole number for each question: that of a choice.")
    return tuple(given)
