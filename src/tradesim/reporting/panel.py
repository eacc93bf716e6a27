"""One plot of a figure: its lines, bands and layers, its vertical axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from tradesim.measures.spans import Floats
from tradesim.reporting.labels import End, text_width
from tradesim.reporting.material import Series
from tradesim.reporting.style import GRID, INK, MUTED, Colour, Size

Numbers = Literal["plain", "percent"]

MOST_TICKS = 6

ROUNDING = 1e-6
"""Share of a step between ticks that may be lost in writing it."""


@dataclass
class Panel:
    """One plot of a figure.

    Attributes:
        axes: Where it is drawn.
        size: Size of the figure.
        heading: What it shows, where there are several.
        unit: What its vertical axis measures, where that is not the same for all panels.
        numbers: How its values are written.
        bottom: Lower limit of its values.
        top: Upper limit of its values; from the data where absent.
        highest: Highest value drawn so far.
        filled: Whether layers hide what is drawn under them.
        ends: Ends of lines that get a label.
    """

    axes: Axes
    size: Size
    heading: str = ""
    unit: str = ""
    numbers: Numbers = "plain"
    bottom: float = 0.0
    top: float | None = None
    highest: float = 0.0
    filled: bool = False
    ends: list[End] = field(default_factory=list)

    def line(self, data: Series, colour: Colour, text: str = "", *, weight: float = 1.0) -> None:
        """Draw a line with its band, and note its end for labelling.

        Args:
            data: The line.
            colour: Its colour.
            text: Its label; without one it is not labelled.
            weight: How heavy it is, multiple of the usual.
        """
        if data.low is not None and data.high is not None:
            self.axes.fill_between(
                data.days, data.low, data.high, color=colour, alpha=0.18, linewidth=0, zorder=1.5
            )
        self.axes.plot(
            data.days,
            data.mean,
            color=colour,
            linewidth=weight * self.size.line * (0.8 if self.heading else 1.0),
            solid_capstyle="round",
            solid_joinstyle="round",
            zorder=2,
        )
        self.highest = max(self.highest, data.top)
        if text:
            self.ends.append(End(text, data.end, colour))

    def layer(self, days: Floats, foot: Floats, head: Floats, colour: Colour, text: str) -> None:
        """Draw a layer of a stacked area, and note its end for labelling.

        It is filled down to the axis, under the layers drawn before it: one edge to write, not
        two.
        """
        self.axes.fill(
            [*days, days[-1], days[0]],
            [*head, 0.0, 0.0],
            facecolor=colour,
            edgecolor="white",
            linewidth=self.size.scaled(0.8),
            zorder=1.4 - 0.01 * len(self.ends),
        )
        self.filled = True
        self.ends.append(End(text, float(foot[-1] + head[-1]) / 2, colour))

    def points(self, days: Floats, values: Floats, colour: Colour) -> None:
        """Draw points, ringed in white so that they stand out from a line."""
        self.axes.plot(
            days,
            values,
            linestyle="none",
            marker="o",
            markersize=self.size.scaled(7.5),
            markerfacecolor=colour,
            markeredgecolor="white",
            markeredgewidth=self.size.scaled(1.2),
            clip_on=False,
            zorder=4,
        )
        self.highest = max(self.highest, float(np.nanmax(values, initial=0.0)))

    def note(self, text: str, colour: Colour) -> None:
        """Write a word at the foot of the plot."""
        self.axes.annotate(
            text,
            (1.0, 0.0),
            xycoords="axes fraction",
            xytext=(-self.size.scaled(4), self.size.scaled(7)),
            textcoords="offset points",
            ha="right",
            va="bottom",
            color=colour,
            fontsize=self.size.small,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": self.size.scaled(1.5)},
            zorder=3,
        )

    def scale(self) -> None:
        """Set limits and ticks of the vertical axis; a tick just above the data is shown too."""
        top = self.top or self.bottom + (self.highest - self.bottom) * 1.06
        top = top if top > self.bottom else self.bottom + 1.0
        locator = MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 2.5, 5, 10])
        found = [float(tick) for tick in locator.tick_values(self.bottom, top)]
        step = found[1] - found[0]
        if self.top is None and found[-1] - top <= step / 3:
            top = max(top, found[-1])
        slack = 1e-9 * (top - self.bottom)
        ticks = [tick for tick in found if self.bottom - slack <= tick <= top + slack]
        self.axes.set_ylim(self.bottom, top)
        self.axes.set_yticks(
            ticks, as_numbers(ticks, self.numbers), fontsize=self.size.small, color=MUTED
        )

    def tick_width(self) -> float:
        """Return how wide the numbers of the vertical axis are, points."""
        labels = [label.get_text() for label in self.axes.get_yticklabels()]
        return max(text_width(label, self.size.small) for label in labels)

    def heading_width(self) -> float:
        """Return how wide the heading is, points."""
        return text_width(self.heading, self.size.text, "bold")

    def dress(self, unit: str) -> None:
        """Set spines and grid, and write heading and unit."""
        size, axes = self.size, self.axes
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(MUTED)
        axes.spines["bottom"].set_linewidth(size.scaled(1.0))
        axes.grid(axis="y", color=GRID, linewidth=size.scaled(1.0))
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", left=False, pad=size.scaled(5))
        axes.set_ylabel(unit, fontsize=size.small, color=MUTED, labelpad=size.scaled(7))
        axes.set_title(
            self.heading,
            loc="left",
            fontsize=size.text,
            weight="bold",
            color=INK,
            pad=size.scaled(8),
        )


def as_numbers(values: Sequence[float], how: Numbers = "plain") -> list[str]:
    """Return values as words: thousands apart, as many decimals as tell them from one another."""
    if how == "percent":
        return [f"{100 * value:.0f} %" for value in values]
    step = float(min(np.diff(values), default=1.0))
    decimals = next((n for n in range(6) if abs(step - round(step, n)) < step * ROUNDING), 6)
    return [f"{value:,.{decimals}f}" for value in values]
