"""Days of the last free week: what leaves before a control binds has left by the day it does.

A control binds from the week most of whose days lie under it, so that the week before may reach
past its date. What it covers cannot have left on those days. By day, the shipments of that week
lie on its days before the date; a month that begins between them gets no part of a rush that the
date ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.measures.recording import Recording, flows_of
from tradesim.policies.export_control import ExportControl
from tradesim.world.calendar import Calendar
from tradesim.world.layout import Layout

Days = npt.NDArray[np.datetime64]
DAY = np.timedelta64(1, "D")
WEEK = 7


@dataclass(frozen=True)
class LastDays:
    """What of a flow's shipments of one week left by other days than those of the whole week.

    Attributes:
        flow: Row of the flow.
        week: The last free week.
        moved: What is added to the part of the week that lies in each month; together nothing.
        part: Share of the shipments that this is about, shape (run,).
    """

    flow: int
    week: int
    moved: Floats
    part: Floats


def last_days(recording: Recording, months: Sequence[dt.date]) -> list[LastDays]:
    """Return what leaves by other days than a whole week's, for each flow and last free week.

    Args:
        recording: The runs.
        months: First day of each month that is wholly simulated.
    """
    first = np.array(months, dtype="datetime64[D]")
    return recording.once("last days", lambda: _found(recording, first))


def _found(recording: Recording, months: Days) -> list[LastDays]:
    layout, runs = recording.layout, len(recording.replicates)
    parts: dict[tuple[int, np.datetime64], Floats] = {}
    for control in layout.scenario.policies:
        if isinstance(control, ExportControl) and control.effective is not None:
            days = np.asarray(control.effective.value, dtype="datetime64[D]")
            dates = np.broadcast_to(days, (runs,))
            covered = np.broadcast_to(np.asarray(control.covered_share.value, float), (runs,))
            for date in _cutting(layout.calendar, np.unique(dates), months):
                part = np.where(dates == date, covered, 0.0)
                for flow in _whole_flows(layout, control):
                    before = parts.get((flow, date), np.zeros(runs))
                    parts[flow, date] = np.maximum(before, part)
    return [
        LastDays(flow, *_moved(layout.calendar, date, months), part)
        for (flow, date), part in parts.items()
    ]


def _cutting(calendar: Calendar, dates: Days, months: Days) -> Iterator[np.datetime64]:
    """Yield the dates that part a free week in which a month begins."""
    for date in dates:
        week = int(calendar.week_of(date)[0]) - 1
        if not 0 <= week < calendar.weeks:
            continue
        monday = np.datetime64(calendar.monday(week), "D")
        begins = (months > monday) & (months < monday + WEEK * DAY)
        if begins.any() and date < monday + WEEK * DAY:
            yield date


def _whole_flows(layout: Layout, control: ExportControl) -> list[int]:
    """Return the flows all links of which a control on exports covers."""
    if control.on_imports:
        return []
    flows, links = flows_of(layout)
    covered = np.zeros(len(layout.link_rows))
    for row in control.controls(layout):
        covered[row.links] = 1.0
    counts = np.bincount(links.group_of, minlength=len(flows))
    return [int(n) for n in np.flatnonzero(np.bincount(links.group_of, covered) == counts)]


def _moved(calendar: Calendar, date: np.datetime64, months: Days) -> tuple[int, Floats]:
    """Return the week before a date binds, and what its days before add to each month's part."""
    week = int(calendar.week_of(date)[0]) - 1
    days = np.datetime64(calendar.monday(week), "D") + np.arange(WEEK) * DAY
    month = days.astype("datetime64[M]")

    def shares(some: Days) -> Floats:
        """Return the part of some days that falls into each month, shape (month,)."""
        return np.asarray((some == months.astype("datetime64[M]")[:, None]).mean(axis=1))

    return week, shares(month[days < date]) - shares(month)
