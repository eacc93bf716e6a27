"""A plot drawn on its axes: lines with bands, layers, points, and the vertical axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.ticker import MaxNLocator

from tradesim.arrays import Floats
from tradesim.reporting.labels import text_width
from tradesim.reporting.plot import Curve, Layer, Numbers, Plot, Points
from tradesim.reporting.ruling import number_heights
from tradesim.reporting.style import Colour, Size

MOST_TICKS = 6

ROUNDING = 1e-6
"""Share of a step between ticks that may be lost in writing it."""


@dataclass(frozen=True)
class Panel:
    """One plot of a figure.

    Attributes:
        axes: Where it is drawn.
        size: Size of the figure.
        plot: What it shows.
        unit: What is written beside its vertical axis.
        wide: Width of the widest number there, points; that of a panel above or below, perhaps.
        thin: Whether lines are thinner, as beside other panels.
    """

    axes: Axes
    size: Size
    plot: Plot
    unit: str = ""
    wide: float = 0.0
    thin: bool = False

    def draw(self) -> None:
        """Draw everything but the axis of time and the labels at the ends of lines."""
        for curve in self.plot.curves:
            self._line(curve)
        for number, layer in enumerate(self.plot.layers):
            self._layer(layer, number)
        for gap in self.plot.gaps:
            self._band(gap.days, gap.low, gap.high, facecolor=gap.colour, zorder=1.7)
        for points in self.plot.points:
            self._points(points)
        if self.plot.note is not None:
            self._note(*self.plot.note)
        self._scale()

    def _line(self, curve: Curve) -> None:
        data, colour = curve.data, curve.colour
        if data.low is not None and data.high is not None:
            self._band(data.days, data.low, data.high, facecolor=colour, alpha=0.18, zorder=1.5)
        self._add(
            Line2D(
                data.days,
                data.mean,
                color=colour,
                linewidth=curve.weight * self.size.line * (0.8 if self.thin else 1.0),
                solid_capstyle="round",
                solid_joinstyle="round",
                zorder=2,
            )
        )

    def _band(self, days: Floats, low: Floats, high: Floats, **how: Any) -> None:
        """Fill between two lines wherever both are known."""
        known = np.isfinite(low) & np.isfinite(high)
        for part in np.split(np.arange(len(days)), np.flatnonzero(np.diff(known)) + 1):
            if known[part].any():
                there, back = days[part], part[::-1]
                edge = ([*there, *there[::-1]], [*low[part], *high[back]])
                self._add(Polygon(np.column_stack(edge), linewidth=0, **how))

    def _layer(self, layer: Layer, number: int) -> None:
        """Fill a layer down to the axis, under those drawn before it: with one edge to write."""
        days = layer.days
        edge = np.column_stack(([*days, days[-1], days[0]], [*layer.head, 0.0, 0.0]))
        self._add(
            Polygon(
                edge,
                facecolor=layer.colour,
                edgecolor="white",
                linewidth=self.size.scaled(0.8),
                zorder=1.4 - 0.01 * number,
            )
        )

    def _add(self, drawn: Artist) -> None:
        """Add what is drawn without asking how far it reaches: both axes are set."""
        self.axes.add_artist(drawn)

    def _points(self, points: Points) -> None:
        """Draw points, ringed in white so that they stand out from a line."""
        self._add(
            Line2D(
                points.days,
                points.values,
                linestyle="none",
                marker="o",
                markersize=self.size.scaled(7.5),
                markerfacecolor=points.colour,
                markeredgecolor="white",
                markeredgewidth=self.size.scaled(1.2),
                clip_on=False,
                zorder=4,
            )
        )

    def _note(self, text: str, colour: Colour) -> None:
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

    def _scale(self) -> None:
        """Set limits and ticks of the vertical axis."""
        bottom, top, ticks = scale_of(self.plot)
        self.axes.set_ylim(bottom, top)
        heights = dict(zip(ticks, as_numbers(ticks, self.plot.numbers), strict=True))
        number_heights(self.axes, heights, self.size, wide=self.wide, unit=self.unit)


def scale_of(plot: Plot) -> tuple[float, float, list[float]]:
    """Return limits and ticks of a vertical axis; a tick just above the data is shown too."""
    bottom = plot.bottom
    top = plot.top or bottom + (plot.highest - bottom) * 1.06
    top = top if top > bottom else bottom + 1.0
    locator = MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 2.5, 5, 10])
    found = [float(tick) for tick in locator.tick_values(bottom, top)]
    step = found[1] - found[0]
    if plot.top is None and found[-1] - top <= step / 3:
        top = max(top, found[-1])
    slack = 1e-9 * (top - bottom)
    return bottom, top, [tick for tick in found if bottom - slack <= tick <= top + slack]


def tick_width(plot: Plot, size: Size) -> float:
    """Return how wide the numbers of the vertical axis are, points."""
    names = as_numbers(scale_of(plot)[2], plot.numbers)
    return max(text_width(name, size.small) for name in names)


def as_numbers(values: Sequence[float], how: Numbers = "plain") -> list[str]:
    """Return values as words: thousands apart, as many decimals as tell them from one another."""
    if how == "percent":
        return [f"{100 * value:.0f} %" for value in values]
    step = float(min(np.diff(values), default=1.0))
    decimals = next((n for n in range(6) if abs(step - round(step, n)) < step * ROUNDING), 6)
    return [f"{value:,.{decimals}f}" for value in values]
