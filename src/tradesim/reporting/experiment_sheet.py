"""The sheet of a figure of an experiment: title, panels in a grid, axes that are not of time."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tradesim.reporting.labels import POINTS, text_width
from tradesim.reporting.sheet import DPI, EDGE
from tradesim.reporting.style import GRID, INK, MUTED, NARROW, Colour, Size, legible

LINE_HEIGHT = 1.42
"""Distance of two lines of a heading, in heights of the type."""

TICKS = 4
"""Most steps between the numbers of an axis."""

Grid = Literal["x", "y", "both"]


class Plate:
    """A figure in the making.

    ``row_share`` is the height of a row of several, in heights of the size.

    Attributes:
        figure: The figure.
        panels: Its plots, one for each heading.
        size: Its size.
    """

    row_share = 0.42

    def __init__(
        self,
        title: str,
        line: str,
        headings: Sequence[str],
        size: Size,
        key: Mapping[str, Colour] | None = None,
    ) -> None:
        """Lay out empty panels under a title.

        Args:
            title: The subject of the finding.
            line: What is shown, of which runs.
            headings: What each panel shows.
            size: ``SLIDE`` or ``PRINT``.
            key: What the colours mean, where they mean something.
        """
        self.size, self._key = size, dict(key or {})
        self._title, self._line, self._headings = title, line, list(headings)
        self.columns = {1: 1, 2: 2, 4: 2}.get(len(headings), 3)
        if size.width <= NARROW:
            self.columns = 1
        rows = -(-len(headings) // self.columns)
        height = size.height * (1.0 if rows == 1 else 0.16 + self.row_share * rows)
        self.figure = Figure(figsize=(size.width, height), dpi=DPI, facecolor="white", label=title)
        FigureCanvasAgg(self.figure)
        self.panels = [
            self.figure.add_axes((0, 0, 1, 1), label=str(number)) for number in range(len(headings))
        ]

    def place(self, *, left: float, inner: float, right: float = 10.0) -> None:
        """Write title, key and headings and give the panels their places.

        Args:
            left: Room at the left of the first column, points.
            inner: Room at the left of every other column, points.
            right: Room at the right of each panel, points.
        """
        scaled, edge = self.size.scaled, self.size.scaled(EDGE)
        width, height = (float(inches) * POINTS for inches in self.figure.get_size_inches())
        top = self._write_key(width, height, self._write_title(width, height)) + scaled(12)
        room = width - edge - left - inner * (self.columns - 1)
        plot = room / self.columns - right
        lines = [self._wrapped(heading, plot + right) for heading in self._headings]
        heading = max(text.count("\n") + 1 for text in lines) * self.size.small * LINE_HEIGHT
        foot = scaled(56)
        down = (height - top) / -(-len(self.panels) // self.columns)
        for number, (axes, text) in enumerate(zip(self.panels, lines, strict=True)):
            row, column = divmod(number, self.columns)
            start = edge / 2 + left + column * (plot + right + inner)
            bottom = height - top - (row + 1) * down + foot
            tall = down - foot - heading - scaled(8)
            axes.set_position((start / width, bottom / height, plot / width, tall / height))
            axes.set_title(
                text, loc="left", fontsize=self.size.small, weight="bold", color=INK,
                pad=scaled(8), linespacing=1.2,
            )  # fmt: skip

    def dress(self, axes: Axes, across: str, up: str = "", *, grid: Grid = "x") -> None:
        """Set spines, grid and numbers, and write what the axes measure."""
        size = self.size
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(MUTED)
        axes.spines["bottom"].set_linewidth(size.scaled(1.0))
        axes.grid(axis=grid, color=GRID, linewidth=size.scaled(1.0))
        axes.set_axisbelow(True)
        axes.tick_params(
            axis="both", length=0, pad=size.scaled(5), labelsize=size.small, labelcolor=MUTED
        )
        for axis in (axes.xaxis, axes.yaxis):
            if not axis.get_ticklabels() or axis.get_scale() == "linear":
                axis.set_major_locator(MaxNLocator(TICKS, steps=[1, 2, 2.5, 5, 10]))
        axes.set_xlabel(across, fontsize=size.small, color=MUTED, labelpad=size.scaled(5))
        axes.set_ylabel(up, fontsize=size.small, color=MUTED, labelpad=size.scaled(7))

    def name_rows(self, number: int, names: Sequence[str]) -> None:
        """Write names at the rows of a panel, the first on top; only at the left of the sheet."""
        axes, at_left = self.panels[number], number % self.columns == 0
        axes.set_ylim(len(names) - 0.4, -0.6)
        shown = list(names) if at_left else [""] * len(names)
        axes.set_yticks(range(len(names)), shown, fontsize=self.size.small, color=INK)

    def _write_key(self, width: float, height: float, top: float) -> float:
        """Write what the colours mean under the title; return where it ends, points."""
        size, x, y = self.size, self.size.scaled(EDGE), top
        for name, colour in self._key.items():
            wide = text_width(name, size.small, "bold") + size.scaled(22)
            if x + wide > width and x > size.scaled(EDGE):
                x, y = size.scaled(EDGE), y + size.small * LINE_HEIGHT
            self.figure.text(
                x / width, 1 - y / height, name, fontsize=size.small, weight="bold",
                color=legible(colour), va="top",
            )  # fmt: skip
            x += wide
        return y + (size.small * LINE_HEIGHT if self._key else 0.0)

    def _write_title(self, width: float, height: float) -> float:
        """Write title and the line under it; return the room they take, points."""
        size, y = self.size, self.size.scaled(EDGE)
        room = width - 2 * size.scaled(EDGE)
        for text, points, weight, colour in (
            (self._title, size.title, "bold", INK),
            (self._line, size.text, "normal", MUTED),
        ):
            shown = self._wrapped(text, room, points, weight)
            self.figure.text(
                size.scaled(EDGE) / width, 1 - y / height, shown, fontsize=points, weight=weight,
                color=colour, va="top", linespacing=1.2,
            )  # fmt: skip
            y += points * LINE_HEIGHT * (shown.count("\n") + 1)
        return y + size.scaled(4)

    def _wrapped(
        self, text: str, room: float, points: float | None = None, weight: str = "bold"
    ) -> str:
        width = max(text_width(text, points or self.size.small, weight), 1.0)
        letters = max(int(len(text) * min(room / width, 1.0)), 10)
        return "\n".join(textwrap.wrap(text, letters)) or " "


def widest(names: Sequence[str], size: Size) -> float:
    """Return how much room names need at the left of a panel, points."""
    return max((text_width(name, size.small) for name in names), default=0.0) + size.scaled(14)


def folded(name: str, letters: int = 26) -> str:
    """Return a name broken into lines."""
    return "\n".join(textwrap.wrap(name, letters)) or name


def slug(name: str) -> str:
    """Return a name as a part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


class TallPlate(Plate):
    """A figure with room for many names at the left of its panels."""

    row_share = 0.72
