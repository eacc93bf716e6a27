"""Work that is made piece by piece in several lanes, each going on by a thread of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import ParamSpec, TypeVar

Piece = TypeVar("Piece")
Given = ParamSpec("Given")


class StoppedError(Exception):
    """A lane is to stop: nobody waits for its piece any more."""


def in_turn(lanes: Sequence[Iterator[Piece]], stop: Event) -> Iterator[Piece]:
    """Yield the first piece of every lane, then the second, and so on, until one has ended.

    While a piece is looked at, the other lanes make their next; its own lane waits until it is
    done with, so that there is never more than one piece a lane. A single lane takes no thread.

    Args:
        lanes: Where the pieces come from; none has more than one piece more than a later one.
        stop: Set when no further piece is wanted, be it that one went wrong or that the user
            stopped: the lanes are waited for, and should look at it.
    """
    if len(lanes) == 1:
        yield from lanes[0]
        return
    with ThreadPoolExecutor(len(lanes)) as crew:

        def begin(lane: Iterator[Piece]) -> Future[Piece | None]:
            """Let a lane make its next piece; where it cannot, the others are to stop."""
            made: Future[Piece | None] = crew.submit(next, lane, None)
            made.add_done_callback(lambda ended: stop.set() if ended.exception() else None)
            return made

        try:
            coming = deque((lane, begin(lane)) for lane in lanes)
            while coming:
                lane, made = coming.popleft()
                try:
                    piece = made.result()
                except StoppedError:
                    continue  # for what went wrong in another lane, which is raised in its turn
                if piece is None:
                    return
                yield piece
                del piece, made  # its memory is needed for what comes next
                coming.append((lane, begin(lane)))
        finally:
            stop.set()


def one_at_a_time(call: Callable[Given, None] | None, stop: Event) -> Callable[Given, None]:
    """Return a call that threads may make, though what it calls knows of one only.

    Args:
        call: What is called; nothing where absent.
        stop: Once it is set, the call ends the lane that makes it, by StoppedError.
    """
    lock = Lock()

    def guarded(*args: Given.args, **named: Given.kwargs) -> None:
        """Call, once no other thread does."""
        if stop.is_set():
            raise StoppedError
        if call is not None:
            with lock:
                call(*args, **named)

    return guarded
