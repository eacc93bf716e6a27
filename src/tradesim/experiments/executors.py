"""Where blocks are computed: in this process, in a pool of processes, on a Dask cluster.

Anything with the interface of ``concurrent.futures.Executor`` will do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any

from tradesim.experiments.dask_cluster import (
    LOCAL,
    OWN_PATIENCE,
    PATIENCE,
    RUNNING,
    Say,
    WorkerWatch,
    cluster_client,
    nothing,
)
from tradesim.experiments.environment import prepare_worker
from tradesim.machine import core_count
from tradesim.wording.numbers import counted

QUEUED = 2
"""Blocks on the way for each worker, so that none waits for the coordinator."""

UNKNOWN_WIDTH = 64
"""Blocks on the way where an executor does not say how many workers it has."""


@dataclass(frozen=True)
class Crew:
    """An executor and how much to give it.

    Attributes:
        executor: Takes blocks.
        width: Blocks on the way at a time; changes no number.
        workers: How many blocks are computed at a time, as far as is known.
        name: What it is, for people.
        local: How many of them are on this machine.
        whole: Says whether no worker has died; a pool may fail to notice.
        watch: Looks after its workers; None where the executor does so itself.
        everywhere: Calls a function on every worker, and returns the answers by worker; None where
            that cannot be done.
        scheduled: Says whether the scheduler of its workers answers, where there is one.
    """

    executor: Executor
    width: int
    workers: int
    name: str
    local: int = 0
    whole: Callable[[], bool] = lambda: True
    watch: WorkerWatch | None = None
    everywhere: Callable[..., Mapping[str, Any]] | None = None
    scheduled: Callable[[], bool] = lambda: True


class Inline(Executor):
    """Computes in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Compute and return a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - futures carry whatever is raised
            future.set_exception(error)
        return future


def chosen(executor: object) -> tuple[int | None, Executor | None]:
    """Return how many processes to start, or the executor to use: what ``executor`` asks for.

    Raises:
        TypeError: It is neither a number nor has it ``submit`` and ``shutdown``.
        ValueError: It is a number below 1.
    """
    if executor is None:
        return None, None
    if isinstance(executor, int) and not isinstance(executor, bool):
        if executor < 1:
            raise ValueError(f"executor: {executor} processes compute nothing; at least 1.")
        return executor, None
    if callable(getattr(executor, "get_executor", None)):  # a client of Dask
        executor = executor.get_executor()  # type: ignore[attr-defined]
    if all(callable(getattr(executor, word, None)) for word in ("submit", "shutdown")):
        return None, executor  # type: ignore[return-value]
    raise TypeError(
        f"executor: {executor!r} is neither a number of processes nor an executor: anything with "
        "'submit' and 'shutdown', as those of concurrent.futures have."
    )


@contextmanager
def crew(
    jobs: int | None = None,
    cluster: str | None = None,
    executor: Executor | None = None,
    *,
    wait: float = PATIENCE,
    say: Say = nothing,
) -> Iterator[Crew]:
    """Provide workers.

    Args:
        jobs: Worker processes, as many as cores where absent; 1 computes in this process.
        cluster: Address of a Dask scheduler, or ``local``.
        executor: What to use instead, with the interface of an executor; it is not shut down.
        wait: Seconds to wait for workers of a cluster that has none; a minute at most for those
            of ``local``.
        say: Takes what is to be said while waiting.

    Raises:
        BatchError: Dask is not installed, its scheduler does not answer, or has no workers.
    """
    if executor is not None:
        width = getattr(executor, "_max_workers", None)
        workers = width if isinstance(width, int) else 1
        inline = isinstance(executor, Inline)
        many = 1 if inline else QUEUED * workers if isinstance(width, int) else UNKNOWN_WIDTH
        yield Crew(executor, many, workers, type(executor).__name__)
    elif cluster is not None:
        with cluster_client(cluster, jobs or core_count()) as client:
            patience = min(wait, OWN_PATIENCE) if cluster == LOCAL else wait
            watch = WorkerWatch(lambda: len(client.nthreads()), cluster, say, patience)
            watch.wait()
            many = max(sum(client.nthreads().values()), 1)
            name = f"a Dask cluster of {counted(many, 'worker')}"
            yield Crew(
                client.get_executor(),
                QUEUED * many,
                many,
                name,
                watch=watch,
                everywhere=client.run,
                scheduled=lambda: client.status == RUNNING,
            )
    elif (jobs or core_count()) == 1:
        yield Crew(Inline(), 1, 1, "this process", 1)
    else:
        with _pool(jobs or core_count()) as found:
            yield found


@contextmanager
def _pool(jobs: int) -> Iterator[Crew]:
    """Start worker processes afresh: they share nothing with this one but what they are sent."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=prepare_worker)
    workers: dict[int, BaseProcess] = {}

    def whole() -> bool:
        """Look at every worker that was ever started."""
        workers.update(getattr(pool, "_processes", None) or {})
        return all(worker.is_alive() for worker in workers.values())

    try:
        yield Crew(pool, QUEUED * jobs, jobs, f"{jobs} processes", jobs, whole)
    finally:
        if not (whole() and _ended(pool)):
            _give_up(pool, workers.values())


def _ended(pool: ProcessPoolExecutor) -> bool:
    """End a pool, and say whether that can be done: not where its own thread had no memory."""
    try:
        pool.shutdown(wait=True, cancel_futures=True)
    except RuntimeError:
        return False
    return True


def _give_up(pool: ProcessPoolExecutor, workers: Collection[BaseProcess]) -> None:
    """End a pool that has lost a worker, which may have died holding what the pool waits for."""
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join(1.0)
    answers = getattr(pool, "_result_queue", None)
    pool.shutdown(wait=False, cancel_futures=True)
    with contextlib.suppress(AttributeError, OSError):  # half an answer never comes to its end
        getattr(answers, "_writer").close()  # noqa: B009 - a private part, which may be missing
