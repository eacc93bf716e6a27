"""Direct labels: names at the ends of lines, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import ScaledTranslation

from tradesim.arrays import Floats
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
    font = FontProperties(size=points, weight=weight)
    return HINTED * max((reach(line, font)[0] for line in text.split("\n")), default=0.0)


def reach(line: str, font: FontProperties) -> tuple[float, float, float]:
    """Return width, height and descent of a line of text by the outlines of its letters, points."""
    return _reach(line, font, fonts())


def fonts() -> tuple[str, ...]:
    """Return the names of fonts that are looked for now."""
    return tuple(
        name
        for kind in ("font.family", "font.sans-serif", "font.serif")
        for name in mpl.rcParams[kind]
    )


@cache
def _reach(line: str, font: FontProperties, _fonts: tuple[str, ...]) -> tuple[float, float, float]:
    found: tuple[float, float, float] = text_to_path.get_text_width_height_descent(
        line, font, ismath=False
    )
    return found


def label_width(ends: Sequence[End], points: float, size: Size) -> float:
    """Return the room in points that labels need to the right of a plot."""
    if not ends:
        return size.scaled(2 * GAP)
    return size.scaled(2 * GAP + LEADER) + max(text_width(end.text, points) for end in ends)


def write_ends(axes: Axes, ends: Sequence[End], points: float, size: Size) -> list[Text]:
    """Write a label to the right of each line's end, so that a layout leaves room for them.

    ``label_ends`` moves them apart when the axes have their place.
    """
    place = axes.get_yaxis_transform() + moved(axes, size.scaled(1.5 * GAP + LEADER), 0.0)
    return [
        axes.text(
            1.0, end.height, end.text, transform=place, va="center_baseline", fontsize=points,
            color=legible(end.colour),
        )
        for end in ends
    ]  # fmt: skip


def label_ends(axes: Axes, labels: Sequence[Text], ends: Sequence[End], size: Size) -> None:
    """Move the labels of lines up or down, so that none stands over another, and lead to them.

    The axes must have their final place and limits.
    """
    if not labels:
        return
    box, scale = axes.get_window_extent(), axes.figure.dpi / POINTS
    heights = axes.transData.transform([(0.0, end.height) for end in ends])[:, 1]
    order = np.argsort(heights, kind="stable")
    points = min(float(labels[0].get_fontsize()), (box.height / scale) / (len(ends) * SPACING))
    gap = points * SPACING * scale
    places = spread(heights[order].tolist(), gap, box.y0 + gap / 2, box.y1 - gap / 3)
    up, back = np.empty(len(ends)), axes.transData.inverted()
    up[order] = places
    for label, place in zip(labels, up, strict=True):
        label.set_fontsize(points)
        label.set_y(float(back.transform((0.0, place))[1]))
    _lead(axes, np.column_stack((heights, up)), [end.colour for end in ends], size)


def _lead(axes: Axes, heights: Floats, colours: Sequence[Colour], size: Size) -> None:
    """Draw a line from the end of each line to its label.

    Args:
        axes: The axes, in their final place.
        heights: From where to where, in pixels.
        colours: A colour for each.
        size: Size of the figure.
    """
    box, scale = axes.get_window_extent(), axes.figure.dpi / POINTS
    across = np.array([size.scaled(GAP / 2), size.scaled(GAP + LEADER)]) * scale
    whole = size.scaled(1.5 * GAP + LEADER) * scale
    slope = (heights[:, 1:] - heights[:, :1]) / whole
    up = heights[:, :1] + slope * across
    places = np.stack((np.broadcast_to(1.0 + across / box.width, up.shape), up), axis=-1)
    places[..., 1] = (places[..., 1] - box.y0) / box.height
    leaders = LineCollection(
        list(places), colors=list(colours), linewidths=size.scaled(1.0), zorder=1,
        transform=axes.transAxes, clip_on=False,
    )  # fmt: skip
    leaders.set_in_layout(False)
    axes.add_artist(leaders)


def moved(axes: Axes, across: float, up: float) -> ScaledTranslation:
    """Return a move by so many points."""
    return ScaledTranslation(across / POINTS, up / POINTS, axes.figure.dpi_scale_trans)


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
