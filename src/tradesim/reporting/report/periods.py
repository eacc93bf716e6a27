"""Means of monthly lines by year or quarter: the numbers that stand beside a figure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tradesim.arrays import Floats
from tradesim.reporting.material import Series
from tradesim.reporting.report.document import Table
from tradesim.reporting.report.numbers import written
from tradesim.wording.numbers import counted

FEW_YEARS = 3
"""Up to so many years numbers are told by quarter."""

WEEKS_A_YEAR, WEEKS_A_QUARTER = 52, 13


def period_table(
    caption: str, columns: dict[str, Series], weeks: Floats, how: str = "amount"
) -> Table:
    """Return the means of monthly lines by period as a table.

    Args:
        caption: What it is headed.
        columns: Lines by name, all of the same months.
        weeks: Weeks in each month.
        how: ``amount``, ``percent``, or the number of decimals.
    """
    periods, means = by_period(columns, weeks)
    rows = tuple(
        (period, *(written(mean, how) for mean in of_period))
        for period, *of_period in zip(periods, *means.values(), strict=True)
    )
    return Table(caption, ("mean of", *means), rows)


def by_period(
    columns: dict[str, Series], weeks: Floats
) -> tuple[list[str], dict[str, list[float]]]:
    """Return the means of monthly lines by year, or by quarter where there are few years.

    Months count by their weeks. A period of which less than half of the weeks are there says how
    many.

    Args:
        columns: Lines by name, all of the same months.
        weeks: Weeks in each month.

    Returns:
        Names of the periods; for each column a number a period.
    """
    if not columns:
        return [], {}
    dates = pd.to_datetime(pd.Series(next(iter(columns.values())).days), unit="D")
    few = dates.dt.year.nunique() <= FEW_YEARS
    year = dates.dt.year.astype(str)
    period = (year + " Q" + dates.dt.quarter.astype(str) if few else year).to_numpy()
    counts = pd.Series(weeks).groupby(period, sort=False).sum()
    found = {}
    for name, line in columns.items():
        known = np.where(np.isfinite(line.mean), weeks, 0.0)
        sums = pd.Series(np.nan_to_num(line.mean) * known).groupby(period, sort=False).sum()
        whole = pd.Series(known).groupby(period, sort=False).sum()
        found[name] = [float(mean) for mean in sums / whole.where(whole > 0.0)]
    most = (WEEKS_A_QUARTER if few else WEEKS_A_YEAR) / 2
    names = [
        str(name) if count >= most else f"{name} ({counted(int(count), 'week')})"
        for name, count in counts.items()
    ]
    return names, found
