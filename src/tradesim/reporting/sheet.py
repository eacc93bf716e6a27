"""The sheet a figure is drawn on: title, panels in a grid, and what stands around them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tradesim.reporting.labels import POINTS, label_ends, label_width, text_width
from tradesim.reporting.marks import Room, arrange, draw_labels, draw_lines, row_height, rows_of
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import Moment, marks
from tradesim.reporting.panel import Panel
from tradesim.reporting.style import INK, MUTED, NARROW, Size
from tradesim.reporting.time_axis import time_axis

DPI = 160

EDGE = 16.0
"""Margin of a slide, points."""

BETWEEN = 20.0
"""Distance of two rows of panels, points of a slide."""

WIDEST_LABELS = 0.45
"""Share of a panel that numbers and labels may take before there are fewer columns."""


@dataclass(frozen=True)
class Frame:
    """What all panels of a figure have in common.

    Attributes:
        title: The subject of the finding.
        line: What is shown, in which unit, from how many runs.
        unit: What the vertical axes measure.
        span: First and last day.
        moments: Policy dates.
    """

    title: str
    line: str
    unit: str
    span: tuple[float, float]
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around panels, points: beside each panel, and above and below all of them."""

    left: float
    right: float
    top: float
    bottom: float


class Sheet:
    """A figure in the making; its panels share the axis of time."""

    def __init__(self, frame: Frame, headings: Sequence[str], size: Size) -> None:
        """Lay out an empty sheet with a panel for each heading; that of one goes into the title."""
        if len(headings) == 1 and headings[0]:
            frame = replace(frame, title=f"{frame.title}: {headings[0]}")
        shown = [m for m in frame.moments if frame.span[0] <= days_of([m.day])[0] <= frame.span[1]]
        self.frame = replace(frame, moments=shown)
        self.size = size
        self.figure = Figure(
            figsize=(size.width, size.height), dpi=DPI, facecolor="white", label=frame.title
        )
        FigureCanvasAgg(self.figure)
        alone = len(headings) == 1
        self.panels = [
            Panel(self.figure.add_axes((0, 0, 1, 1), label=str(n)), size, "" if alone else heading)
            for n, heading in enumerate(headings)
        ]

    def finish(self) -> Figure:
        """Give the panels their places, and write everything that stands around them."""
        for panel in self.panels:
            panel.scale()
        scaled, flags = self.size.scaled, len(self.panels) == 1 and not self._is_narrow
        left = scaled(36) + max(panel.tick_width() for panel in self.panels)
        right = max(label_width(panel.ends, self._label_size, self.size) for panel in self.panels)
        columns = self._columns(left, right)
        rows = -(-len(self.panels) // columns)
        head, row = (0.45, 0.46 + 0.3 / rows) if self._is_narrow else (0.16, 0.42)
        self.figure.set_figheight(self.size.height * max(1.0, head + row * rows))
        top = self._write_heading()
        places = []
        if flags:
            width = self._width - scaled(EDGE) - left - right
            room = Room(self.frame.span, width, right, self.size.small)
            places = arrange(marks(self.frame.moments), room)
            top += rows_of(places) * row_height(self.size.small) + scaled(8)
        bottom = scaled(56) + (0.0 if flags else self._write_footnote())
        self._place(columns, Margins(left, right, top, bottom))
        self._fill(columns)
        draw_labels(self.panels[0].axes, places, self.size)
        return self.figure

    @property
    def _is_narrow(self) -> bool:
        """Whether there is hardly room for two panels side by side, or for words at events."""
        return self.size.width <= NARROW

    @property
    def _width(self) -> float:
        return float(self.figure.get_figwidth()) * POINTS

    @property
    def _height(self) -> float:
        return float(self.figure.get_figheight()) * POINTS

    @property
    def _label_size(self) -> float:
        return self.size.text if len(self.panels) == 1 else self.size.small

    def _columns(self, left: float, right: float) -> int:
        """Return how many panels stand in a row, given the room needed beside each."""
        most = {1: 1, 2: 2, 4: 2}.get(len(self.panels), 3)
        heading = left + max(panel.heading_width() for panel in self.panels)
        fitting = [
            columns
            for columns in range(2, most + 1)
            if (left + right) * columns <= WIDEST_LABELS * self._width
            and heading * columns <= self._width
        ]
        fewest = 1 if self._is_narrow else 2
        return max(fitting, default=min(most, fewest))

    def _place(self, columns: int, margins: Margins) -> None:
        """Give each panel its place."""
        scaled = self.size.scaled
        rows = -(-len(self.panels) // columns)
        across = (self._width - scaled(EDGE)) / columns
        gap, heading = scaled(BETWEEN), scaled(28) if len(self.panels) > 1 else 0.0
        down = (self._height - margins.top - margins.bottom + gap) / rows
        for number, panel in enumerate(self.panels):
            row, column = divmod(number, columns)
            foot = self._height - margins.top - (row + 1) * down + gap
            panel.axes.set_position(
                (
                    (column * across + margins.left) / self._width,
                    foot / self._height,
                    (across - margins.left - margins.right) / self._width,
                    (down - heading - gap) / self._height,
                )
            )

    def _fill(self, columns: int) -> None:
        """Write axes, policy dates and labels of every panel."""
        for number, panel in enumerate(self.panels):
            panel.dress(panel.unit or (self.frame.unit if number % columns == 0 else ""))
            is_lowest = number + columns >= len(self.panels)
            time_axis(panel.axes, self.frame.span, self.size, named=is_lowest)
            draw_lines(panel.axes, self.frame.moments, self.size, above=panel.filled)
            label_ends(panel.axes, panel.ends, self._label_size, self.size)

    def _write_heading(self) -> float:
        """Write title and the line under it; return the room they take, points."""
        size, y = self.size, self.size.scaled(EDGE)
        for text, points, weight, colour in (
            (self.frame.title, size.title, "bold", INK),
            (self.frame.line, size.text, "normal", MUTED),
        ):
            shown = self._wrapped(text, points, weight)
            self.figure.text(
                size.scaled(EDGE) / self._width,
                1 - y / self._height,
                shown,
                fontsize=points,
                weight=weight,
                color=colour,
                va="top",
                linespacing=1.2,
            )
            y += points * 1.42 * (shown.count("\n") + 1)
        return y + size.scaled(6)

    def _write_footnote(self) -> float:
        """Write what the lines of policy dates mean; return the room it takes, points."""
        found = [
            mark.text.replace("  ", "\N{NO-BREAK SPACE}", 1) for mark in marks(self.frame.moments)
        ]
        if not found:
            return 0.0
        size = self.size
        shown = self._wrapped("Vertical lines:  " + ";  ".join(found), size.small, "normal")
        self.figure.text(
            size.scaled(EDGE) / self._width,
            size.scaled(12) / self._height,
            shown,
            fontsize=size.small,
            color=MUTED,
            va="bottom",
            linespacing=1.25,
        )
        return size.small * 1.5 * (shown.count("\n") + 1)

    def _wrapped(self, text: str, points: float, weight: str) -> str:
        """Return a text broken into lines that fit the sheet."""
        room = self._width - 2 * self.size.scaled(EDGE)
        width = max(text_width(text, points, weight), 1.0)
        letters = max(int(len(text) * min(room / width, 1.0)), 10)
        return "\n".join(textwrap.wrap(text, letters)) or " "
