"""Policy dates on a plot: thin lines, labelled above it where no two labels meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from tradesim.reporting.labels import SPACING, shortened, text_width
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import LONGEST, Mark, Moment
from tradesim.reporting.style import INK, MARK, MUTED, Size

MOST_ROWS = 6
"""Rows of labels at most; what finds no place in them is left out."""

AIR = 5.0
"""Points kept free beside a label."""

LETTERS = (LONGEST, 44, 34, 24, 9)
"""Letters of a label: as many as it has, or fewer where there is no room; at last the month."""


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a label stands above a plot.

    Attributes:
        mark: The label.
        at: Where its line stands, points from the left edge of the plot.
        left: Its left edge.
        right: Its right edge.
        row: Its row, counted from the plot upwards.
    """

    mark: Mark
    at: float
    left: float
    right: float
    row: int

    @property
    def start(self) -> float:
        """Where label and line begin."""
        return min(self.left, self.at)

    @property
    def end(self) -> float:
        """Where label and line end."""
        return max(self.right, self.at)

    def meets(self, other: LabelPlace) -> bool:
        """Say whether this label, or the line up to it, runs into another."""
        if self.row == other.row:
            return self.start < other.end + AIR and other.start < self.end + AIR
        upper, lower = (self, other) if self.row > other.row else (other, self)
        return lower.left - AIR < upper.at < lower.right + AIR


@dataclass(frozen=True, slots=True)
class LabelRoom:
    """The room above a plot.

    Attributes:
        span: First and last day on the axis.
        width: Width of the plot, points.
        beyond: Points to the right of the plot that labels may use.
        points: Size of the type.
    """

    span: tuple[float, float]
    width: float
    beyond: float
    points: float

    def at(self, mark: Mark) -> float:
        """Return where the line of a label stands, points from the left edge of the plot."""
        first, last = self.span
        return (float(days_of([mark.day])[0]) - first) / (last - first) * self.width


def arrange(given: Sequence[Mark], room: LabelRoom) -> list[LabelPlace]:
    """Return places for labels in as few rows as they need, shortened where they must be.

    Args:
        given: The labels, in order of time.
        room: The room there is.
    """
    for letters in LETTERS:
        short = [replace(mark, text=shortened(mark.text, letters)) for mark in given]
        for rows in range(1, MOST_ROWS + 1):
            found = _search(short, [], room, rows)
            if found is not None:
                return found
    return arrange(given[:-1], room) if given else []


def rows_of(places: Sequence[LabelPlace]) -> int:
    """Return how many rows the labels take."""
    return max((place.row + 1 for place in places), default=0)


def row_height(points: float) -> float:
    """Return the height of a row of labels, in points."""
    return points * SPACING * 1.12


def draw_lines(axes: Axes, found: Sequence[Moment], size: Size, *, above: bool) -> None:
    """Draw a thin line at each date, stronger where it is labelled.

    Args:
        axes: The plot.
        found: The dates.
        size: Size of the figure.
        above: Whether lines are drawn above the data, which would hide them.
    """
    strong = {moment.day: False for moment in found}
    strong |= {moment.day: True for moment in found if moment.named}
    for day, is_named in strong.items():
        axes.axvline(
            float(days_of([day])[0]),
            color=INK if above else MARK,
            linewidth=size.scaled(1.0 if is_named else 0.6),
            alpha=(0.6 if above else 1.0) * (1.0 if is_named else 0.5),
            zorder=2.5 if above else 0.8,
        )


def draw_labels(axes: Axes, places: Sequence[LabelPlace], size: Size) -> None:
    """Write the labels above the plot and lead each line up to its label.

    They belong to the axes: a layout that comes after leaves room for them.
    """
    transform, row = axes.get_xaxis_transform(), row_height(size.small)
    for place in places:
        foot = (float(days_of([place.mark.day])[0]), 1.0)
        axes.annotate(
            "", foot, xytext=(0.0, (place.row + 0.85) * row), xycoords=transform,
            textcoords="offset points", annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "color": MARK, "linewidth": size.scaled(1.1),
                "shrinkA": 0.0, "shrinkB": 0.0, "zorder": 0.8,
            },
        )  # fmt: skip
        axes.annotate(
            place.mark.text, foot, xytext=(place.left - place.at, (place.row + 0.5) * row),
            xycoords=transform, textcoords="offset points", annotation_clip=False,
            fontsize=size.small, color=MUTED, va="center_baseline",
        )  # fmt: skip


def _search(
    waiting: Sequence[Mark], placed: list[LabelPlace], room: LabelRoom, rows: int
) -> list[LabelPlace] | None:
    """Return places for the waiting labels beside those placed, None where there are none."""
    if not waiting:
        return placed
    for place in _choices(waiting[0], room, rows):
        if not any(place.meets(other) for other in placed):
            found = _search(waiting[1:], [*placed, place], room, rows)
            if found is not None:
                return found
    return None


def _choices(mark: Mark, room: LabelRoom, rows: int) -> Iterator[LabelPlace]:
    """Yield the places a label could stand: to the right of its line or to the left, row by row."""
    at, length = room.at(mark), text_width(mark.text, room.points)
    for row in range(rows):
        for left in (at + AIR, at - AIR - length):
            if left >= 0.0 and left + length <= room.width + room.beyond:
                yield LabelPlace(mark, at, left, left + length, row)
