"""What a reader of a figure sees: its texts, and which of them run into one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOUCH = 1.0
"""Points by which boxes may meet: they hold air above and below the letters."""


def texts(figure: Figure) -> list[Text]:
    """Return every text that is drawn."""
    figure.draw_without_rendering()
    hidden = set(map(id, _not_drawn(figure)))
    return [
        artist
        for artist in _seen(figure)
        if isinstance(artist, Text) and id(artist) not in hidden and artist.get_text().strip()
    ]


def _seen(artist: Artist) -> Iterator[Artist]:
    """Yield what is visible of an artist and in it; what is not would make ticks to be asked."""
    if artist.get_visible():
        yield artist
        for part in artist.get_children():
            yield from _seen(part)


def misplaced(figure: Figure) -> list[tuple[str, ...]]:
    """Return the pairs of texts that run into each other, and the texts that leave the figure.

    The figure is drawn once for both.
    """
    boxes = [(text.get_text(), box_of(text)) for text in texts(figure)]
    meeting = [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if _meet(first, second)
    ]
    return meeting + [(text,) for text, box in boxes if not _within(box, figure.bbox)]


def banded(axes: Axes) -> bool:
    """Say whether a band or another area is drawn."""
    return any(isinstance(each, Polygon) for each in axes.patches)


def box_of(text: Text) -> Bbox:
    """Return where the letters of a text stand, without the line that leads to it."""
    return Text.get_window_extent(text)


def _not_drawn(figure: Figure) -> Iterator[Text]:
    """Yield tick labels beyond the limits, and those switched off."""
    for axes in figure.axes:
        for axis in filter(Artist.get_visible, (axes.xaxis, axes.yaxis)):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                yield tick.label2
                if not low - 1e-6 <= tick.get_loc() <= high + 1e-6:
                    yield tick.label1


def _within(box: Bbox, page: Bbox) -> bool:
    across = page.x0 <= box.x0 and box.x1 <= page.x1
    return bool(across and page.y0 <= box.y0 and box.y1 <= page.y1)


def _meet(one: Bbox, other: Bbox) -> bool:
    touch = TOUCH * 160 / 72
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > touch and down > touch)
