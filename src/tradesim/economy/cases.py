"""The few rows to which something happens in a week, as a list rather than a table."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Flags, Floats, Rows, Words
from tradesim.randomness import mix, normal, uniform, words_of
from tradesim.world.log import Kind
from tradesim.world.world import World

Held = TypeVar("Held", bound=np.generic)


class Cases:
    """The (row, run) pairs of a week's filings, verdicts or beginnings.

    Attributes:
        row: The row of each.
        run: The run of each.
    """

    def __init__(self, world: World, happened: Flags, key: Words, link: Rows) -> None:
        """Take the cases from a table of flags.

        Args:
            world: The world.
            happened: Where, shape (row, run).
            key: Key of each row for its draws, shape (row, 1).
            link: Sourcing link of each row, for the log.
        """
        self._world = world
        self._place = np.flatnonzero(happened)
        self.row, self.run = np.divmod(self._place, happened.shape[1])
        self._link = link
        self._key = key[self.row, 0]
        self._run_key = world.runs[0, self.run]
        self._moment = world.week

    def read(self, parameter: Floats) -> Floats:
        """Return a parameter for each case, from an array of shape (row or 1, run or 1).

        Where it is the same for all it is one number.
        """
        row = self.row if parameter.shape[0] > 1 else 0
        run = self.run if parameter.shape[1] > 1 else 0
        values: Floats = parameter[row, run]
        return values

    def of(self, state: npt.NDArray[Held]) -> npt.NDArray[Held]:
        """Return what a state array, shape (row, run), holds for each case."""
        return state.take(self._place)

    def put(self, state: npt.NDArray[Any], values: npt.ArrayLike) -> None:
        """Write a value for each case, or one for all, into a state array, shape (row, run)."""
        state.put(self._place, values)

    def uniform(self, stream: str) -> Floats:
        """Draw from (0, 1) for each case."""
        return uniform(self._run_key, stream, self._key, self._moment)

    def words(self, *streams: str) -> Words:
        """Return the raw draws of several streams for each case, shape (stream, case)."""
        return words_of(self._run_key, streams, self._key, self._moment)

    def normal(self, stream: str) -> Floats:
        """Draw a standard normal for each case."""
        return normal(self._run_key, stream, self._key, self._moment)

    def log(self, kind: Kind, values: Floats | None = None, where: Flags | None = None) -> None:
        """Log an event for each case, or for those where a flag is set."""
        noted = np.zeros(len(self.row)) if values is None else values
        chosen = slice(None) if where is None else where
        log, links = self._world.log, self._link[self.row]
        log.add_list(self._world.week, kind, links[chosen], self.run[chosen], noted[chosen])


class LicenceCases(Cases):
    """Cases among the licences: they know the control that governs each.

    Their draws go by the number of the application on its link, not by the week: under a control
    that comes a week later the same applications meet the same reviews and verdicts.
    """

    def __init__(self, world: World, happened: Flags) -> None:
        """Take the cases from a table of flags, shape (licence, run)."""
        super().__init__(world, happened, world.licence.key, world.licence.link)
        nth = self.of(world.licence.filings).astype(np.uint64)
        self._key = mix(self._key ^ mix(nth))
        self._moment = 0
        self._of_control = self.of(world.licence.control) * happened.shape[1] + self.run

    def term(self, name: str) -> Floats:
        """Return a term of the control that governs each case, shape (case,)."""
        values: Floats = getattr(self._world.control, name).take(self._of_control)
        return values

    def count(self, counter: Floats, amounts: Floats | None = None) -> None:
        """Add a whole amount, or one, for each case to the counter of its control."""
        sums = np.bincount(self._of_control, weights=amounts, minlength=counter.size)
        counter += sums.reshape(counter.shape)
