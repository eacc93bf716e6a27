"""Axes ruled by hand: one line for a grid, one for all ticks, and a text for each number.

Matplotlib makes three lines and two texts of every tick, asks each of them how far it reaches, and
draws each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import NullLocator
from matplotlib.transforms import Transform

from tradesim.arrays import Floats
from tradesim.reporting.labels import moved
from tradesim.reporting.style import GRID, MUTED, Colour, Size

NUMBERS = 5.0
"""Points of a slide from the air beside an axis to its numbers."""

TICK = 6.0
"""Points of a slide that a tick with a name is long."""

AIR = 3.5
"""Points between an axis, or its ticks, and what is written there."""

UNIT = 7.0
"""Points of a slide from the numbers to what they measure."""


Side = Literal["left", "right", "below"]

SIDES: Mapping[Side, tuple[str, str]] = {
    "left": ("right", "center_baseline"),
    "right": ("left", "center_baseline"),
    "below": ("center", "top"),
}
"""How a text stands that is written at a side of a place."""


def number_heights(
    axes: Axes, heights: Mapping[float, str], size: Size, *, wide: float, unit: str
) -> None:
    """Draw the lines of a grid with their numbers to the left, and what they measure beside them.

    Args:
        axes: The axes; without ticks from now on.
        heights: Heights of the lines, and their numbers.
        size: Size of the figure.
        wide: Width of the widest number, points.
        unit: What is measured.
    """
    axes.xaxis.set_visible(False)
    axes.yaxis.set_major_locator(NullLocator())
    axes.set_ylabel(unit, fontsize=size.small, color=MUTED)
    away = AIR + size.scaled(NUMBERS)
    beside = axes.transAxes + moved(axes, -(away + wide + size.scaled(UNIT)), 0.0)
    axes.yaxis.set_label_coords(0.0, 0.5, beside)
    across = axes.get_yaxis_transform()
    rule(axes, broken(heights, 0.0, 1.0)[::-1], across, GRID, size.scaled(1.0), 0.5)
    place = across + moved(axes, -away, 0.0)
    for height, number in heights.items():
        write(axes, (0.0, height), number, place, size, "left")


def name_days(axes: Axes, days: Mapping[float, str], size: Size) -> list[Text]:
    """Write names under days; return what is written."""
    place = axes.get_xaxis_transform() + moved(axes, 0.0, -AIR - size.scaled(TICK))
    return [write(axes, (day, 0.0), name, place, size, "below") for day, name in days.items()]


def tick_days(axes: Axes, days: Iterable[float], size: Size) -> Line2D:
    """Draw a tick under each day, and return all of them."""
    places = list(days)
    ticks = Line2D(
        places,
        [0.0] * len(places),
        linestyle="none",
        marker="|",
        markersize=size.scaled(TICK),
        markeredgewidth=0.8,
        markeredgecolor=MUTED,
        transform=axes.get_xaxis_transform() + moved(axes, 0.0, -size.scaled(TICK) / 2),
        clip_on=False,
        zorder=2.01,
    )
    ticks.set_in_layout(False)
    axes.add_artist(ticks)
    return ticks


def rule(
    axes: Axes, ends: Sequence[Floats], place: Transform, colour: Colour, width: float, order: float
) -> Line2D:
    """Draw lines as one that is broken between them.

    Args:
        axes: The axes.
        ends: Across and up: where each line begins and ends, and no number after each.
        place: What turns these into a place.
        colour: Their colour.
        width: Their width, points.
        order: What they stand over.
    """
    line = Line2D(
        ends[0], ends[1], color=colour, linewidth=width, solid_capstyle="butt", transform=place,
        zorder=order,
    )  # fmt: skip
    line.set_in_layout(False)
    axes.add_artist(line)
    return line


def broken(places: Iterable[float], begin: float, end: float) -> tuple[Floats, Floats]:
    """Return the ends of lines at some places, from ``begin`` to ``end`` the other way."""
    at = np.array(list(places), dtype=np.float64)
    return np.repeat(at, 3), np.tile([begin, end, np.nan], len(at))


def write(
    axes: Axes, at: tuple[float, float], text: str, place: Transform, size: Size, side: Side
) -> Text:
    """Write a small text at some side of a place, and return it."""
    across, up = SIDES[side]
    return axes.text(*at, text, transform=place, fontsize=size.small, color=MUTED, ha=across, va=up)
