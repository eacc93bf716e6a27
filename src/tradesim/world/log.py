"""The log of events: what happened to whom in which week of which run, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Rows


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
        columns = self._columns()
        order = in_canonical_order(*columns[:-1])
        events = np.empty((len(order), len(FIELDS)))
        for place, column in enumerate(columns):
            events[:, place] = column.take(order)
        return events

    def _columns(self) -> list[npt.NDArray[Any]]:
        """Return what was carried and what was noted here, as it happened, field by field."""
        weeks, kinds, *lists = zip(*self._parts, strict=True) if self._parts else [()] * len(FIELDS)
        counts = [len(rows) for rows in lists[0]]
        heads = [[np.repeat(np.array(each, dtype=np.int64), counts)] for each in (weeks, kinds)]
        before = np.concatenate([*self._carried, np.empty((0, len(FIELDS)))]).T
        *whole, value = zip(before, (*heads, *lists), strict=True)
        columns = [np.concatenate([carried.astype(np.int64), *own]) for carried, own in whole]
        return [*columns, np.concatenate([value[0], *value[1]])]


def in_canonical_order(week: Rows, kind: Rows, row: Rows, run: Rows) -> Rows:
    """Return the order by run, week, kind and row; of equals, the first that happened.

    Events are noted week by week, so that they are nearly in order but for the run; small whole
    numbers, as the run, are sorted by counting.

    Args:
        week: Week of each event.
        kind: Its kind.
        row: Its row.
        run: Its run.
    """
    key = week * (int(kind.max(initial=0)) + 1) + kind
    key = key * (int(row.max(initial=0)) + 1) + row
    order = np.argsort(key, kind="stable")
    small = run.astype(np.min_scalar_type(int(run.max(initial=0))))
    by_run: Rows = order.take(np.argsort(small.take(order), kind="stable"))
    return by_run
