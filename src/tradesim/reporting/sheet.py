"""The sheet every figure is drawn on: heading, key and footnote around panels in a grid.

Matplotlib's constrained layout gives the panels their places, between what stands above and below
all of them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Literal, cast

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from tradesim.reporting.labels import POINTS, text_width
from tradesim.reporting.lettering import LetteredCanvas
from tradesim.reporting.measured_axes import MeasuredAxes
from tradesim.reporting.style import GRID, INK, MUTED, NARROW, Colour, Size, legible

DPI = 160

EDGE = 16.0
"""Margin of a slide, points."""

LINE_HEIGHT = 1.42
"""Distance of two lines of a heading, in heights of the type."""

BETWEEN = 14.0
"""Distance of two panels, points of a slide."""

LABEL = 0.7
"""Longest line of an axis' label, in widths or heights of a panel with its surroundings."""

TICKS = 4
"""Most steps between the numbers of an axis."""

TALL = 0.72
"""Height of a row of panels with many names, in heights of a figure."""

Lines = Literal["x", "y", "both"]


@dataclass(frozen=True)
class Heading:
    """What stands around the panels of a figure.

    Attributes:
        title: The subject of the finding; empty where the page around the figure says it.
        line: What is shown, of which runs.
        key: What the colours mean, where they mean something.
        foot: A footnote.
    """

    title: str = ""
    line: str = ""
    key: Mapping[str, Colour] = field(default_factory=dict)
    foot: str = ""


class Sheet:
    """A figure in the making.

    Attributes:
        figure: The figure.
        panels: Its plots, one for each name.
        size: Its size.
        columns: How many panels stand in a row.
    """

    def __init__(
        self,
        heading: Heading,
        names: Sequence[str],
        size: Size,
        *,
        columns: int = 0,
        row_share: float = 0.42,
    ) -> None:
        """Lay out empty panels under a heading.

        Args:
            heading: What stands around them.
            names: What each panel shows.
            size: Size of the figure; that of several rows is higher.
            columns: Panels in a row, as usual for so many if 0.
            row_share: Height of a row of several, in heights of the size.
        """
        self.size, self._names = size, list(names)
        self.columns = columns or usual_columns(len(names), size)
        rows = self._rows = -(-len(names) // self.columns)
        narrow = size.width <= NARROW
        head, row = (0.45, row_share + 0.04 + 0.3 / rows) if narrow else (0.16, row_share)
        height = size.height * max(1.0, head + row * rows)
        self.figure = Figure((size.width, height), DPI, facecolor="white", label=heading.title)
        LetteredCanvas(self.figure)
        grid = self.figure.add_gridspec(rows, self.columns)
        self.panels: list[MeasuredAxes] = [
            cast(
                "MeasuredAxes",
                self.figure.add_subplot(
                    grid[divmod(number, self.columns)], label=str(number), axes_class=MeasuredAxes
                ),
            )
            for number in range(len(names))
        ]
        self._top = self._write_key(heading.key, self._write_heading(heading))
        self._bottom = self._write_foot(heading.foot)

    @property
    def width(self) -> float:
        """Width of the figure, points."""
        return float(self.figure.get_figwidth()) * POINTS

    @property
    def height(self) -> float:
        """Height of the figure, points."""
        return float(self.figure.get_figheight()) * POINTS

    def place(self) -> None:
        """Give the panels their places; what is to have room beside them is written before."""
        edge = self.size.scaled(EDGE) / 2
        wide, high = self.width, self.height
        engine = ConstrainedLayoutEngine(
            rect=(
                edge / wide,
                self._bottom / high,
                1 - 2 * edge / wide,
                1 - (self._top + self._bottom) / high,
            ),
            w_pad=self.size.scaled(BETWEEN) / 2 / POINTS,
            h_pad=self.size.scaled(BETWEEN) / 2 / POINTS,
            wspace=0.0,
            hspace=0.0,
        )
        self._name_panels([wide / self.columns] * len(self.panels))
        self._solve(engine)
        if any(self._names) and self._name_panels([width_of(axes) for axes in self.panels]):
            self._solve(engine)
        for axes in self.panels:
            axes.settle()

    def _solve(self, engine: ConstrainedLayoutEngine) -> None:
        """Solve the layout, for which the engine asks twice how far the panels reach."""
        with ExitStack() as kept:
            for axes in self.panels:
                kept.enter_context(axes.measured_once())
            engine.execute(self.figure)

    def dress(self, axes: Axes, across: str, up: str = "", *, grid: Lines = "x") -> None:
        """Set spines, grid and numbers, and write what the axes measure."""
        size = self.size
        bare(axes, size, grid)
        axes.tick_params(
            axis="both", length=0, pad=size.scaled(5), labelsize=size.small, labelcolor=MUTED
        )
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_ticklabels() or axis.get_scale() == "linear":
                axis.set_major_locator(MaxNLocator(TICKS, steps=[1, 2, 2.5, 5, 10]))
        below = self.height - self._top - self._bottom
        wide, high = LABEL * self.width / self.columns, LABEL * below / self._rows
        for write, text, room, pad in (
            (axes.set_xlabel, across, wide, 5),
            (axes.set_ylabel, up, high, 7),
        ):
            shown = self._wrapped(text, room, size.small, "normal") if text else ""
            write(shown, fontsize=size.small, color=MUTED, labelpad=size.scaled(pad))

    def name_rows(self, number: int, names: Sequence[str]) -> None:
        """Write names at the rows of a panel, the first on top; only at the left of the sheet."""
        axes, at_left = self.panels[number], number % self.columns == 0
        axes.set_ylim(len(names) - 0.4, -0.6)
        shown = list(names) if at_left else [""] * len(names)
        axes.set_yticks(range(len(names)), shown, fontsize=self.size.small, color=INK)

    def finished(self, names: Sequence[str], units: Sequence[str]) -> Figure:
        """Return the figure of panels whose rows have the same names: dressed, and laid out.

        Args:
            names: Names of the rows.
            units: What each panel measures.
        """
        for number, unit in enumerate(units):
            self.dress(self.panels[number], unit)
            self.name_rows(number, names)
        self.place()
        return self.figure

    def _name_panels(self, rooms: Sequence[float]) -> bool:
        """Write what each panel shows in lines that fit; say whether that takes more lines."""
        lines = []
        for axes, name, room in zip(self.panels, self._names, rooms, strict=True):
            shown = self._wrapped(name, room, self.size.small, "bold") if name else ""
            lines.append(shown.count("\n") - axes.get_title(loc="left").count("\n"))
            axes.set_title(
                shown, loc="left", fontsize=self.size.small, weight="bold", color=INK, y=1.0,
                pad=self.size.scaled(8), linespacing=1.2,
            )  # fmt: skip
        return any(lines)

    def _write_heading(self, heading: Heading) -> float:
        """Write title and the line under it; return the room they take, points."""
        size, y = self.size, self.size.scaled(EDGE)
        if not heading.title:
            return y / 2
        for text, points, weight, colour in (
            (heading.title, size.title, "bold", INK),
            (heading.line, size.text, "normal", MUTED),
        ):
            shown = self._wrapped(text, self._room, points, weight)
            self.figure.text(
                size.scaled(EDGE) / self.width, 1 - y / self.height, shown, fontsize=points,
                weight=weight, color=colour, va="top", linespacing=1.2,
            )  # fmt: skip
            y += points * LINE_HEIGHT * (shown.count("\n") + 1)
        return y + size.scaled(4)

    def _write_key(self, key: Mapping[str, Colour], top: float) -> float:
        """Write what the colours mean under the title; return where it ends, points."""
        size, x, y = self.size, self.size.scaled(EDGE), top
        for name, colour in key.items():
            wide = text_width(name, size.small, "bold") + size.scaled(22)
            if x + wide > self.width and x > size.scaled(EDGE):
                x, y = size.scaled(EDGE), y + size.small * LINE_HEIGHT
            self.figure.text(
                x / self.width, 1 - y / self.height, name, fontsize=size.small, weight="bold",
                color=legible(colour), va="top",
            )  # fmt: skip
            x += wide
        return y + (size.small * LINE_HEIGHT if key else 0.0)

    def _write_foot(self, text: str) -> float:
        """Write the footnote; return the room it takes, points."""
        size = self.size
        if not text:
            return size.scaled(EDGE) / 4
        shown = self._wrapped(text, self._room, size.small, "normal")
        self.figure.text(
            size.scaled(EDGE) / self.width, size.scaled(12) / self.height, shown,
            fontsize=size.small, color=MUTED, va="bottom", linespacing=1.25,
        )  # fmt: skip
        return size.scaled(12) + size.small * 1.5 * (shown.count("\n") + 1)

    @property
    def _room(self) -> float:
        return self.width - 2 * self.size.scaled(EDGE)

    @staticmethod
    def _wrapped(text: str, room: float, points: float, weight: str) -> str:
        """Return a text broken into lines that fit so many points."""
        width = max(text_width(text, points, weight), 1.0)
        letters = max(int(len(text) * min(room / width, 1.0)), 10)
        return "\n".join(textwrap.wrap(text, letters)) or " "


def usual_columns(panels: int, size: Size) -> int:
    """Return how many of so many panels stand in a row."""
    return 1 if size.width <= NARROW else {1: 1, 2: 2, 4: 2}.get(panels, 3)


def width_of(axes: Axes) -> float:
    """Return how wide axes are, points."""
    return float(axes.get_window_extent().width) / axes.figure.dpi * POINTS


def bare(axes: Axes, size: Size, grid: Lines) -> None:
    """Leave of the frame of axes its lower line, and draw the lines of a grid."""
    unframe(axes, size)
    axes.grid(axis=grid, color=GRID, linewidth=size.scaled(1.0))
    axes.set_axisbelow(True)


def unframe(axes: Axes, size: Size) -> None:
    """Leave of the frame of axes its lower line."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.spines["bottom"].set_linewidth(size.scaled(1.0))
    axes.spines["bottom"].set_in_layout(False)


def folded(name: str, letters: int = 26) -> str:
    """Return a name broken into lines."""
    return "\n".join(textwrap.wrap(name, letters)) or name


def slug(name: str) -> str:
    """Return a name as a part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
