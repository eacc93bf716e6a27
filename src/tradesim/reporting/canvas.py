"""The sheet a figure is drawn on: title, panels in a grid, axes, and what stands around them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tradesim.reporting.labels import POINTS, End, label_ends, label_width, text_width
from tradesim.reporting.marks import arrange, draw_labels, draw_lines, row_height, rows_of
from tradesim.reporting.material import Floats, Series
from tradesim.reporting.moments import MONTHS, Moment, marks
from tradesim.reporting.style import GRID, INK, MUTED, Colour, Size

DPI = 160

Numbers = Literal["plain", "percent"]


@dataclass
class Panel:
    """One plot of a figure.

    Attributes:
        axes: Where it is drawn.
        heading: What it shows, where there are several.
        ends: Ends of lines that get a label.
        numbers: How its values are written.
        bottom: Lower limit of its values.
        top: Upper limit of its values; from the data where absent.
    """

    axes: Axes
    heading: str = ""
    ends: list[End] = field(default_factory=list)
    numbers: Numbers = "plain"
    bottom: float = 0.0
    top: float | None = None
    highest: float = 0.0
    note_size: float = 13.0

    def line(self, data: Series, colour: Colour, size: Size, text: str = "") -> None:
        """Draw a line with its band, and note its end for labelling."""
        if data.low is not None and data.high is not None:
            self.axes.fill_between(
                data.days, data.low, data.high, color=colour, alpha=0.18, linewidth=0, zorder=1.5
            )
        self.axes.plot(
            data.days,
            data.mean,
            color=colour,
            linewidth=size.line if not self.heading else size.line * 0.8,
            solid_capstyle="round",
            zorder=2,
        )
        self.highest = max(self.highest, data.top)
        if text:
            self.ends.append(End(text, data.end, colour))


    def layer(
        self, days: Floats, foot: Floats, head: Floats, colour: Colour, text: str
    ) -> None:
        """Draw a layer of a stacked area, and note its end for labelling."""
        self.axes.fill_between(days, foot, head, color=colour, linewidth=0, zorder=1.1)
        self.axes.plot(days, head, color="white", linewidth=0.8, zorder=1.2)
        self.ends.append(End(text, float(foot[-1] + head[-1]) / 2, colour))

    def note(self, text: str, colour: Colour) -> None:
        """Write a word at the foot of the plot."""
        self.axes.annotate(
            text,
            (1.0, 0.0),
            xycoords="axes fraction",
            xytext=(-4, 6),
            textcoords="offset points",
            ha="right",
            va="bottom",
            color=colour,
            fontsize=self.note_size,
        )


@dataclass(frozen=True)
class Sheet:
    """A figure in the making; all its panels share the axis of time.

    Attributes:
        figure: The figure.
        size: Its size.
        panels: Its plots, row by row.
        columns: Plots in a row.
        unit: What the vertical axes measure.
        span: First and last day.
        moments: Policy dates.
        heading: Title and the line under it.
    """

    figure: Figure
    size: Size
    panels: list[Panel]
    columns: int
    unit: str
    span: tuple[float, float]
    moments: Sequence[Moment]
    heading: tuple[str, str]

    @property
    def height(self) -> float:
        """Height of the figure, points."""
        return float(self.figure.get_figheight()) * POINTS

    @property
    def width(self) -> float:
        """Width of the figure, points."""
        return float(self.figure.get_figwidth()) * POINTS


def new_sheet(
    heading: tuple[str, str],
    panels: Sequence[str],
    unit: str,
    time: tuple[tuple[float, float], Sequence[Moment]],
    size: Size,
) -> Sheet:
    """Return an empty sheet.

    Args:
        heading: Title and the line under it.
        panels: Heading of each panel.
        unit: What the vertical axes measure.
        time: First and last day, and the policy dates.
        size: The size.
    """
    columns = 1 if len(panels) == 1 else 2 if len(panels) <= 4 else 3
    rows = -(-len(panels) // columns)
    height = size.height * (1.0 if rows <= 2 else 1.0 + 0.42 * (rows - 2))
    figure = Figure(figsize=(size.width, height), dpi=DPI, facecolor="white", label=heading[0])
    FigureCanvasAgg(figure)
    drawn = [
        Panel(figure.add_axes((0.1, 0.1, 0.8, 0.8), label=f"{number}"), text)
        for number, text in enumerate(panels)
    ]
    span, found = time
    return Sheet(figure, size, drawn, columns, unit, span, found, heading)


def finish(sheet: Sheet) -> Figure:
    """Give the panels their places, and write everything that stands around them."""
    size, single = sheet.size, len(sheet.panels) == 1
    right = max(label_width(panel.ends, _label_size(sheet)) for panel in sheet.panels)
    for panel in sheet.panels:
        _scale(panel, size)
    left = size.scaled(34) + max(_tick_width(panel, size) for panel in sheet.panels)
    top = _write_heading(sheet)
    places = []
    if single:
        width = sheet.width - left - right - size.scaled(14)
        places = arrange(marks(sheet.moments), sheet.span, width, size.small)
        top += rows_of(places) * row_height(size.small) + size.scaled(8)
    bottom = _write_footnote(sheet) if not single else 0.0
    _place(sheet, (left, right, top, bottom + size.scaled(52)))
    for number, panel in enumerate(sheet.panels):
        _dress(sheet, panel, number)
        draw_lines(panel.axes, sheet.moments, size)
        label_ends(panel.axes, panel.ends, _label_size(sheet))
    draw_labels(sheet.panels[0].axes, places, size)
    return sheet.figure


def _label_size(sheet: Sheet) -> float:
    return sheet.size.text if len(sheet.panels) == 1 else sheet.size.small


def _scale(panel: Panel, size: Size) -> None:
    """Set limits and ticks of the vertical axis."""
    top = panel.top or (panel.highest - panel.bottom) * 1.06 + panel.bottom or 1.0
    panel.axes.set_ylim(panel.bottom, top)
    ticks = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(panel.bottom, top)
    ticks = [tick for tick in ticks if panel.bottom - 1e-9 <= tick <= top + 1e-9]
    panel.axes.set_yticks(ticks, numbers(ticks, panel.numbers), fontsize=size.small, color=MUTED)


def numbers(values: Sequence[float], how: Numbers = "plain") -> list[str]:
    """Return values as words: thousands apart, as many decimals as it takes to tell them apart."""
    if how == "percent":
        return [f"{100 * value:.0f} %" for value in values]
    step = min(np.diff(values), default=1.0)
    decimals = next((n for n in range(6) if abs(step * 10**n - round(step * 10**n)) < 1e-6), 6)
    return [f"{value:,.{decimals}f}" for value in values]


def _tick_width(panel: Panel, size: Size) -> float:
    return max(text_width(label.get_text(), size.small) for label in panel.axes.get_yticklabels())


def _write_heading(sheet: Sheet) -> float:
    """Write title and the line under it; return the room they take, points."""
    size, figure = sheet.size, sheet.figure
    title, line = sheet.heading
    left, y = size.scaled(16) / sheet.width, size.scaled(16)
    for text, points, weight, colour in (
        (title, size.title, "bold", INK),
        (line, size.text, "normal", MUTED),
    ):
        shown = _wrapped(text, sheet.width - size.scaled(32), points, weight)
        figure.text(
            left,
            1 - y / sheet.height,
            shown,
            fontsize=points,
            weight=weight,
            color=colour,
            va="top",
            linespacing=1.2,
        )
        y += points * 1.42 * (shown.count("\n") + 1)
    return y + size.scaled(6)


def _write_footnote(sheet: Sheet) -> float:
    """Write what the lines of policy dates mean; return the room it takes, points."""
    found = marks(sheet.moments)
    if not found:
        return 0.0
    size = sheet.size
    text = "Vertical lines:  " + "  ·  ".join(mark.text.replace("  ", " ") for mark in found)
    shown = _wrapped(text, sheet.width - size.scaled(32), size.small)
    sheet.figure.text(
        size.scaled(16) / sheet.width,
        size.scaled(12) / sheet.height,
        shown,
        fontsize=size.small,
        color=MUTED,
        va="bottom",
        linespacing=1.25,
    )
    return size.small * 1.35 * (shown.count("\n") + 1) + size.scaled(4)


def _wrapped(text: str, width: float, points: float, weight: str = "normal") -> str:
    """Return a text broken into lines that fit a width."""
    letters = max(int(len(text) * width / max(text_width(text, points, weight), 1.0)), 10)
    return "\n".join(textwrap.wrap(text, letters, break_long_words=True)) or " "


def _place(sheet: Sheet, margins: tuple[float, float, float, float]) -> None:
    """Give each panel its place; margins in points: left, right, top, bottom."""
    left, right, top, bottom = margins
    size = sheet.size
    rows = -(-len(sheet.panels) // sheet.columns)
    across = (sheet.width - size.scaled(14)) / sheet.columns
    heading = size.scaled(28) if len(sheet.panels) > 1 else 0.0
    down = (sheet.height - top - bottom + size.scaled(20)) / rows
    for number, panel in enumerate(sheet.panels):
        row, column = divmod(number, sheet.columns)
        x = column * across + left
        y = sheet.height - top - (row + 1) * down + size.scaled(20)
        box = (
            x / sheet.width,
            y / sheet.height,
            (across - left - right) / sheet.width,
            (down - heading - size.scaled(20)) / sheet.height,
        )
        panel.axes.set_position(box)


def _dress(sheet: Sheet, panel: Panel, number: int) -> None:
    """Set spines, grid, the axis of time, heading and unit of a panel."""
    size, axes = sheet.size, panel.axes
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.spines["bottom"].set_linewidth(size.scaled(1.0))
    axes.grid(axis="y", color=GRID, linewidth=size.scaled(1.0))
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0, pad=size.scaled(5))
    is_lowest = number + sheet.columns >= len(sheet.panels)
    time_axis(axes, sheet.span, size, named=is_lowest)
    if number % sheet.columns == 0:
        axes.set_ylabel(sheet.unit, fontsize=size.small, color=MUTED, labelpad=size.scaled(7))
    if panel.heading:
        axes.set_title(
            panel.heading, loc="left", fontsize=size.text, weight="bold", color=INK,
            pad=size.scaled(7),
        )


def time_axis(axes: Axes, span: tuple[float, float], size: Size, *, named: bool) -> None:
    """Set ticks at months: as many names as fit, years under each January."""
    axes.set_xlim(*span)
    first, last = (np.datetime64(int(day), "D").astype("datetime64[M]") for day in span)
    months = np.arange(first, last + 1)
    months = months[months.astype("datetime64[D]").astype(float) >= span[0]]
    width = axes.get_window_extent().width / axes.figure.dpi * POINTS
    room = text_width("2019 ", size.small)
    steps = (1, 2, 3, 6, 12, 24, 60, 120)
    step = next((s for s in steps if len(months) / s * room * 1.25 <= width), steps[-1])
    year = months.astype(int) // 12 + 1970
    chosen = [
        index
        for index, month in enumerate(months.astype(int))
        if month % min(step, 12) == 0 and (step <= 12 or year[index] % (step // 12) == 0)
    ]
    days = months.astype("datetime64[D]").astype(float)
    axes.set_xticks(
        days[chosen],
        [_month_name(int(months[i].astype(int)), step, first=i == chosen[0]) for i in chosen],
        fontsize=size.small,
        color=MUTED,
    )
    axes.set_xticks(days if len(days) * size.scaled(3) <= width else days[chosen], minor=True)
    axes.tick_params(
        axis="x", which="major", length=size.scaled(6), color=MUTED, labelbottom=named
    )
    axes.tick_params(axis="x", which="minor", length=size.scaled(3), color=MARK_TICK)


MARK_TICK = "#BBBBBB"


def _month_name(month: int, step: int, *, first: bool) -> str:
    year, number = divmod(month, 12)
    if step >= 12:
        return str(1970 + year)
    return f"{MONTHS[number]}\n{1970 + year}" if number == 0 or first else MONTHS[number]
