"""Work that is made piece by piece in several lanes, each going on by a thread of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import ParamSpec, TypeVar

Piece = TypeVar("Piece")
Given = ParamSpec("Given")


def in_turn(lanes: Sequence[Iterator[Piece]]) -> Iterator[Piece]:
    """Yield the first piece of every lane, then the second, and so on, until one has ended.

    While a piece is looked at, the other lanes make their next; its own lane waits until it is
    done with, so that there is never more than one piece a lane. A single lane takes no thread.

    Args:
        lanes: Where the pieces come from; none has more than one piece more than a later one.
    """
    if len(lanes) == 1:
        yield from lanes[0]
        return
    with ThreadPoolExecutor(len(lanes)) as crew:
        coming = deque((lane, crew.submit(next, lane, None)) for lane in lanes)
        while coming:
            lane, made = coming.popleft()
            piece = made.result()
            if piece is None:
                return
            yield piece
            del piece, made  # its memory is needed for what comes next
            coming.append((lane, crew.submit(next, lane, None)))


def one_at_a_time(call: Callable[Given, None]) -> Callable[Given, None]:
    """Return a call that threads may make, though what it calls knows of one only."""
    lock = Lock()

    def guarded(*args: Given.args, **named: Given.kwargs) -> None:
        """Call, once no other thread does."""
        with lock:
            call(*args, **named)

    return guarded
