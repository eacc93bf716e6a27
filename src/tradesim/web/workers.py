"""Processes that play runs: started afresh, made ready before the first visitor moves a lever.

Processes, not threads: a run is thousands of short array operations, between which only one
thread of a process may go on. benchmarks/page_server.py measures both.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import Any

from tradesim.experiments.environment import prepare_worker
from tradesim.scenario import Scenario
from tradesim.web.levers import Positions
from tradesim.web.page import Stage

MOST_WORKERS = 8
"""Workers at most: each keeps the panels of its last run in memory."""

_PLAYER: Any = None
"""The player of a worker process."""


class Workers:
    """A pool of processes that play one scenario.

    Args:
        stage: The scenario.
        count: Number of processes; one a core where absent.

    Attributes:
        generation: How often the processes were started afresh.
    """

    def __init__(self, stage: Stage, count: int | None = None) -> None:
        """Start the processes and let each get ready."""
        self.count = count or min(_cores(), MOST_WORKERS)
        self._facts = (stage.name, stage.scenario, stage.replicates)
        self._restarting = threading.Lock()
        self.generation = 0
        self._pool = self._started()

    def play(self, positions: Positions) -> Future[bytes]:
        """Return the run of some positions to come, as gzipped JSON."""
        return self._pool.submit(_play, positions)

    def played(self, asked: Iterable[Positions]) -> Iterator[tuple[Positions, bytes]]:
        """Yield runs as they are ready, in any order."""
        coming = {self.play(positions): positions for positions in asked}
        for future in as_completed(coming):
            yield coming[future], future.result()

    def restart(self, generation: int) -> None:
        """Start afresh after a process died, once, however many were waiting for it.

        Args:
            generation: Which of the pools it was.
        """
        with self._restarting:
            if generation == self.generation:
                self.stop()
                self._pool = self._started()
                self.generation += 1

    def stop(self) -> None:
        """End the processes; what waits, and what is being played, is dropped."""
        playing = list((getattr(self._pool, "_processes", None) or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in playing:
            process.kill()

    def _started(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(
            self.count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_get_ready,
            initargs=self._facts,
        )
        for _ in range(self.count):
            pool.submit(_is_ready)
        return pool


def _cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _get_ready(name: str, scenario: Scenario, replicates: int) -> None:
    global _PLAYER  # noqa: PLW0603 - a worker process is told once what it plays
    prepare_worker()  # it ends with the server, however that ends
    from tradesim.web.playing import Player  # noqa: PLC0415 - the server need not wait for it

    _PLAYER = Player(Stage(name, scenario, replicates))


def _is_ready() -> bool:
    return _PLAYER is not None


def _play(positions: Positions) -> bytes:
    packed: bytes = _PLAYER.packed(positions)
    return packed
