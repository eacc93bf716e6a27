"""Sound scenarios by what they say, so that one command checks the same content once.

A command may come by the same content several ways: a file read for its page and for its world,
a lever in the position in which it stands anyway, a variant that is asked for after it was tried.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from tradesim.scenario.blocks import Known, once
from tradesim.scenario.schema import Scenario

MOST_BYTES = 4_000_000
"""Written content of the scenarios kept, together; the newest is kept whatever its size."""

_kept: OrderedDict[bytes, tuple[int, Scenario, tuple[Known, ...]]] = OrderedDict()


def fingerprint(tree: Any) -> tuple[bytes, int]:
    """Return the hash of plain data and its written size; an empty hash if it cannot be written.

    Each entry of a section has a hash of its own, found once where the entry is known.
    """
    try:
        parts = [(place, *_of_entry(entry)) for place, entry in _entries(tree)]
        return _digest(parts)[0], sum(size for _, _, size in parts)
    except (pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError):
        return b"", 0


def _entries(tree: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield the entries of each section, and where they stand; whatever is no list is one entry."""
    for section, content in tree.items() if isinstance(tree, dict) else [((), tree)]:
        if isinstance(content, list) and content:
            yield from (((section, index), entry) for index, entry in enumerate(content))
        else:
            yield (section,), content


def _of_entry(entry: Any) -> tuple[bytes, int]:
    return once("fingerprint", entry, lambda: _digest(entry))


def _digest(plain: Any) -> tuple[bytes, int]:
    """Return the hash and the written size of plain data.

    It is written by pickle and never read back, so that 1, 1.0, true and '1' all differ; without
    its memo, so that it does not matter which of two equal texts are one object.
    """
    written = io.BytesIO()
    pickler = pickle.Pickler(written)
    pickler.fast = True
    pickler.dump(plain)
    return hashlib.sha256(written.getbuffer()).digest(), written.tell()


def recall(key: bytes) -> Scenario | None:
    """Return the sound scenario of this content, None if it was not checked lately."""
    if key not in _kept:
        return None
    _kept.move_to_end(key)
    return _kept[key][1]


def remember(key: bytes, size: int, scenario: Scenario, known: tuple[Known, ...] = ()) -> None:
    """Keep a sound scenario and what is known of it; the oldest go where all say too much."""
    if not key:
        return
    _kept[key] = (size, scenario, known)
    while len(_kept) > 1 and sum(each for each, _, _ in _kept.values()) > MOST_BYTES:
        _kept.popitem(last=False)


def forget() -> None:
    """Keep nothing."""
    _kept.clear()
