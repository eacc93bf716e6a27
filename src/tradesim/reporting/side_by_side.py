"""Side by side: an outcome under several variants, a line each, with published points over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from tradesim.measures.spans import Floats
from tradesim.reporting.material import Series
from tradesim.reporting.panel import Numbers
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.reporting.style import INK, SLIDE, Size, applied, distinct

MOST_CURVES = 8
"""Lines of a panel that colours and labels can tell apart."""


@dataclass(frozen=True)
class Curve:
    """A line of a panel.

    Attributes:
        label: What it is of, written at its end.
        data: The line, with a band where it has one.
    """

    label: str
    data: Series


@dataclass(frozen=True)
class Points:
    """Published numbers over the lines of a panel.

    Attributes:
        days: Dates as days since 1970-01-01.
        values: In the unit of the panel.
    """

    days: Floats
    values: Floats


@dataclass(frozen=True)
class Plot:
    """One panel: what its lines are.

    Attributes:
        heading: What it shows; goes into the title where it is the only one.
        curves: Its lines; those of one place in several panels share their colour.
        points: Published numbers, None where there are none.
        unit: What its vertical axis measures, where that is not the same for all panels.
        numbers: How its values are written.
    """

    heading: str
    curves: Sequence[Curve]
    points: Points | None = None
    unit: str = ""
    numbers: Numbers = "plain"


def draw_side_by_side(frame: Frame, plots: Sequence[Plot], size: Size = SLIDE) -> Figure:
    """Return a figure of some panels, each with its lines.

    Args:
        frame: What the panels have in common.
        plots: The panels.
        size: ``SLIDE`` or ``PRINT``.

    Raises:
        ValueError: There is no panel, or one has no line or too many.
    """
    if not plots:
        raise ValueError("there is no panel to draw.")
    for plot in plots:
        if not 1 <= len(plot.curves) <= MOST_CURVES:
            count = len(plot.curves)
            raise ValueError(f"'{plot.heading}' has {count} lines; 1 to {MOST_CURVES} can be told.")
    with applied():
        sheet = Sheet(frame, [plot.heading for plot in plots], size)
        for panel, plot in zip(sheet.panels, plots, strict=True):
            panel.unit, panel.numbers = plot.unit, plot.numbers
            for curve, colour in zip(plot.curves, distinct(len(plot.curves)), strict=True):
                panel.line(curve.data, colour, curve.label)
            if plot.points is not None:
                panel.points(plot.points.days, plot.points.values, INK)
        return sheet.finish()
