"""A plot as data: its lines, layers and points, and how they are drawn.

Slides, reports and scripts say what a plot holds; ``panel`` draws it, and ``sheet`` gives it its
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tradesim.arrays import Floats
from tradesim.reporting.labels import End
from tradesim.reporting.material import Series
from tradesim.reporting.style import INK, Colour

Numbers = Literal["plain", "percent"]


@dataclass(frozen=True)
class Curve:
    """A line with its band.

    Attributes:
        data: The line.
        colour: Its colour.
        label: What is written at its end; without one it is not labelled.
        weight: How heavy it is, multiple of the usual.
    """

    data: Series
    colour: Colour
    label: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Layer:
    """A layer of a stacked area.

    Attributes:
        days: Dates as days since 1970-01-01.
        foot: Its lower edge.
        head: Its upper edge.
        colour: Its colour.
        label: What is written at its end.
    """

    days: Floats
    foot: Floats
    head: Floats
    colour: Colour
    label: str


@dataclass(frozen=True)
class Gap:
    """The area between two lines.

    Attributes:
        days: Dates as days since 1970-01-01.
        low: Its lower edge.
        high: Its upper edge.
        colour: Its colour.
    """

    days: Floats
    low: Floats
    high: Floats
    colour: Colour


@dataclass(frozen=True)
class Points:
    """Numbers of single days, such as published ones, over the lines.

    Attributes:
        days: Dates as days since 1970-01-01.
        values: In the unit of the plot.
        colour: Their colour.
    """

    days: Floats
    values: Floats
    colour: Colour = INK


@dataclass(frozen=True)
class Plot:
    """One plot over time.

    Attributes:
        heading: What it shows; goes into the title where it is the only one.
        curves: Its lines, those drawn last on top.
        layers: Its stacked areas, from the bottom up.
        gaps: Areas between lines.
        points: Its points.
        note: A word at its foot, and its colour.
        unit: What its vertical axis measures, where that is not the same for all plots.
        numbers: How its values are written.
        bottom: Lower limit of its values.
        top: Upper limit of its values; from the data where absent.
        least: The axis reaches at least so high.
    """

    heading: str = ""
    curves: Sequence[Curve] = ()
    layers: Sequence[Layer] = ()
    gaps: Sequence[Gap] = ()
    points: Sequence[Points] = ()
    note: tuple[str, Colour] | None = None
    unit: str = ""
    numbers: Numbers = "plain"
    bottom: float = 0.0
    top: float | None = None
    least: float = 0.0

    @property
    def highest(self) -> float:
        """The highest value of lines, bands and points."""
        lines = (curve.data.top for curve in self.curves)
        points = (float(np.nanmax(each.values, initial=0.0)) for each in self.points)
        return max(self.least, *lines, *points, 0.0)

    @property
    def ends(self) -> list[End]:
        """What is written at the ends of lines and layers."""
        lines = [End(each.label, each.data.end, each.colour) for each in self.curves if each.label]
        return lines + [
            End(each.label, float(each.foot[-1] + each.head[-1]) / 2, each.colour)
            for each in self.layers
        ]


def stacked(days: Floats, shares: Sequence[tuple[str, Floats, Colour]]) -> tuple[Layer, ...]:
    """Return layers one upon the other: label, share and colour of each, from the bottom up."""
    foot, layers = np.zeros(len(days)), []
    for label, share, colour in shares:
        layers.append(Layer(days, foot, foot + share, colour, label))
        foot = foot + share
    return tuple(layers)
