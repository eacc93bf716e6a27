"""Direct labels: names at the ends of lines, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

from tradesim.reporting.style import Colour, Size, legible

GAP = 6.0
"""Points of a slide between the plot and its labels."""

LEADER = 16.0
"""Points of a slide that a leader line takes where labels had to move."""

SPACING = 1.22
"""Distance of lines of text, in heights of the type."""

POINTS = 72.0

HINTED = 1.03
"""Letters on a screen may be this much wider than their outlines: they are fitted to pixels."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a line, to be labelled.

    Attributes:
        text: What the line is.
        height: Where it ends, in data.
        colour: Its colour.
    """

    text: str
    height: float
    colour: Colour


def text_width(text: str, points: float, weight: str = "normal") -> float:
    """Return how wide a text is, in points, in the font of the style."""
    return _width(text, points, weight, _fonts())


def _fonts() -> tuple[str, ...]:
    return tuple(
        name
        for kind in ("font.family", "font.sans-serif", "font.serif")
        for name in mpl.rcParams[kind]
    )


@cache
def _width(text: str, points: float, weight: str, _fonts: tuple[str, ...]) -> float:
    font = FontProperties(size=points, weight=weight)
    widths = [
        text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]
        for line in text.split("\n")
    ]
    return HINTED * max(widths, default=0.0)


def label_width(ends: Sequence[End], points: float, size: Size) -> float:
    """Return the room in points that labels need to the right of a plot."""
    if not ends:
        return size.scaled(2 * GAP)
    return size.scaled(2 * GAP + LEADER) + max(text_width(end.text, points) for end in ends)


def label_ends(axes: Axes, ends: Sequence[End], points: float, size: Size) -> None:
    """Write a label to the right of each line's end, none over another.

    The axes must have their final place and limits.
    """
    if not ends:
        return
    box, scale = axes.get_window_extent(), axes.figure.dpi / POINTS
    given = sorted(ends, key=lambda end: end.height)
    heights = [float(axes.transData.transform((0, end.height))[1]) for end in given]
    points = min(points, (box.height / scale) / (len(given) * SPACING))
    gap = points * SPACING * scale
    places = spread(heights, gap, box.y0 + gap / 2, box.y1 - gap / 3)
    for end, at, moved in zip(given, heights, places, strict=True):
        _label(axes, end, (at, moved), (points, size))


def _label(axes: Axes, end: End, heights: tuple[float, float], sizes: tuple[float, Size]) -> None:
    figure, box = axes.figure, axes.get_window_extent()
    points, size = sizes
    scale = figure.dpi / POINTS * size.scaled(1.0)
    at, moved = heights
    to_figure = figure.transFigure.inverted()
    left, right = box.x1 + GAP * scale / 2, box.x1 + (GAP / 2 + LEADER) * scale
    across = [to_figure.transform(point) for point in ((left, at), (right, moved))]
    figure.add_artist(
        Line2D(*zip(*across, strict=True), color=end.colour, linewidth=size.scaled(1.0), zorder=1)
    )
    x, y = to_figure.transform((right + GAP * scale / 2, moved))
    figure.text(x, y, end.text, fontsize=points, color=legible(end.colour), va="center_baseline")


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least a gap apart, as near as can be to those wanted.

    Neighbours that collide are put together and centred on the mean of what they wanted (pool
    adjacent violators), then all are pushed back within the bounds.

    Args:
        wanted: Places wanted, in ascending order.
        gap: Smallest distance.
        low: Lower bound.
        high: Upper bound; gives way where there is no room.
    """
    groups: list[list[float]] = []  # sum of anchors, count
    for index, place in enumerate(wanted):
        groups.append([place - index * gap, 1.0])
        while len(groups) > 1 and _mean(groups[-2]) > _mean(groups[-1]):
            last = groups.pop()
            groups[-1] = [groups[-1][0] + last[0], groups[-1][1] + last[1]]
    anchors = [_mean(group) for group in groups for _ in range(int(group[1]))]
    ceiling = high - (len(wanted) - 1) * gap
    return [max(min(anchor, ceiling), low) + index * gap for index, anchor in enumerate(anchors)]


def _mean(group: list[float]) -> float:
    return group[0] / group[1]


def shortened(text: str, limit: int) -> str:
    """Return a text of at most so many letters, cut between words where it has any."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:-") + "…"
