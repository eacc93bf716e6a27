"""Names as lists in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradesim.wording.said import said


def joined(words: Sequence[str]) -> str:
    """Return words as one phrase: ``a, b and c``; where they hold commas, ``a; b; and c``."""
    if len(words) <= 1:
        return words[0] if words else ""
    if any(", " in word for word in words):
        names = words[0]
        for word in words[1:-1]:
            names = said("{names}; {next}", names=names, next=word)
        return said("{names}; and {last}", names=names, last=words[-1])
    return said("{names} and {last}", names=listed(words[:-1]), last=words[-1])


def listed(words: Sequence[str]) -> str:
    """Return words as a list without a last: ``a, b, c``."""
    names = words[0]
    for word in words[1:]:
        names = said("{names}, {next}", names=names, next=word)
    return names


def some(words: Iterable[str], most: int, rest: str = "{count} more") -> str:
    """Return words as one phrase, each once; the first of them where they are many.

    Args:
        words: The words.
        most: How many are said.
        rest: What is said of the others; one that would stand alone is said itself.
    """
    unique = list(dict.fromkeys(words))
    left = len(unique) - most
    return joined(unique if left <= 1 else [*unique[:most], said(rest, count=left)])
