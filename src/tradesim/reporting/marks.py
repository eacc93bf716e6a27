"""Policy dates on a plot: thin lines, labelled above it where no two labels meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.transforms import Affine2D, ScaledTranslation, blended_transform_factory

from tradesim.reporting.labels import POINTS, SPACING, moved, text_width
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import LONGEST, Mark, Moment
from tradesim.reporting.ruling import broken, rule, write
from tradesim.reporting.style import INK, MARK, Size
from tradesim.wording.shortening import shortened

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
    for named in (False, True):
        days = days_of([day for day, is_named in strong.items() if is_named == named])
        line = rule(
            axes, broken(days, 0.0, 1.0), axes.get_xaxis_transform(), INK if above else MARK,
            size.scaled(1.0 if named else 0.6), 2.5 if above else 0.8,
        )  # fmt: skip
        line.set_alpha((0.6 if above else 1.0) * (1.0 if named else 0.5))


def draw_labels(axes: Axes, places: Sequence[LabelPlace], size: Size) -> None:
    """Write the labels above the plot and lead each line up to its label.

    They belong to the axes: a layout that comes after leaves room for them.
    """
    row = row_height(size.small)
    above = Affine2D().scale(1 / POINTS) + axes.figure.dpi_scale_trans
    above += ScaledTranslation(0.0, 1.0, axes.transAxes)  # type: ignore[arg-type]
    place_at = blended_transform_factory(axes.transData, above)
    days = days_of([place.mark.day for place in places])
    across, up = broken(days, 0.0, 0.0)
    up[1::3] = [(place.row + 0.85) * row for place in places]
    rule(axes, (across, up), place_at, MARK, size.scaled(1.1), 0.8).set_clip_on(False)
    for place, day in zip(places, days.tolist(), strict=True):
        beside = place_at + moved(axes, place.left - place.at, 0.0)
        at = (day, (place.row + 0.5) * row)
        write(axes, at, place.mark.text, beside, size, "right")


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
