"""Processes that play runs: started afresh, made ready before the first visitor moves a lever.

Processes, not threads: a run is thousands of short array operations, between which only one
thread of a process may go on. benchmarks/page_server.py measures both.
"""

from __future__ import annotations

import itertools
import multiprocessing
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from tradesim.errors import OverrideError, TradesimError
from tradesim.experiments.environment import prepare_worker
from tradesim.machine import core_count
from tradesim.scenario import Scenario
from tradesim.web.levers import Positions
from tradesim.web.packing import packed
from tradesim.web.page import Stage

MOST_WORKERS = 8
"""Workers at most: each keeps the panels of its last run in memory."""

MOST_AT_ONCE = 256
"""Blocks that may wait or be played at once and be told apart when one is called off."""

Document = dict[str, Any] | OverrideError
"""A run as the page gets it, or why there is none."""

Played = bytes | OverrideError
"""The same as gzipped JSON."""

_PLAYER: Any = None
"""The player of a worker process."""

_CALLED_OFF: Any = ()
"""The tickets of blocks that nobody waits for, shared by all processes."""


class CalledOffError(TradesimError):
    """Nobody waits for a block any more."""


@dataclass(frozen=True)
class SettingBlock:
    """Settings to be played together.

    Attributes:
        settings: Their positions.
        replicates: Runs behind each band.
    """

    settings: tuple[Positions, ...]
    replicates: int


@dataclass(frozen=True)
class Playing:
    """A block that waits or is played.

    Attributes:
        future: Its runs, one for each setting.
        ticket: By which it is called off.
    """

    future: Future[list[Played]]
    ticket: int


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
        self.count = count or min(core_count(), MOST_WORKERS)
        self._context = multiprocessing.get_context("spawn")
        self._called_off = self._context.Array("q", MOST_AT_ONCE, lock=False)
        self._facts = (stage.name, stage.scenario, stage.replicates, self._called_off)
        self._tickets = itertools.count(1)
        self._restarting = threading.Lock()
        self.generation = 0
        self._pool = self._started()

    def play(self, block: SettingBlock) -> Playing:
        """Return the runs of some settings to come, in one block where they can be."""
        ticket = next(self._tickets)
        try:
            future = self._pool.submit(_play, block, ticket)
        except RuntimeError:  # a process died, or others are being started
            future = Future()
            future.set_exception(BrokenProcessPool("A process died."))
        return Playing(future, ticket)

    def call_off(self, playing: Playing) -> None:
        """Let nobody wait for runs: they stop before the next week."""
        playing.future.cancel()
        self._called_off[playing.ticket % MOST_AT_ONCE] = playing.ticket

    def coming(self, block: SettingBlock) -> Future[list[Document]]:
        """Return the runs of some settings to come, as they are."""
        return self._pool.submit(_documents, block, 0)

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
            mp_context=self._context,
            initializer=_get_ready,
            initargs=self._facts,
        )
        for _ in range(self.count):
            pool.submit(_is_ready)
        return pool


def _get_ready(name: str, scenario: Scenario, replicates: int, called_off: Any) -> None:
    global _PLAYER, _CALLED_OFF  # noqa: PLW0603 - a worker process is told once what it plays
    prepare_worker()  # it ends with the server, however that ends
    from tradesim.web.playing import Player  # noqa: PLC0415 - the server need not wait for it

    _PLAYER = Player(Stage(name, scenario, replicates))
    _CALLED_OFF = called_off


def _is_ready() -> bool:
    return _PLAYER is not None


def _play(block: SettingBlock, ticket: int) -> list[Played]:
    found = _documents(block, ticket)
    return [each if isinstance(each, OverrideError) else packed(each) for each in found]


def _documents(block: SettingBlock, ticket: int) -> list[Document]:
    def lived(runs: int) -> None:
        """Stop between two weeks if nobody waits any more."""
        del runs
        if ticket and _CALLED_OFF[ticket % MOST_AT_ONCE] == ticket:
            raise CalledOffError("Nobody waits for these runs.")

    lived(0)
    found: list[Document] = _PLAYER.runs(block.settings, block.replicates, lived)
    return found
