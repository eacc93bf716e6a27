"""Runs for many visitors: each setting is played once, for all who wait for it.

A visitor who asks for something newer no longer waits for the older; what nobody waits for is
called off. Where many wait, who says so gets a first answer of few runs before the full one.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from tradesim.errors import OverrideError
from tradesim.web.asking import Asked
from tradesim.web.kept import KeptAnswers
from tradesim.web.levers import Board, Positions
from tradesim.web.orders import Order, Orders, Precedence, Waiter, most_runs
from tradesim.web.refusing import RefusedError
from tradesim.web.together import shape_of
from tradesim.web.workers import CalledOffError, Played, Playing, SettingBlock, Workers
from tradesim.wording.said import said

FIRST_RUNS = 16
"""Runs behind a first answer."""

CROWD = 2
"""Settings that wait for each process from which on first answers are given."""

MOST_WAITING = 200
"""Settings that may wait to be played at once."""

MOST_VISITORS = 1000
"""Visitors whose latest move is remembered."""

SUPERSEDED = 409


class PlayedSettings:
    """Plays settings and keeps them, as gzipped JSON.

    Args:
        board: The levers.
        replicates: Runs of a full answer.
        workers: Who plays them.
        kept: What keeps answers.
    """

    def __init__(
        self, board: Board, replicates: int, workers: Workers, kept: KeptAnswers | None = None
    ) -> None:
        """Begin with nothing asked for."""
        self._full, self._workers = replicates, workers
        self._kept = kept or KeptAnswers()
        self._waiting = Orders(
            lambda positions: shape_of(board.change(positions), board.scenario),
            most_runs(workers.count),
        )
        self._orders: dict[tuple[Positions, int], Order] = {}
        self._moves: OrderedDict[str, int] = OrderedDict()
        self._blocks: dict[asyncio.Task[None], tuple[list[Order], Playing]] = {}
        self._ending = asyncio.Event()

    async def nobody_waits(self) -> None:
        """Return when no setting is played or waits to be."""
        while self._blocks:
            await asyncio.wait(list(self._blocks))

    async def run(self, asked: Asked) -> bytes:
        """Return a run; visitors who ask for the same one wait for the same one.

        Raises:
            RefusedError: If the positions do not fit together, something newer was asked for, too
                many wait, or a process died.
        """
        self._move(asked)
        is_first = asked.takes_first and self._is_crowded() and self._full > FIRST_RUNS
        answer = self._kept.get((asked.positions, self._full))
        if answer is None and is_first:
            answer = self._kept.get((asked.positions, FIRST_RUNS))
        if answer is not None:
            return answer
        order = self._order(asked, is_first=is_first)
        waiter = Waiter(asked.visitor, asyncio.get_running_loop().create_future())
        order.waiters.append(waiter)
        self._start()
        try:
            return await self._before_the_end(waiter.answer)
        finally:
            self._leave(order, waiter)

    def end(self) -> None:
        """Tell all who wait that there will be no run: the server is being ended."""
        self._ending.set()

    def _move(self, asked: Asked) -> None:
        """Let a visitor who moved on wait for nothing that they no longer want.

        Raises:
            RefusedError: If they moved on before this request came.
        """
        if not asked.visitor:
            return
        if asked.move < self._moves.get(asked.visitor, 0):
            raise _superseded()
        self._moves[asked.visitor] = asked.move
        self._moves.move_to_end(asked.visitor)
        while len(self._moves) > MOST_VISITORS:
            self._moves.popitem(last=False)
        for order in list(self._orders.values()):
            if order.positions not in asked.wanted:
                for waiter in [each for each in order.waiters if each.visitor == asked.visitor]:
                    _tell(waiter, _superseded())
                    self._leave(order, waiter)

    def _is_crowded(self) -> bool:
        return self._waiting.waiting() >= CROWD * self._workers.count

    def _order(self, asked: Asked, *, is_first: bool) -> Order:
        """Return the order of a setting, a new one where nobody waits for it yet.

        Raises:
            RefusedError: If too many wait.
        """
        full = (asked.positions, self._full)
        key = (asked.positions, FIRST_RUNS) if is_first and full not in self._orders else full
        if key not in self._orders:
            if len(self._orders) >= MOST_WAITING:
                raise RefusedError("Too many runs are waiting. Try again in a few seconds.", 503)
            lane = Precedence.BEFOREHAND if asked.is_beforehand else Precedence.FULL
            self._orders[key] = Order(*key, Precedence.FIRST if key != full else lane)
        order = self._orders[key]
        if not order.is_taken:
            if order.lane is Precedence.BEFOREHAND and not asked.is_beforehand:
                order.lane = Precedence.FULL
            self._waiting.add(order, asked.visitor or f"{len(self._orders)} {id(asked)}")
        return order

    def _leave(self, order: Order, waiter: Waiter) -> None:
        """Let somebody wait no more, and call off what nobody waits for."""
        if waiter in order.waiters:
            order.waiters.remove(waiter)
        if order.waiters or self._orders.get(order.key) is not order:
            return
        if not order.is_taken:
            del self._orders[order.key]
            return
        for orders, playing in self._blocks.values():
            if order in orders and not any(each.waiters for each in orders):
                for each in orders:
                    self._forget(each)
                self._workers.call_off(playing)

    def _start(self) -> None:
        """Give the processes that are free something to play."""
        while len(self._blocks) < self._workers.count:
            orders = self._waiting.take()
            if not orders:
                return
            block = SettingBlock(tuple(each.positions for each in orders), orders[0].replicates)
            generation, playing = self._workers.generation, self._workers.play(block)
            task = asyncio.create_task(self._play(orders, playing, generation))
            self._blocks[task] = (orders, playing)
            task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._blocks.pop(task, None)
        self._start()

    async def _play(self, orders: list[Order], playing: Playing, generation: int) -> None:
        """Wait for a block and answer all who wait for it."""
        found: list[Played | Exception]
        try:
            found = [*await asyncio.wrap_future(playing.future)]
        except (CalledOffError, asyncio.CancelledError):
            found = [_superseded() for _ in orders]
        except BrokenProcessPool:
            await asyncio.to_thread(self._workers.restart, generation)
            died = said("The process that played this run died. Move a lever to try again.")
            found = [RefusedError(died, status=500) for _ in orders]
        except Exception as error:  # noqa: BLE001 - who waits is told
            found = [error for _ in orders]
        for order, each in zip(orders, found, strict=True):
            self._forget(order)
            if isinstance(each, bytes):
                self._kept.put(order.key, each)
            for waiter in order.waiters:
                _tell(waiter, each)

    def _forget(self, order: Order) -> None:
        if self._orders.get(order.key) is order:
            del self._orders[order.key]

    async def _before_the_end(self, answer: asyncio.Future[bytes]) -> bytes:
        """Return an answer.

        Raises:
            RefusedError: If the server is ended before.
        """
        ending = asyncio.ensure_future(self._ending.wait())
        either: set[asyncio.Future[Any]] = {answer, ending}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
        if not answer.done():
            raise RefusedError("The server is being ended.", 503)
        return answer.result()


def _tell(waiter: Waiter, found: Played | Exception) -> None:
    """Give a waiter an answer, or the error in its place."""
    if waiter.answer.done():
        return
    if isinstance(found, OverrideError):
        found = RefusedError("These positions do not fit together: {why}", 422, why=found.message)
    if isinstance(found, bytes):
        waiter.answer.set_result(found)
    else:
        waiter.answer.set_exception(found)


def _superseded() -> RefusedError:
    return RefusedError("Something newer was asked for.", SUPERSEDED)
