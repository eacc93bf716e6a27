"""Who attends a class and what they bet and tried: kept in memory, and gone with the server."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from tradesim.web.levers import Positions
from tradesim.web.refusing import RefusedError

LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ"
"""Letters of a code: none that is read as another, or as a digit."""

CODE_LENGTH = 5
MOST_MEMBERS = 200
MOST_POLICIES = 60
"""Members of a class, and policies kept of each: the last ones."""

LONGEST_NAME = 40


@dataclass
class Member:
    """Somebody who joined.

    Attributes:
        name: What they wish to be called; empty where they gave none.
        bets: The choice for each question, by the positions of policy B that they bet on.
        policies: The positions they looked at, oldest first.
    """

    name: str = ""
    bets: dict[Positions, tuple[int, ...]] = field(default_factory=dict)
    policies: list[Positions] = field(default_factory=list)


class Attending:
    """A class.

    Attributes:
        code: What members type to join.
        key: What opens the teacher's screen.
    """

    def __init__(self) -> None:
        """Draw a code and a key, and begin with nobody."""
        self.code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        self.key = secrets.token_urlsafe(16)
        self._members: dict[str, Member] = {}

    @property
    def members(self) -> list[Member]:
        """Those who joined, in their order."""
        return list(self._members.values())

    def join(self, code: str, name: str) -> str:
        """Let somebody in, and return the token by which they are known.

        Raises:
            RefusedError: If the code is another, or the class is full.
        """
        if not secrets.compare_digest(code.strip().upper().encode(), self.code.encode()):
            raise RefusedError("This is not the code of the class.", 403)
        if len(self._members) >= MOST_MEMBERS:
            raise RefusedError(
                "The class is full: it has {count} members.", 503, count=MOST_MEMBERS
            )
        token = secrets.token_urlsafe(12)
        self._members[token] = Member(" ".join(name.split())[:LONGEST_NAME])
        return token

    def member(self, token: str) -> Member:
        """Return who has a token.

        Raises:
            RefusedError: If nobody has.
        """
        if token not in self._members:
            raise RefusedError("Join the class first: the server knows no such member.", 403)
        return self._members[token]

    def opens(self, key: str) -> bool:
        """Say whether a key opens the teacher's screen."""
        return secrets.compare_digest(key.encode(), self.key.encode())

    def place(
        self,
        token: str,
        bets: tuple[int, ...] | None,
        tried: Positions | None,
        on: Positions = (),
    ) -> None:
        """Keep what a member bets on a policy, the first time, and a policy that they look at.

        Args:
            token: By which they are known.
            bets: The choice for each question, None where they bet nothing now.
            tried: Positions of the policy that they look at.
            on: Positions of the policy B that they bet on.

        Raises:
            RefusedError: If nobody has this token.
        """
        member = self.member(token)
        if bets is not None and len(member.bets) < MOST_POLICIES:
            member.bets.setdefault(on, bets)
        if tried is not None and tried not in member.policies:
            member.policies = [*member.policies, tried][-MOST_POLICIES:]
