"""Goods on their way: what has been dispatched arrives, whatever the rule."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats, Rows


class Pipeline:
    """Dispatches of the last weeks by link, read when their lead time has passed.

    Attributes:
        dispatched: A ring of weeks, shape (slot, link, run).
    """

    def __init__(self, lead_time: Floats, runs: int) -> None:
        """Make room for the longest lead time.

        Args:
            lead_time: Whole weeks from dispatch to arrival, shape (link, 1) or (link, run).
            runs: Number of runs.
        """
        links = lead_time.shape[0]
        self.slots = int(lead_time.max(initial=0)) + 1
        self.lead_time: Rows = lead_time.astype(np.int64)
        self.dispatched: Floats = np.zeros((self.slots, links, runs))
        self._link_rows = np.arange(links).reshape(-1, 1)
        self._run_columns = np.arange(runs).reshape(1, -1)

    def dispatch(self, week: int, shipped: Floats) -> None:
        """Send goods on their way; shape (link, run)."""
        self.dispatched[week % self.slots] = shipped

    def arriving(self, week: int, out: Floats) -> None:
        """Write what arrives this week into ``out``, shape (link, run)."""
        if self.lead_time.shape[1] == 1:
            slot = (week - self.lead_time[:, 0]) % self.slots
            flat = self.dispatched.reshape(-1, self.dispatched.shape[2])
            rows = slot * self.dispatched.shape[1] + self._link_rows[:, 0]
            np.take(flat, rows, axis=0, out=out, mode="clip")
        else:
            slot = (week - self.lead_time) % self.slots
            out[...] = self.dispatched[slot, self._link_rows, self._run_columns]

    def fill(self, flow: Floats) -> None:
        """Fill every week of the past with the same flow: the pipeline of a steady state."""
        self.dispatched[...] = flow
