"""Plots over time on a sheet: the axis of time, policy dates, labels at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from tradesim.reporting.labels import POINTS, label_ends, label_width, text_width, write_ends
from tradesim.reporting.marks import LabelRoom, arrange, draw_labels, draw_lines
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import Moment, marks
from tradesim.reporting.panel import Panel, tick_width
from tradesim.reporting.plot import Plot
from tradesim.reporting.ruling import name_days, tick_days
from tradesim.reporting.sheet import Heading, Sheet, unframe, width_of
from tradesim.reporting.style import NARROW, Size, applied
from tradesim.reporting.time_axis import lines_of, months_named, tick_months

WIDEST_LABELS = 0.45
"""Share of a panel that numbers and labels may take before there are fewer columns."""

MOST_LABELS = 0.7
"""The same, before panels stand one below the other."""


@dataclass(frozen=True)
class Frame:
    """What all plots of a figure have in common.

    Attributes:
        span: First and last day.
        moments: Policy dates.
        title: The subject of the finding; empty where the page around the figure says it.
        line: What is shown, in which unit, from how many runs.
        unit: What the vertical axes measure.
    """

    span: tuple[float, float]
    moments: Sequence[Moment] = ()
    title: str = ""
    line: str = ""
    unit: str = ""


def draw_plots(
    frame: Frame,
    plots: Sequence[Plot],
    size: Size,
    *,
    labelled: bool = True,
) -> Figure:
    """Return a figure of plots that share their axis of time.

    Args:
        frame: What they have in common.
        plots: The plots; the heading of a single one goes into the title.
        size: Size of the figure.
        labelled: Whether policy dates are labelled: above a single plot, below several.

    Raises:
        ValueError: There is no plot.
    """
    if not plots:
        raise ValueError("there is no plot to draw.")
    with applied():
        return _Making(frame, plots, size, labelled=labelled).finish()


class _Making:
    """A figure in the making."""

    def __init__(self, frame: Frame, plots: Sequence[Plot], size: Size, *, labelled: bool) -> None:
        alone = len(plots) == 1
        if alone and plots[0].heading:
            frame = replace(frame, title=f"{frame.title}: {plots[0].heading}")
        shown = [m for m in frame.moments if frame.span[0] <= days_of([m.day])[0] <= frame.span[1]]
        self.frame, self.size = replace(frame, moments=shown), size
        self.points = size.text if alone else size.small
        self._months: dict[int, dict[float, str]] = {}
        self._hung: dict[int, list[Artist]] = {}
        self.flagged = labelled and alone and (size.width > NARROW or not frame.title)
        foot = _footnote(shown) if labelled and not self.flagged else ""
        names = [""] if alone else [plot.heading for plot in plots]
        self.sheet = Sheet(
            Heading(frame.title, frame.line, foot=foot), names, size,
            columns=_columns(plots, size, self.points),
        )  # fmt: skip
        columns, wide = self.sheet.columns, [tick_width(plot, size) for plot in plots]
        self.panels = [
            Panel(
                axes,
                size,
                plot,
                unit=plot.unit or ("" if number % columns else frame.unit),
                wide=max(wide[number % columns :: columns]),
                thin=not alone,
            )
            for number, (axes, plot) in enumerate(zip(self.sheet.panels, plots, strict=True))
        ]

    def finish(self) -> Figure:
        """Draw the plots, give them their places, and write what hangs on these."""
        labels = []
        for number, panel in enumerate(self.panels):
            panel.draw()
            unframe(panel.axes, self.size)
            panel.axes.set_xlim(*self.frame.span)
            above = bool(panel.plot.layers)
            draw_lines(panel.axes, self.frame.moments, self.size, above=above)
            self._name_months(number)
            labels.append(write_ends(panel.axes, panel.plot.ends, self.points, self.size))
        self.sheet.place()
        if self.flagged:
            self._flag()
        changed = [self._name_months(number) for number in range(len(self.panels))]
        if any(changed):
            self.sheet.place()
        for panel, written in zip(self.panels, labels, strict=True):
            tick_months(panel.axes, self.frame.span, self.size)
            label_ends(panel.axes, written, panel.plot.ends, self.size)
        return self.sheet.figure

    def _name_months(self, number: int) -> bool:
        """Name the months that have room under a panel; say whether that takes other lines."""
        axes = self.panels[number].axes
        names = months_named(axes, self.frame.span, self.size)
        if names == self._months.get(number):
            return False
        for written in self._hung.get(number, ()):
            written.remove()
        is_lowest = number + self.sheet.columns >= len(self.panels)
        self._hung[number] = [
            tick_days(axes, names, self.size),
            *(name_days(axes, names, self.size) if is_lowest else []),
        ]
        before = lines_of(self._months.get(number, {}))
        self._months[number] = names
        return is_lowest and lines_of(names) != before

    def _flag(self) -> None:
        """Write policy dates above the one plot, and make room for them."""
        panel = self.panels[0]
        beyond = label_width(panel.plot.ends, self.points, self.size)
        room = LabelRoom(self.frame.span, width_of(panel.axes), beyond, self.size.small)
        draw_labels(panel.axes, arrange(marks(self.frame.moments), room), self.size)
        self.sheet.place()


def _columns(plots: Sequence[Plot], size: Size, points: float) -> int:
    """Return how many plots stand in a row, given the room needed beside each."""
    most = {1: 1, 2: 2, 4: 2}.get(len(plots), 3)
    left = size.scaled(36) + max(tick_width(plot, size) for plot in plots)
    right = max(label_width(plot.ends, points, size) for plot in plots)
    heading = left + max(text_width(plot.heading, size.small, "bold") for plot in plots)
    wide = size.width * POINTS
    fitting = [
        columns
        for columns in range(2, most + 1)
        if (left + right) * columns <= WIDEST_LABELS * wide and heading * columns <= wide
    ]
    fewest = 1 if size.width <= NARROW or (left + right) * 2 > MOST_LABELS * wide else 2
    return max(fitting, default=min(most, fewest))


def _footnote(moments: Sequence[Moment]) -> str:
    """Return what the lines of policy dates mean."""
    found = [mark.text.replace("  ", "\N{NO-BREAK SPACE}", 1) for mark in marks(moments)]
    return "Vertical lines:  " + ";  ".join(found) if found else ""
