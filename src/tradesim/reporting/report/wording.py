"""Words of a report."""

from __future__ import annotations

from collections.abc import Sequence

from tradesim.reporting.material import label_of
from tradesim.scenario.schema import Item


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


def in_prose(item: Item) -> str:
    """Return an item's label within a sentence."""
    return beginning_small(label_of(item), f"{item.name} {item.customs_group}")


def beginning_small(label: str, written: str) -> str:
    """Return a label for a sentence: a common noun begins small.

    Args:
        label: The label.
        written: Names as the scenario writes them; what is small there is a common noun.
    """
    first = label.split(",", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    known = written.replace("_", " ").split()
    return label[:1].lower() + label[1:] if first.lower() in known else label
