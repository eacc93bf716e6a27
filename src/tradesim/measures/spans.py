"""Spans of weeks, which may differ by run, and sums over them.

Weeks are the first axis and runs the last. Sums add week after week, so that a run measured alone
gives the same bits as in a block.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np

from tradesim.arrays import Flags, Floats, Weeks
from tradesim.fields import DateFigure
from tradesim.world.calendar import DAYS_TO_BIND
from tradesim.world.layout import Layout

YEAR = 52
"""Weeks in a year, for means over a year before or at the end."""

WINDOW = 13
"""Trailing weeks of arrivals over which shares are taken."""


def first_week(layout: Layout, dates: Iterable[DateFigure | None]) -> Weeks:
    """Return the first week in which a rule of any of some dates binds.

    Returns:
        Week numbers, shape (1,) or (run,); the number of weeks where it is after the end or never,
        0 where it is before the start.
    """
    weeks = [layout.weeks(date) for date in dates]
    end = np.array([layout.calendar.weeks], dtype=np.int64)
    for week in weeks:
        end = np.minimum(end, week)
    return np.maximum(end, 0)


def weeks_until(layout: Layout, date: dt.date) -> int:
    """Return how many weeks have most of their days on or before a date: weeks 0 to n - 1."""
    days = (date - layout.calendar.first_monday).days + 1
    return min(max((days + 7 - DAYS_TO_BIND) // 7, 0), layout.calendar.weeks)


def between(first: Weeks, end: Weeks, weeks: int) -> Flags:
    """Return which weeks lie in ``first <= week < end``, shape (week, 1) or (week, run)."""
    week = np.arange(weeks).reshape(-1, 1)
    return (week >= first) & (week < end)


def since(first: Weeks, weeks: int) -> Flags:
    """Return the weeks from one to the end, shape (week, 1) or (week, run)."""
    return np.arange(weeks).reshape(-1, 1) >= first


def year_before(week: Weeks, weeks: int) -> Flags:
    """Return the 52 weeks before a week (week 0 where there are none), shape (week, 1 or run)."""
    end = np.maximum(week, 1)
    return between(end - YEAR, end, weeks)


def last_year(weeks: int) -> Flags:
    """Return the last 52 weeks, shape (week, 1)."""
    return between(np.array([weeks - YEAR]), np.array([weeks]), weeks)


def total(values: Floats, span: Flags | None = None) -> Floats:
    """Return the sum over weeks.

    Args:
        values: Weekly values, shape (week, ..., run).
        span: Weeks that count, shape (week, 1) or (week, run); all where absent.

    Returns:
        Sums, shape (..., run).
    """
    return _week_after_week(values if span is None else _within(values, span, 0.0))


def _within(values: Floats, span: Flags, elsewhere: float) -> Floats:
    """Return the weeks of a span, and those between them as another value."""
    if span.shape[1] == 1:  # the same weeks in all runs
        first, end = _ends(span[:, 0])
        values, span = values[first:end], span[first:end]
        if span.all():
            return values
    return np.where(span, values, elsewhere)


def _week_after_week(values: Floats) -> Floats:
    """Return the sum over the first axis, added in its order whatever the shape.

    numpy adds the lone column of a single run in pairs, but rows one after the other.
    """
    if values.shape[-1] == 1 and len(values):
        alone: Floats = np.add.accumulate(values, axis=0)[-1]
        return alone
    sums: Floats = np.add.reduce(values, axis=0)
    return sums


def _ends(span: Flags) -> tuple[int, int]:
    """Return the first week of a span and the week after its last."""
    if not span.any():
        return 0, 0
    return int(span.argmax()), len(span) - int(span[::-1].argmax())


def mean(values: Floats, span: Flags) -> Floats:
    """Return the mean over the weeks of a span, shape (run,)."""
    return total(values, span) / span.sum(axis=0)


def at(values: Floats, week: Weeks) -> Floats:
    """Return the values of one week, which may differ by run: (week, ..., run) to (..., run)."""
    if week.size == 1:
        same: Floats = values[int(week[0])]
        return same
    chosen = np.broadcast_to(week, (1, *values.shape[1:]))
    row: Floats = np.take_along_axis(values, chosen, axis=0)[0]
    return row


def first_time(happened: Flags) -> tuple[Weeks, Flags]:
    """Return the first week in which something happened, and whether it ever did.

    Args:
        happened: Shape (week, run).

    Returns:
        Week, 0 where it never did, and a flag, both of shape (run,).
    """
    return happened.argmax(axis=0), np.asarray(happened.any(axis=0))


def highest(values: Floats, span: Flags | None = None) -> Floats:
    """Return the highest week that has a value, not a number where none has.

    Args:
        values: Weekly values, shape (week, run).
        span: Weeks that count, shape (week, 1) or (week, run); all where absent.

    Returns:
        Highest values, shape (run,).
    """
    chosen = values if span is None else _within(values, span, np.nan)
    return np.asarray(np.fmax.reduce(chosen, axis=0, initial=np.nan))


def trailing(values: Floats, weeks: int) -> Floats:
    """Return sums over the trailing weeks, this one included, as many as there are.

    Args:
        values: Weekly values, shape (week, ..., run).
        weeks: Length of the window.
    """
    sums, filled = None, 0  # over so many weeks so far
    window, width = values, 1  # sums over 1, 2, 4, ... weeks
    while True:
        if weeks & width:
            sums = window + 0.0 if sums is None else _with_earlier(sums, window, filled)
            filled += width
        if filled == weeks:
            return np.zeros_like(values) if sums is None else sums
        window, width = _with_earlier(window, window, width), 2 * width


def lately(values: Floats, weeks: int) -> Floats:
    """Return the mean of the last weeks; at the start, of the weeks there are.

    Args:
        values: Shape (week, ...).
        weeks: How many.
    """
    known = np.minimum(np.arange(1, len(values) + 1), weeks)
    return trailing(values, weeks) / known.reshape(-1, *[1] * (values.ndim - 1))


def _with_earlier(sums: Floats, values: Floats, lag: int) -> Floats:
    """Return sums with, for each week, the values of some weeks before."""
    more = np.empty_like(sums)
    more[:lag] = sums[:lag]
    if lag < len(values):
        np.add(sums[lag:], values[:-lag], out=more[lag:])
    return more


def added(panel: Floats, rows: Sequence[int]) -> Floats:
    """Return the sum of some rows of a panel, one after the other, shape (week, run)."""
    if not len(rows):
        return np.zeros((panel.shape[0], panel.shape[2]))
    return summed(panel[:, row] for row in rows)


def summed(series: Iterable[Floats]) -> Floats:
    """Return the sum of at least one series, one after the other."""
    remaining = iter(series)
    sums: Floats = next(remaining).copy()
    for further in remaining:
        sums += further
    return sums


def any_of(flags: Sequence[Flags]) -> Flags:
    """Return where any of some flags holds."""
    holds = flags[0]
    for further in flags[1:]:
        holds = holds | further
    return holds


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part over whole, not a number where the whole is nothing."""
    is_something = whole > 0.0
    if is_something.all():
        return part / whole
    return np.where(is_something, part / np.where(is_something, whole, 1.0), np.nan)


def by_row(shape: tuple[int, ...], memory: Floats | None = None) -> Floats:
    """Return a panel, (week, row, run), whose rows lie one after the other in memory.

    It is empty, or stands where an earlier panel did that was at least as large.

    Measures read row by row; a row that is not scattered over the panel is read twice as fast.
    Memory that is filled at once comes in large pages; zeros that the system hands out when they
    are first written come in small ones, week by week, and cost five times as much.
    """
    weeks, rows, runs = shape
    size = weeks * rows * runs
    if memory is not None and memory.size >= size:
        earlier = memory.transpose(1, 0, 2).reshape(-1)
        return earlier[:size].reshape(rows, weeks, runs).transpose(1, 0, 2)
    panel = np.empty((rows, weeks, runs))
    panel.fill(0.0)
    return panel.transpose(1, 0, 2)
