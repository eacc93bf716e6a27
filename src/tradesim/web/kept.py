"""Answers that are kept, by what was asked for: those asked for longest ago go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

MEGABYTE = 1_000_000
KEPT_MB = 80
"""Megabytes of answers kept: some two thousand runs of the page."""


class KeptAnswers:
    """Answers up to a number of bytes, however many are asked for.

    Args:
        megabytes: The most that is kept.

    Attributes:
        size: Bytes kept.
    """

    def __init__(self, megabytes: float = KEPT_MB) -> None:
        """Begin with nothing."""
        self._most = megabytes * MEGABYTE
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self.size = 0

    def get(self, asked: Hashable) -> bytes | None:
        """Return an answer, None where it is not kept."""
        if asked in self._answers:
            self._answers.move_to_end(asked)
        return self._answers.get(asked)

    def put(self, asked: Hashable, answer: bytes) -> None:
        """Keep an answer; let go of others where there is no room."""
        self.size += len(answer) - len(self._answers.pop(asked, b""))
        self._answers[asked] = answer
        while self.size > self._most:
            _, gone = self._answers.popitem(last=False)
            self.size -= len(gone)
