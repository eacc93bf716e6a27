"""Weeks and dates: one step is one week, Monday to Sunday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.policies.effects import NEVER

DAYS_TO_BIND = 4
"""A rule binds from the first week with at least this many days on or after its date."""

WEEKS_OF_YEAR = 52
"""Whole weeks in a year."""

MONTHS_A_QUARTER, QUARTER = 3, 27
MONTHS_A_YEAR, YEAR = 12, 105
"""Months in a quarter; weeks that surely hold the beginning of another two."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a scenario.

    Attributes:
        first_monday: Monday of week 0.
        weeks: Number of weeks.
    """

    first_monday: dt.date
    weeks: int

    @classmethod
    def spanning(cls, start: dt.date, end: dt.date) -> Calendar:
        """Return the calendar from the week that holds ``start`` to the one that holds ``end``."""
        monday = start - dt.timedelta(days=start.weekday())
        return cls(monday, (end - monday).days // 7 + 1)

    def week_of(self, date: Any) -> npt.NDArray[np.int64]:
        """Return the first week in which a rule of that date binds.

        Args:
            date: A date, or an array of ``datetime64[D]`` with one date a run; None is never.

        Returns:
            Week numbers, shape (1,) or (run,); NEVER for None.
        """
        if date is None:
            return np.array([NEVER], dtype=np.int64)
        if isinstance(date, dt.date):  # measures ask often, and arrays are slow for one date
            since = (date - self.first_monday).days
            return np.array([(since + 7 - DAYS_TO_BIND) // 7], dtype=np.int64)
        days = np.atleast_1d(np.asarray(date, dtype="datetime64[D]"))
        offset = (days - np.datetime64(self.first_monday)).astype(np.int64)
        return (offset + 7 - DAYS_TO_BIND) // 7

    def monday(self, week: int) -> dt.date:
        """Return the first day of a week."""
        return self.first_monday + dt.timedelta(weeks=week)

    @property
    def first_week_of_year(self) -> int:
        """Week of the year in which week 0 lies, 0 for the first."""
        passed = self.first_monday - dt.date(self.first_monday.year, 1, 1)
        return passed.days // 7 % WEEKS_OF_YEAR

    @property
    def quarters(self) -> npt.NDArray[np.int64]:
        """Weeks in which calendar quarters begin: from that of week 0 to the first past the end."""
        return self._periods(MONTHS_A_QUARTER, QUARTER)

    @property
    def years(self) -> npt.NDArray[np.int64]:
        """Weeks in which calendar years begin: from that of week 0 to the first past the end."""
        return self._periods(MONTHS_A_YEAR, YEAR)

    def _periods(self, months: int, weeks: int) -> npt.NDArray[np.int64]:
        """Return the weeks in which periods of so many months, and at most weeks, begin."""
        first = np.datetime64(self.first_monday, "M")
        first -= first.astype(int) % months
        each = np.arange(first, np.datetime64(self.monday(self.weeks + weeks), "M"))
        starts = self.week_of(each[::months])
        found: npt.NDArray[np.int64] = starts[np.concatenate([starts[1:] > 0, [True]])]
        return found

    @property
    def mondays(self) -> npt.NDArray[np.datetime64]:
        """The first day of every week, shape (week,)."""
        return np.datetime64(self.first_monday) + 7 * np.arange(self.weeks)
