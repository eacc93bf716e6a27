"""Panels that are nothing in most rows of most weeks: what is something is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tradesim.arrays import Floats, Rows


@dataclass(frozen=True, slots=True, eq=False)
class NotedRows:
    """Rows of a week in which some run has a value.

    Attributes:
        week: The week.
        rows: The rows.
        first: The first of the runs.
        values: Their values, shape (row, run).
    """

    week: int
    rows: Rows
    first: int
    values: Floats

    def within(self, runs: slice) -> NotedRows | None:
        """Return the part of it in some runs, counted from the first of those; None if none is."""
        start, stop = max(self.first, runs.start), min(self.first + self.values.shape[1], runs.stop)
        if start >= stop:
            return None
        values = self.values[:, start - self.first : stop - self.first]
        return NotedRows(self.week, self.rows, start - runs.start, values)


@dataclass(frozen=True, eq=False)
class SeldomRows:
    """What a panel of shape (week, row, run) holds that is nothing nearly everywhere.

    Attributes:
        weeks: Number of weeks.
        rows: Number of rows.
        noted: What is something, week by week.
    """

    weeks: int
    rows: int
    noted: list[NotedRows] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes kept."""
        return sum(each.values.nbytes + each.rows.nbytes for each in self.noted)

    def note(self, week: int, values: Floats) -> None:
        """Keep what is something in a week, from values of shape (row, run)."""
        bits = values.view(np.int64)  # looking at these takes half as long as at numbers
        rows = np.flatnonzero(bits.any(axis=1))
        if len(rows):
            self.noted.append(NotedRows(week, rows, 0, values[rows]))

    def of_run(self, run: int) -> Floats:
        """Return the panel of one run, shape (week, row)."""
        panel = np.zeros((self.weeks, self.rows))
        for each in self.noted:
            column = run - each.first
            if 0 <= column < each.values.shape[1]:
                panel[each.week, each.rows] = each.values[:, column]
        return panel

    def of_runs(self, runs: slice) -> SeldomRows:
        """Return the panel of some runs, which shares memory with this one."""
        parts = (each.within(runs) for each in self.noted)
        return SeldomRows(self.weeks, self.rows, [part for part in parts if part is not None])

    def copied(self, start: int, stop: int, runs: slice) -> SeldomRows:
        """Return what it holds of some weeks and runs, in memory of its own."""
        some = [each for each in self.noted if start <= each.week < stop]
        own = SeldomRows(self.weeks, self.rows, some).of_runs(runs)
        copies = [NotedRows(p.week, p.rows, p.first, p.values.copy()) for p in own.noted]
        return SeldomRows(self.weeks, self.rows, copies)

    def write(self, other: SeldomRows, runs: slice) -> None:
        """Keep in some runs what another holds in as many of its first."""
        for each in other.of_runs(slice(0, runs.stop - runs.start)).noted:
            moved = NotedRows(each.week, each.rows, each.first + runs.start, each.values)
            self.noted.append(moved)
