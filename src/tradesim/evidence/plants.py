"""Statistics of plants: what capacity they have come to by a date."""

from __future__ import annotations

from tradesim.arrays import Floats
from tradesim.evidence.runs import RecordedRuns, Row, UnfitError


def capacity(runs: RecordedRuns, row: Row) -> Floats:
    """Return the capacity of a plant in the last week before a date, shape (run,).

    In item units a week times ``scale``, which is the weeks of a year where the figure is yearly.

    Raises:
        UnfitError: There is no such plant, it makes something else, or the date is not simulated.
    """
    plant = runs.supplier(row["actor"])
    made = runs.recording.layout.suppliers[plant].item
    if made not in runs.group(row["subject"]):
        raise UnfitError(f"'{row['actor']}' makes {made}, not {row['subject']}")
    week = max(runs.weeks_until(row["last"]) - 1, 0)
    scale = float(row["scale"] or 1.0)
    reached: Floats = runs.recording.panels["capacity"][week, plant] * scale
    return reached
