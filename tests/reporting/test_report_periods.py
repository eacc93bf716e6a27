"""Means by year or quarter in the tables of a report: of which weeks they are."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tradesim.arrays import Floats
from tradesim.records.monthly import by_month, months_of, weeks_in_months
from tradesim.reporting.material import Series, days_of
from tradesim.reporting.report.periods import by_period
from tradesim.world.calendar import Calendar


def counted(first: str, weeks: int) -> tuple[dict[str, Series], Floats]:
    """Return a monthly line of what counts weeks from 0, and the weeks in each month."""
    start = dt.date.fromisoformat(first)
    calendar = Calendar.spanning(start, start + dt.timedelta(days=7 * weeks - 1))
    values = by_month(np.arange(float(weeks)).reshape(-1, 1), calendar)
    days = days_of([str(month) for month in months_of(calendar)]) + 14.0
    return {"made": Series(days, values[:, 0])}, weeks_in_months(calendar)


def test_a_week_counts_to_the_period_that_holds_most_of_its_days() -> None:
    names, means = by_period(*counted("2019-12-30", 157))
    assert names == [f"{year} Q{quarter}" for year in (2020, 2021, 2022) for quarter in range(1, 5)]
    assert means["made"][0] == pytest.approx(6.0)  # weeks 0 to 12


def test_a_year_that_lacks_most_of_its_weeks_says_how_many_it_has() -> None:
    names, means = by_period(*counted("2019-12-16", 213))
    assert names == ["2019 (2 weeks)", "2020", "2021", "2022", "2023", "2024 (2 weeks)"]
    assert means["made"][0] == pytest.approx(0.5)


def test_a_quarter_that_lacks_most_of_its_weeks_says_so_too() -> None:
    names, _ = by_period(*counted("2020-03-23", 14))
    assert names == ["2020 Q1 (1 week)", "2020 Q2"]


def test_weeks_without_a_value_are_left_out() -> None:
    lines, weeks = counted("2019-12-30", 157)
    lines["made"].mean[1] = np.nan  # February has four weeks, 5 to 8
    _, means = by_period(lines, weeks)
    assert means["made"][0] == pytest.approx((0 + 1 + 2 + 3 + 4 + 9 + 10 + 11 + 12) / 9)


def test_nothing_has_no_periods() -> None:
    assert by_period({}, np.zeros(0)) == ([], {})
