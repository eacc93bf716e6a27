"""Names as lists in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def joined(words: Sequence[str]) -> str:
    """Return words as one phrase: ``a, b and c``; where they hold commas, ``a; b; and c``."""
    if len(words) <= 1:
        return "".join(words)
    apart = "; " if any(", " in word for word in words) else ", "
    last = f"{apart.rstrip()} and " if apart == "; " else " and "
    return apart.join(words[:-1]) + last + words[-1]


def some(words: Iterable[str], most: int, rest: str = "{count} more") -> str:
    """Return words as one phrase, each once; the first of them where they are many.

    Args:
        words: The words.
        most: How many are said.
        rest: What is said of the others; one that would stand alone is said itself.
    """
    unique = list(dict.fromkeys(words))
    left = len(unique) - most
    return joined(unique if left <= 1 else [*unique[:most], rest.format(count=left)])
