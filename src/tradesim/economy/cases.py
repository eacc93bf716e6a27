"""The few licences to which something happens in a week, as a list rather than a table."""

from __future__ import annotations

import numpy as np

from tradesim.randomness import normal, uniform
from tradesim.world.log import Kind
from tradesim.world.state import Flags, Floats
from tradesim.world.world import World


class Cases:
    """The (licence, run) pairs of a week's filings or decisions.

    Attributes:
        at: Row and run of each case, to index a licence array with.
    """

    def __init__(self, world: World, happened: Flags) -> None:
        """Take the cases from a table of flags, shape (licence, run)."""
        self._world = world
        self.row, self.run = np.nonzero(happened)
        self.at = (self.row, self.run)
        self._control = world.licence.control[self.at]
        self._key = world.licence.key[self.row, 0]
        self._run_key = world.runs[0, self.run]

    def term(self, name: str) -> Floats:
        """Return a term of the control that governs each case, shape (case,)."""
        values: Floats = getattr(self._world.control, name)[self._control, self.run]
        return values

    def behaviour(self, name: str) -> Floats:
        """Return a behaviour parameter for the run of each case, shape (case,)."""
        values: Floats = getattr(self._world.behaviour, name)
        of_run: Floats = np.broadcast_to(values, (1, self._world.run_count))[0, self.run]
        return of_run

    def uniform(self, stream: str) -> Floats:
        """Draw from (0, 1) for each case."""
        return uniform(self._run_key, stream, self._key, self._world.week)

    def normal(self, stream: str) -> Floats:
        """Draw a standard normal for each case."""
        return normal(self._run_key, stream, self._key, self._world.week)

    def count(self, counter: Floats, amounts: Floats | None = None) -> None:
        """Add an amount, or one, for each case to the counter of its control."""
        values = np.ones(len(self.row)) if amounts is None else amounts
        np.add.at(counter, (self._control, self.run), values)

    def log(self, kind: Kind, values: Floats, where: Flags | None = None) -> None:
        """Log an event for each case, or for those where a flag is set."""
        chosen = slice(None) if where is None else where
        links = self._world.licence.link[self.row]
        log, week = self._world.log, self._world.week
        log.add_list(week, kind, links[chosen], self.run[chosen], values[chosen])
