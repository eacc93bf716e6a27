"""Whether a cluster has workers: said when it has none, and given up after a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tradesim.errors import BatchError

Say = Callable[[str], None]

FIRST, EVERY, PATIENCE = 5.0, 30.0, 600.0
"""Seconds without workers after which it is said first and again, and after which one gives up."""

OWN_PATIENCE = 60.0
"""Seconds after which workers that were started here, and are gone, do not come back."""


def nothing(sentence: str) -> None:
    """Say nothing."""
    del sentence


@dataclass
class WorkerWatch:
    """Watches how many workers a cluster has.

    Attributes:
        count: Returns how many there are.
        address: Where the cluster is.
        say: Takes what is to be said.
        patience: Seconds without workers after which one gives up.
        clock: Returns seconds.
    """

    count: Callable[[], int]
    address: str
    say: Say = nothing
    patience: float = PATIENCE
    clock: Callable[[], float] = time.monotonic
    _since: float | None = field(default=None, init=False)
    _said: float | None = field(default=None, init=False)

    def look(self) -> bool:
        """Say whether there are workers; say so where there are none for long.

        Raises:
            BatchError: There have been none for longer than is waited.
        """
        now = self.clock()
        if self.count():
            if self._said is not None:
                self.say(f"{self.address}: workers have come.")
            self._since = self._said = None
            return True
        self._since = now if self._since is None else self._since
        gone = now - self._since
        if gone >= self.patience:
            raise BatchError(
                f"{self.address}: the Dask scheduler has had no workers for {gone:.0f} s. Start "
                "some (dask worker ADDRESS), or wait longer with --wait SECONDS."
            )
        last = self._since + FIRST - EVERY if self._said is None else self._said
        if now - last >= EVERY:
            self._said = now
            left = self.patience - gone
            self.say(f"{self.address}: the scheduler has no workers; waiting {left:.0f} s more.")
        return False

    def wait(self, pause: float = 0.5) -> None:
        """Wait until there are workers.

        Raises:
            BatchError: There were none for longer than is waited.
        """
        while not self.look():
            time.sleep(pause)
