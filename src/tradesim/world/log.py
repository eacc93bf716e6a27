"""The log of events: what happened to whom in which week of which run, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt


class Kind(IntEnum):
    """What can happen, in the order of the stages of a week."""

    MOVED_UP = 1
    MOVED_DOWN = 2
    CONTROL_IN_FORCE = 3
    CONTROL_LIFTED = 4
    COMPLAINT = 5
    RULE_MET = 6
    RULE_IN_FORCE = 7
    RULE_ENDED = 8
    APPLICATION_GRANTED = 10
    APPLICATION_PARTLY_GRANTED = 11
    APPLICATION_REFUSED = 12
    PROJECT_STARTED = 20
    PROJECT_PRODUCES = 21
    PROJECT_COMPLETE = 22
    QUALIFICATION_STARTED = 30
    QUALIFICATION_PASSED = 31
    QUALIFICATION_FAILED = 32
    APPLICATION_FILED = 40
    STOCK_OUT = 50
    STOCK_RECOVERED = 51
    AWARD_ALLOCATED = 60
    AWARD_BOUND = 61
    AWARD_LAPSED = 62
    AWARD_PAID = 63
    RELOCATION_AGREED = 70
    RELOCATION_DECLINED = 71
    RELOCATION_PRODUCES = 72
    RELOCATION_COMPLETE = 73


FIELDS = ("week", "kind", "row", "run", "value")

Noted = tuple[int, Kind, npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]
"""Events that were noted together: their week and kind, and a row, a run and a value of each."""


@dataclass
class EventLog:
    """Events in the order in which they happened.

    Attributes:
        enabled: Whether events are kept; a sweep that asks for none switches it off.
    """

    enabled: bool = True
    _parts: list[Noted] = field(default_factory=list)
    _carried: list[npt.NDArray[np.float64]] = field(default_factory=list)

    def add(
        self,
        week: int,
        kind: Kind,
        happened: npt.NDArray[np.bool_],
        values: npt.NDArray[np.float64] | None = None,
        rows: npt.NDArray[np.int64] | None = None,
    ) -> None:
        """Add an event for each (row, run) in which it happened.

        Args:
            week: The week.
            kind: What happened.
            happened: Where, shape (row, run).
            values: A figure to keep with each event, same shape.
            rows: The row to note for each row of ``happened``; its position where absent.
        """
        if not self.enabled or not happened.any():
            return
        row, run = np.nonzero(happened)
        value = np.zeros(len(row)) if values is None else values[row, run]
        self.add_list(week, kind, row if rows is None else rows[row], run, value)

    def add_list(
        self,
        week: int,
        kind: Kind,
        rows: npt.NDArray[np.int64],
        runs: npt.NDArray[np.int64],
        values: npt.NDArray[np.float64],
    ) -> None:
        """Add an event for each entry of three lists: row, run and value, shape (event,)."""
        if self.enabled and len(rows):
            self._parts.append((week, kind, rows, runs, values))

    def carry(self, events: npt.NDArray[np.float64]) -> None:
        """Add events that happened before to runs that begin later, shape (event, 5)."""
        if self.enabled and len(events):
            self._carried.append(events)

    def table(self) -> npt.NDArray[np.float64]:
        """Return all events, shape (event, 5): week, kind, row, run, value; canonical order."""
        events = np.concatenate([*self._carried, self._own()])
        return events.take(in_canonical_order(events), axis=0)

    def _own(self) -> npt.NDArray[np.float64]:
        """Return the events that were noted here, in the order in which they happened."""
        if not self._parts:
            return np.empty((0, len(FIELDS)))
        weeks, kinds, *lists = zip(*self._parts, strict=True)
        counts = [len(rows) for rows in lists[0]]
        events = np.empty((sum(counts), len(FIELDS)))
        events[:, 0], events[:, 1] = np.repeat(weeks, counts), np.repeat(kinds, counts)
        for column, entries in enumerate(lists, start=2):
            events[:, column] = np.concatenate(entries)
        return events


def in_canonical_order(events: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the order by run, week, kind and row; of equals, the first that happened.

    The four are packed into one whole number, which is sorted once.
    """
    week, kind, row, run = events[:, :4].astype(np.int64).T
    key = run
    for part in (week, kind, row):
        key = key * (int(part.max(initial=0)) + 1) + part
    return np.argsort(key, kind="stable")
