"""What a reader of a figure sees: its texts, and which of them run into one another."""

from __future__ import annotations

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

TOUCH = 1.0
"""Points by which boxes may meet: they hold air above and below the letters."""


def texts(figure: Figure) -> list[Text]:
    """Return every text that is drawn."""
    figure.draw_without_rendering()
    shown = []
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_visible() and text.get_text().strip() and _is_drawn(figure, text):
            shown.append(text)
    return shown


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts that run into each other."""
    boxes = [(text.get_text(), _box(text)) for text in texts(figure)]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if _meet(first, second)
    ]


def outside(figure: Figure) -> list[str]:
    """Return the texts that leave the figure."""
    page = figure.bbox
    return [
        text.get_text()
        for text in texts(figure)
        if not (
            page.x0 <= _box(text).x0
            and _box(text).x1 <= page.x1
            and page.y0 <= _box(text).y0
            and _box(text).y1 <= page.y1
        )
    ]


def _is_drawn(figure: Figure, text: Text) -> bool:
    """Leave out tick labels beyond the limits, and those switched off."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if text is tick.label2:
                    return False
                if text is tick.label1:
                    low, high = sorted(axis.get_view_interval())
                    return tick.label1.get_visible() and low - 1e-6 <= tick.get_loc() <= high + 1e-6
    return True


def _box(text: Text) -> Bbox:
    return text.get_window_extent()


def _meet(one: Bbox, other: Bbox) -> bool:
    touch = TOUCH * 160 / 72
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(across > touch and down > touch)
