"""Handing out blocks to workers and taking in what they finish."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from typing import Any

from tradesim.errors import BatchError
from tradesim.experiments.block import run_block
from tradesim.experiments.executors import Crew
from tradesim.experiments.plan import RunBlock
from tradesim.experiments.task import Batch, Done
from tradesim.experiments.trial import forget_memory
from tradesim.limits import lacks_thread

LOST = frozenset(
    {"KilledWorker", "CommClosedError", "FutureCancelledError", "TerminatedWorkerError"}
)
"""Errors by which schedulers of other packages say that workers were lost, by name."""

OnTheWay = set[Future[Any]]


LOOK_SECONDS = 1.0
"""How often it is looked whether all workers live."""

PATIENCE = 5
"""Looks at a lost worker before the pool is given up."""


def compute(batch: Batch, blocks: list[RunBlock], crew: Crew) -> Iterator[Done]:
    """Hand out blocks, never more than the workers can take, and yield them as they finish.

    When the user stops, what is being computed is still waited for and yielded.

    Raises:
        BatchError: Workers or their scheduler are lost, or their disk or memory is full.
    """
    waiting = iter(blocks)
    on_the_way: OnTheWay = set()
    with _plain_words(crew):
        try:
            while _fill(on_the_way, batch, waiting, crew):
                finished = _first_of(on_the_way, crew)
                on_the_way -= finished
                for future in finished:
                    yield future.result()
        except KeyboardInterrupt:
            yield from _brought_in(on_the_way)
            raise
        finally:
            for future in on_the_way:
                future.cancel()
            forget_memory()


def _fill(on_the_way: OnTheWay, batch: Batch, waiting: Iterator[RunBlock], crew: Crew) -> bool:
    """Hand out as many blocks as the workers can take; say whether any are on the way."""
    while len(on_the_way) < crew.width:
        block = next(waiting, None)
        if block is None:
            break
        on_the_way.add(_standard(crew.executor.submit(run_block, batch.task(block))))
    return bool(on_the_way)


def _first_of(on_the_way: OnTheWay, crew: Crew) -> OnTheWay:
    """Wait until something is finished.

    A pool that lost a worker says so through every future, but not if that worker held a lock or
    was in the midst of an answer: after some patience the loss is told here.

    Raises:
        BatchError: A worker died, and the pool does not notice; or there are none for long.
    """
    losses = 0
    while True:
        finished, _ = wait_for(on_the_way, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        if finished:
            return finished
        if crew.watch:
            crew.watch.look()
        losses = 0 if crew.whole() else losses + 1
        if losses == PATIENCE:
            raise BatchError("The workers are lost: one of them died and the others wait for it.")


def _standard(promise: Any) -> Future[Done]:
    """Return what an executor promised as a future of the standard library.

    Raises:
        TypeError: It is nothing like one.
    """
    if isinstance(promise, Future):
        return promise
    if not callable(getattr(promise, "add_done_callback", None)):
        raise TypeError(
            f"executor: its 'submit' returned {promise!r}, which is no future: it has no "
            "'add_done_callback'."
        )
    future: Future[Done] = Future()
    future.set_running_or_notify_cancel()

    def take(finished: Any) -> None:
        """Take over what came of it."""
        try:
            future.set_result(finished.result())
        except BaseException as error:  # noqa: BLE001 - futures carry whatever is raised
            future.set_exception(error)

    promise.add_done_callback(take)
    return future


def _brought_in(on_the_way: OnTheWay) -> Iterator[Done]:
    """Drop the blocks that are not begun, and wait for those that are."""
    begun = {future for future in on_the_way if not future.cancel()}
    for future in wait_for(begun).done:
        if not future.cancelled() and future.exception() is None:
            yield future.result()


@contextmanager
def _scheduler_watched(crew: Crew) -> Iterator[None]:
    """Say that a scheduler is lost, whichever error that brought about elsewhere."""
    try:
        yield
    except Exception as error:
        if isinstance(error, BatchError) or crew.scheduled():
            raise
        raise BatchError(
            f"The scheduler of {crew.name} is lost: it was ended, or cannot be reached any more. "
            "Start it and its workers anew."
        ) from error


@contextmanager
def _plain_words(crew: Crew) -> Iterator[None]:
    """Say what stopped the workers; faults of the program itself keep their traceback."""
    try:
        with _scheduler_watched(crew):
            yield
    except (BrokenExecutor, CancelledError) as error:
        raise BatchError(f"The workers are lost ({type(error).__name__}: {error}).") from error
    except OSError as error:
        known = os.strerror(error.errno) if error.errno else str(error)  # pyarrow says more
        raise BatchError(f"A worker cannot go on: {known.lower()}.") from error
    except MemoryError as error:
        raise BatchError("A worker has no memory left: use fewer --jobs.") from error
    except Exception as error:
        if lacks_thread(error):
            raise BatchError("No memory is left to start workers: use fewer --jobs.") from error
        if type(error).__name__ not in LOST:
            raise
        raise BatchError(
            f"The workers are lost ({type(error).__name__}): the same blocks ended worker after "
            "worker. Often memory is short: give workers more, or make fewer on a machine."
        ) from error
