"""Runs for many visitors: each setting is played once, and the last ones asked for are kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures.process import BrokenProcessPool

from tradesim.errors import OverrideError
from tradesim.web.asking import RefusedError
from tradesim.web.levers import Positions
from tradesim.web.workers import Workers

KEPT = 2000
"""Runs kept, some 40 kB each; those asked for longest ago go first."""

MOST_WAITING = 200
"""Settings that may wait to be played at once."""


class Runs:
    """Plays settings and keeps them, as gzipped JSON.

    Args:
        workers: Who plays them.
        kept: Number of runs kept.
    """

    def __init__(self, workers: Workers, kept: int = KEPT) -> None:
        """Begin with nothing kept."""
        self._workers = workers
        self._most = kept
        self._kept: OrderedDict[Positions, bytes] = OrderedDict()
        self._ending = asyncio.Event()
        self._coming: dict[Positions, asyncio.Task[bytes]] = {}

    async def nobody_waits(self) -> None:
        """Return when no setting is played or waits to be."""
        while self._coming:
            await asyncio.wait(self._coming.values())

    async def run(self, positions: Positions) -> bytes:
        """Return a run; visitors who ask for the same one wait for the same one.

        Raises:
            RefusedError: If the positions do not fit together, too many wait, or a process died.
        """
        if positions in self._kept:
            self._kept.move_to_end(positions)
            return self._kept[positions]
        coming = self._coming.get(positions)
        if coming is None:
            if len(self._coming) >= MOST_WAITING:
                said = "Too many runs are waiting. Try again in a few seconds."
                raise RefusedError(said, status=503)
            coming = asyncio.create_task(self._play(positions))
            self._coming[positions] = coming
            coming.add_done_callback(lambda task: self._over(positions, task))
        return await self._before_the_end(coming)

    def end(self) -> None:
        """Tell all who wait that there will be no run: the server is being ended."""
        self._ending.set()

    async def _before_the_end(self, coming: asyncio.Task[bytes]) -> bytes:
        """Return what a task brings; a visitor who leaves does not take it from others.

        Raises:
            RefusedError: If the server is ended before.
        """
        ending = asyncio.ensure_future(self._ending.wait())
        try:
            await asyncio.wait({coming, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
        if not coming.done():
            raise RefusedError("The server is being ended.", status=503)
        return coming.result()

    def _over(self, positions: Positions, task: asyncio.Task[bytes]) -> None:
        """Forget that a run is coming; its error may have nobody left to be told to."""
        self._coming.pop(positions, None)
        if not task.cancelled():
            task.exception()

    async def _play(self, positions: Positions) -> bytes:
        pool = self._workers.generation
        try:
            packed = await asyncio.wrap_future(self._workers.play(positions))
        except OverrideError as error:
            said = f"These positions do not fit together: {error.message}"
            raise RefusedError(said, status=422) from None
        except BrokenProcessPool:
            await asyncio.to_thread(self._workers.restart, pool)
            said = "The process that played this run died. Move a lever to try again."
            raise RefusedError(said, status=500) from None
        self._kept[positions] = packed
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return packed
