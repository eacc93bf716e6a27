"""Statistics of subsidy programmes: what is promised, bound and paid by a date.

All programmes together, in USD million, at the end of the last week before the date.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.runs import RecordedRuns, Row, UnfitError
from tradesim.world.log import Kind


def level(runs: RecordedRuns, row: Row, panel: str) -> Floats:
    """Return what is promised (``allocated``), ``bound`` or paid (``disbursed``), shape (run,)."""
    return _level(runs, panel, row["last"])


def bound_between(runs: RecordedRuns, row: Row) -> Floats:
    """Return grants that came under binding agreements from one date to another."""
    return _level(runs, "bound", row["last"]) - _level(runs, "bound", row["first"])


def awards_bound(runs: RecordedRuns, row: Row) -> Floats:
    """Return the number of binding agreements."""
    _level(runs, "bound", row["last"])
    events, weeks = runs.recording.events, runs.weeks_until(row["last"])
    counted = (events[:, 1] == Kind.AWARD_BOUND) & (events[:, 0] < weeks)
    of_run = events[counted, 3].astype(np.int64)
    return np.bincount(of_run, minlength=len(runs.recording.replicates)).astype(np.float64)


def _level(runs: RecordedRuns, panel: str, date: str) -> Floats:
    """Return what all programmes have come to by a date, shape (run,)."""
    table = runs.recording.panels[panel]
    if not table.shape[1]:
        raise UnfitError("there is no subsidy programme")
    weeks = runs.weeks_until(date)
    level: Floats = table[max(weeks - 1, 0)].sum(axis=0)
    return level
