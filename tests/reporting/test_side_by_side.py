"""Side by side: lines of variants in panels, with published points."""

import numpy as np
import pytest
from matplotlib.text import Text

from tradesim.reporting.figures import svg
from tradesim.reporting.material import Series
from tradesim.reporting.sheet import Frame
from tradesim.reporting.side_by_side import MOST_CURVES, Curve, Plot, Points, draw_side_by_side
from tradesim.reporting.style import distinct

DAYS = np.arange(18_000.0, 18_400.0, 7.0)
FRAME = Frame("Title", "line", "t", (18_000.0, 18_400.0), [])


def curve(label: str, level: float = 1.0) -> Curve:
    flat = np.full(len(DAYS), level)
    return Curve(label, Series(DAYS, flat, 0.9 * flat, 1.1 * flat))


def test_each_line_is_drawn_in_its_own_colour_and_named_at_its_end() -> None:
    figure = draw_side_by_side(FRAME, [Plot("", [curve("with", 1), curve("without", 2)])])
    axes = figure.axes[0]
    assert [line.get_color() for line in axes.lines[:2]] == distinct(2)
    written = {text.get_text() for text in figure.findobj(Text)}
    assert {"with", "without"} <= written


def test_published_points_stand_where_they_were_published() -> None:
    points = Points(np.array([18_100.0]), np.array([5.0]))
    figure = draw_side_by_side(FRAME, [Plot("", [curve("a")], points)])
    drawn = figure.axes[0].lines[1]
    assert list(drawn.get_xdata()) == [18_100.0]
    assert list(drawn.get_ydata()) == [5.0]
    assert figure.axes[0].get_ylim()[1] >= 5.0


def test_panels_have_their_own_units() -> None:
    plots = [Plot("first", [curve("a")], unit="t"), Plot("second", [curve("a")], unit="weeks")]
    figure = draw_side_by_side(FRAME, plots)
    assert [axes.get_ylabel() for axes in figure.axes] == ["t", "weeks"]


def test_a_hostile_label_is_written_not_run() -> None:
    figure = draw_side_by_side(FRAME, [Plot("", [curve("<script>alert(1)</script>")])])
    assert "<script>" not in svg(figure, "x")


@pytest.mark.parametrize(
    ("plots", "said"),
    [
        ([], "no panel"),
        ([Plot("bare", [])], "'bare' has 0 lines"),
        ([Plot("crowd", [curve(str(n)) for n in range(MOST_CURVES + 1)])], "'crowd' has 9 lines"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(plots: list[Plot], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        draw_side_by_side(FRAME, plots)
