"""The sheet of a figure of an experiment: title, panels in a grid, axes that are not of time."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tradesim.reporting.labels import POINTS, text_width
from tradesim.reporting.sheet import DPI, EDGE
from tradesim.reporting.style import GRID, INK, MUTED, Size

LINE_HEIGHT = 1.42
"""Distance of two lines of a heading, in heights of the type."""

TICKS = 4
"""Most steps between the numbers of an axis."""

Grid = Literal["x", "y", "both"]


class Plate:
    """A figure in the making.

    Attributes:
        figure: The figure.
        panels: Its plots, one for each heading.
        size: Its size.
    """

    def __init__(
        self, title: str, line: str, headings: Sequence[str], size: Size, *, tall: float = 0.42
    ) -> None:
        """Lay out empty panels under a title.

        Args:
            title: The subject of the finding.
            line: What is shown, of which runs.
            headings: What each panel shows.
            size: ``SLIDE`` or ``PRINT``.
            tall: Height of a row of panels, in heights of the size.
        """
        self.size = size
        self._title, self._line, self._headings = title, line, list(headings)
        self.columns = {1: 1, 2: 2, 4: 2}.get(len(headings), 3)
        rows = -(-len(headings) // self.columns)
        height = size.height * max(0.16 + tall * rows, 0.6)
        self.figure = Figure(
            figsize=(size.width, height), dpi=DPI, facecolor="white", label=title
        )
        FigureCanvasAgg(self.figure)
        self.panels = [
            self.figure.add_axes((0, 0, 1, 1), label=str(number))
            for number in range(len(headings))
        ]

    def place(self, *, left: float, right: float = 10.0) -> None:
        """Write title and headings and give the panels their places.

        Args:
            left: Room for what stands at the left of each panel, points.
            right: Room for what stands at its right, points.
        """
        scaled = self.size.scaled
        width, height = (float(inches) * POINTS for inches in self.figure.get_size_inches())
        top = self._write_title(width, height)
        across = (width - scaled(EDGE)) / self.columns
        plot = across - left - right
        lines = [self._wrapped(heading, plot + right) for heading in self._headings]
        heading = max(text.count("\n") + 1 for text in lines) * self.size.small * LINE_HEIGHT
        rows = -(-len(self.panels) // self.columns)
        foot = scaled(52)
        down = (height - top) / rows
        for number, (axes, text) in enumerate(zip(self.panels, lines, strict=True)):
            row, column = divmod(number, self.columns)
            bottom = height - top - (row + 1) * down + foot
            axes.set_position(
                (
                    (column * across + left + scaled(EDGE) / 2) / width,
                    bottom / height,
                    plot / width,
                    (down - foot - heading - scaled(14)) / height,
                )
            )
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

    def name_rows(self, axes: Axes, names: Sequence[str], *, named: bool) -> None:
        """Write names at the rows of a panel, the first on top."""
        size = self.size
        axes.set_ylim(len(names) - 0.4, -0.6)
        shown = list(names) if named else [""] * len(names)
        axes.set_yticks(range(len(names)), shown, fontsize=size.small, color=INK)

    def is_first(self, number: int) -> bool:
        """Say whether a panel stands at the left."""
        return number % self.columns == 0

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
        return y + size.scaled(10)

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
