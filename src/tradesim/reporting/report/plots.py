"""Figures of a report: one plot each, the title left to the page around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tradesim.measures.spans import Floats
from tradesim.reporting.labels import POINTS, label_ends, label_width
from tradesim.reporting.marks import Room, arrange, draw_labels, draw_lines, row_height, rows_of
from tradesim.reporting.material import Series, days_of
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


FEW_YEARS = 3
"""Up to so many years numbers are told by quarter."""

WEEKS_A_YEAR, WEEKS_A_QUARTER = 52, 13
