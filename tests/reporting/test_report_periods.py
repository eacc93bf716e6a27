"""Means by year or quarter in the tables of a report: of which weeks they are."""

from __future__ import annotations

import pandas as pd
import pytest

from tradesim.reporting.report.plots import by_period


def weekly(first: str, weeks: int) -> pd.DataFrame:
    """Return a table of one replicate that counts its weeks."""
    mondays = pd.date_range(first, periods=weeks, freq="7D").date
    return pd.DataFrame({0: [float(week) for week in range(weeks)]}, index=list(mondays))


def test_a_week_counts_to_the_period_that_holds_most_of_its_days() -> None:
    names, means = by_period({"made": weekly("2019-12-30", 157)})
    assert names == [f"{year} Q{quarter}" for year in (2020, 2021, 2022) for quarter in range(1, 5)]
    assert means["made"][0] == pytest.approx(6.0)  # weeks 0 to 12


def test_a_year_that_lacks_most_of_its_weeks_says_how_many_it_has() -> None:
    names, means = by_period({"made": weekly("2019-12-16", 213)})
    assert names == ["2019 (2 weeks)", "2020", "2021", "2022", "2023", "2024 (2 weeks)"]
    assert means["made"][0] == pytest.approx(0.5)


def test_a_quarter_that_lacks_most_of_its_weeks_says_so_too() -> None:
    names, _ = by_period({"made": weekly("2020-03-23", 14)})
    assert names == ["2020 Q1 (1 week)", "2020 Q2"]


def test_nothing_has_no_periods() -> None:
    assert by_period({}) == ([], {})
