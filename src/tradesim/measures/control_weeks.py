"""When controls are announced and bind: on their dates, by their rule, or when pulled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from tradesim.arrays import Flags, Weeks
from tradesim.fields import DateFigure
from tradesim.measures.recording import Recording
from tradesim.measures.spans import between, first_time, first_week
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl


def announced_week(recording: Recording, controls: Sequence[ExportControl]) -> Weeks:
    """Return the week of the first announcement of any of some controls, shape (1,) or (run,).

    The number of weeks where none is announced.
    """
    dated = [c.announced or c.effective for c in controls if not c.waits]
    return earliest(recording, dated, (_decided(recording, c) for c in controls if c.waits))


def week_in_force(recording: Recording, controls: Sequence[ExportControl]) -> Weeks:
    """Return the week in which the first of some controls binds, shape (1,) or (run,)."""
    dated = [c.effective for c in controls if not c.waits]
    return earliest(recording, dated, (_holds(recording, c) for c in controls if c.waits))


def earliest(
    recording: Recording, dates: Iterable[DateFigure | None], happened: Iterable[Flags]
) -> Weeks:
    """Return the first week in which a rule of some dates binds, or in which something happened.

    Args:
        recording: The runs.
        dates: The dates.
        happened: Weeks in which each of other things happened, shape (week, 1) or (week, run).
    """
    return reduce(np.minimum, map(first_of, happened), first_week(recording.layout, dates))


def binding_weeks(recording: Recording, control: ExportControl) -> Flags:
    """Return the weeks in which a control binds, shape (week, 1) or (week, run)."""
    if control.waits:
        return _holds(recording, control)
    layout = recording.layout
    first, end = (first_week(layout, [date]) for date in (control.effective, control.ends))
    return between(first, end, recording.weeks)


def ruled_weeks(recording: Recording, policy: Policy, panel: str = "enacted") -> Flags:
    """Return the weeks in which a policy holds by its rule, or is ``set_off`` by it.

    In no week where it is a policy of scenarios that these runs are only compared with.
    """
    row = recording.layout.rule_row(policy.name)
    if row is None:
        return np.zeros((recording.weeks, 1), dtype=bool)
    return recording.panels[panel][:, row] > 0.0


def _decided(recording: Recording, control: ExportControl) -> Flags:
    """Return the weeks in which a rule is met, or a government stands high enough for a control."""
    if control.when is not None:
        return ruled_weeks(recording, control, "set_off")
    if not _stands_ready(recording, control):
        return np.zeros((recording.weeks, 1), dtype=bool)
    row = int(recording.layout.relations(control.imposer, control.target)[0])
    return recording.panels["escalation"][:, row] >= control.pulled_at


def _holds(recording: Recording, control: ExportControl) -> Flags:
    if control.when is not None:
        return ruled_weeks(recording, control)
    if not _stands_ready(recording, control):
        return np.zeros((recording.weeks, 1), dtype=bool)
    names = [lever.name for lever in recording.layout.levers]
    return recording.panels["holds"][:, names.index(control.name)] > 0.0


def _stands_ready(recording: Recording, control: ExportControl) -> bool:
    """Say whether a control can be pulled in these runs, or only in those beside them."""
    return any(lever.name == control.name for lever in recording.layout.levers)


def first_of(happened: Flags) -> Weeks:
    """Return the first week in which something happened, the number of weeks where it never did."""
    week, ever = first_time(happened)
    return np.where(ever, week, len(happened))
