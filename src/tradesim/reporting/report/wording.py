"""Words of a report."""

from __future__ import annotations

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """Return words as one phrase: ``a, b and c``; where they hold commas, ``a; b; and c``."""
    if len(words) <= 1:
        return "".join(words)
    apart = "; " if any(", " in word for word in words) else ", "
    last = f"{apart.rstrip()} and " if apart == "; " else " and "
    return apart.join(words[:-1]) + last + words[-1]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
