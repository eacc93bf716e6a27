"""Figures of a report: one plot each, the title left to the page around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tradesim.reporting.labels import POINTS, label_ends, label_width
from tradesim.reporting.marks import Room, arrange, draw_labels, draw_lines, row_height, rows_of
from tradesim.reporting.material import Series, days_of, series_of
from tradesim.reporting.moments import Moment, marks
from tradesim.reporting.panel import Panel
from tradesim.reporting.sheet import DPI
from tradesim.reporting.style import Size, applied
from tradesim.reporting.time_axis import time_axis
from tradesim.wording.numbers import counted

EDGE = 8.0
"""Margin of a plot, points of a slide."""


class Plot:
    """One plot over time in the making.

    Attributes:
        panel: Its lines, bands and layers.
    """

    def __init__(
        self, span: tuple[float, float], size: Size, moments: Sequence[Moment] = ()
    ) -> None:
        """Lay out an empty plot."""
        self._span, self._size = span, size
        self._moments = [m for m in moments if span[0] <= days_of([m.day])[0] <= span[1]]
        self.figure = Figure(figsize=(size.width, size.height), dpi=DPI, facecolor="white")
        FigureCanvasAgg(self.figure)
        self.panel = Panel(self.figure.add_axes((0, 0, 1, 1)), size)

    def finish(self, unit: str, *, labelled: bool = False, label_points: float = 0.0) -> Figure:
        """Give the plot its place and write axes, dates and labels.

        Args:
            unit: What its vertical axis measures.
            labelled: Whether policy dates are labelled above the plot.
            label_points: Size of the labels at the ends of lines; that of the text if 0.
        """
        with applied():
            return self._finished(unit, label_points or self._size.text, labelled=labelled)

    def _finished(self, unit: str, points: float, *, labelled: bool) -> Figure:
        panel, size = self.panel, self._size
        panel.scale()
        wide, high = size.width * POINTS, size.height * POINTS
        left = size.scaled(32 if unit else 12) + panel.tick_width()
        right = label_width(panel.ends, points, size)
        bottom, top = size.scaled(48), size.scaled(EDGE)
        width = wide - left - right
        places = []
        if labelled:
            places = arrange(marks(self._moments), Room(self._span, width, right, size.small))
            top += rows_of(places) * row_height(size.small) + size.scaled(6)
        panel.axes.set_position(
            (left / wide, bottom / high, width / wide, (high - top - bottom) / high)
        )
        panel.dress(unit)
        time_axis(panel.axes, self._span, size, named=True)
        draw_lines(panel.axes, self._moments, size, above=panel.filled)
        label_ends(panel.axes, panel.ends, points, size)
        draw_labels(panel.axes, places, size)
        return self.figure


def by_month(wide: pd.DataFrame) -> pd.DataFrame:
    """Return a weekly table as means by calendar month, dated in its middle."""
    months = pd.to_datetime(pd.Series(list(wide.index))).dt.to_period("M").to_numpy()
    mean = wide.groupby(months).mean()
    mean.index = pd.Index([month.start_time.date().replace(day=15) for month in mean.index])
    return mean


def monthly(wide: pd.DataFrame) -> Series:
    """Return a weekly table as a monthly series with its band over replicates."""
    return series_of(by_month(wide))


def by_period(columns: dict[str, pd.DataFrame]) -> tuple[list[str], dict[str, list[float]]]:
    """Return the means of weekly tables by year, or by quarter where there are few years.

    A week counts to the period that holds most of its days. A period of which less than half of
    the weeks are there says how many.

    Args:
        columns: Weekly tables by name: a line a week, a column a replicate.

    Returns:
        Names of the periods; for each column a number a period.
    """
    if not columns:
        return [], {}
    index = next(iter(columns.values())).index
    dates = pd.to_datetime(pd.Series(list(index))) + MIDWEEK
    few = dates.dt.year.nunique() <= FEW_YEARS
    year = dates.dt.year.astype(str)
    period = year + " Q" + dates.dt.quarter.astype(str) if few else year
    weeks = period.value_counts(sort=False)
    found = {
        name: [
            float(mean)
            for mean in table.mean(axis=1).groupby(period.to_numpy()).mean().reindex(weeks.index)
        ]
        for name, table in columns.items()
    }
    most = (WEEKS_A_QUARTER if few else WEEKS_A_YEAR) / 2
    names = [
        str(name) if count >= most else f"{name} ({counted(int(count), 'week')})"
        for name, count in weeks.items()
    ]
    return names, found


FEW_YEARS = 3
"""Up to so many years numbers are told by quarter."""

WEEKS_A_YEAR, WEEKS_A_QUARTER = 52, 13

MIDWEEK = pd.Timedelta(days=3)
"""From a week's first day to its Thursday, which lies where most of its days do."""


def gaps_filled(wide: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which what is infinite is unknown."""
    return wide.replace([np.inf, -np.inf], np.nan)
