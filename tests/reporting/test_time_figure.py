"""Plots over time on a sheet: what they are drawn from, and where Matplotlib puts them."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

from tests.reporting.inspection import box_of, misplaced
from tradesim.reporting.look import SIZES
from tradesim.reporting.material import Series
from tradesim.reporting.plot import Curve, Plot, Points, stacked
from tradesim.reporting.style import COLUMN, PRINT, SLIDE, Size, distinct
from tradesim.reporting.svg import svg
from tradesim.reporting.time_figure import Frame, draw_plots

DAYS = np.arange(18_000.0, 18_400.0, 7.0)
SPAN = (18_000.0, 18_400.0)
FRAME = Frame(SPAN, title="Title", line="line", unit="t")


def curve(label: str, level: float = 1.0, colour: str = "#000000") -> Curve:
    flat = np.full(len(DAYS), level)
    return Curve(Series(DAYS, flat, 0.9 * flat, 1.1 * flat), colour, label)


def label(figure: Figure, text: str) -> Text:
    """Return the label of a line."""
    (found,) = (each for each in figure.findobj(Text) if each.get_text() == text)
    assert isinstance(found, Text)
    return found


def test_each_line_is_drawn_in_its_own_colour_and_named_at_its_end() -> None:
    colours = distinct(2)
    curves = [curve("with", 1, colours[0]), curve("without", 2, colours[1])]
    figure = draw_plots(FRAME, [Plot(curves=curves)], SLIDE)
    axes = figure.axes[0]
    assert [line.get_color() for line in axes.lines[:2]] == colours
    written = {text.get_text() for text in figure.findobj(Text)}
    assert {"with", "without"} <= written


def test_a_band_is_filled_wherever_both_its_edges_are_known() -> None:
    flat = np.ones(len(DAYS))
    high = flat.copy()
    high[[3, 20]] = np.nan
    figure = draw_plots(FRAME, [Plot(curves=[Curve(Series(DAYS, flat, flat, high), "k")])], SLIDE)
    filled = [patch for patch in figure.axes[0].patches if isinstance(patch, Polygon)]
    reach = [(area.get_xy()[:, 0].min(), area.get_xy()[:, 0].max()) for area in filled]
    assert reach == [(DAYS[0], DAYS[2]), (DAYS[4], DAYS[19]), (DAYS[21], DAYS[-1])]


def test_published_points_stand_where_they_were_published() -> None:
    points = Points(np.array([18_100.0]), np.array([5.0]))
    figure = draw_plots(FRAME, [Plot(curves=[curve("a")], points=[points])], SLIDE)
    drawn = figure.axes[0].lines[1]
    assert np.asarray(drawn.get_xdata()).tolist() == [18_100.0]
    assert np.asarray(drawn.get_ydata()).tolist() == [5.0]
    assert figure.axes[0].get_ylim()[1] >= 5.0


def test_panels_have_their_own_units() -> None:
    plots = [Plot("first", [curve("a")], unit="t"), Plot("second", [curve("a")], unit="weeks")]
    figure = draw_plots(FRAME, plots, SLIDE)
    assert [axes.get_ylabel() for axes in figure.axes] == ["t", "weeks"]


def test_layers_stand_one_upon_the_other() -> None:
    first, second = np.full(len(DAYS), 0.25), np.full(len(DAYS), 0.5)
    layers = stacked(DAYS, [("a", first, "#111111"), ("b", second, "#222222")])
    assert [(each.foot[0], each.head[0]) for each in layers] == [(0.0, 0.25), (0.25, 0.75)]
    assert [end.height for end in Plot(layers=layers).ends] == [0.125, 0.5]


@pytest.mark.parametrize("size", [*SIZES.values(), COLUMN], ids=[*SIZES, "report"])
def test_long_labels_and_titles_of_panels_keep_within_the_figure(size: Size) -> None:
    names = [f"A rather long name of plant {number}" for number in range(5)]
    plots = [Plot(f"Goods of kind {n}", [curve(name) for name in names]) for n in range(5)]
    assert misplaced(draw_plots(FRAME, plots, size)) == []
    assert misplaced(draw_plots(FRAME, plots[:1], size)) == []


def test_labels_of_lines_that_end_together_stand_apart() -> None:
    figure = draw_plots(
        FRAME, [Plot(curves=[curve("one"), curve("two"), curve("six", 1.01)])], PRINT
    )
    figure.draw_without_rendering()
    places = sorted(box_of(label(figure, name)).y0 for name in ("one", "two", "six"))
    assert min(np.diff(places)) >= PRINT.text * 160 / 72


def test_a_plot_without_a_title_leaves_its_room_to_the_plot() -> None:
    untitled = draw_plots(Frame(SPAN, unit="t"), [Plot(curves=[curve("a")])], COLUMN)
    titled = draw_plots(FRAME, [Plot(curves=[curve("a")])], COLUMN)
    heights = [figure.axes[0].get_position().height for figure in (untitled, titled)]
    assert heights[0] > heights[1] + 0.1


def test_a_hostile_label_is_written_not_run() -> None:
    figure = draw_plots(FRAME, [Plot(curves=[curve("<script>alert(1)</script>")])], SLIDE)
    assert "<script>" not in svg(figure, "x")


def test_a_figure_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no plot"):
        draw_plots(FRAME, [], SLIDE)


def test_a_panel_has_few_objects_however_many_numbers_and_dates_it_shows() -> None:
    """Matplotlib's ticks are five objects each: numbers and dates are texts, all lines one."""
    panel = draw_plots(FRAME, [Plot(curves=[curve("a")])], SLIDE).axes[0]
    assert len(panel.yaxis.get_majorticklocs()) == 0
    assert not panel.xaxis.get_visible()
    texts = {text.get_text() for text in panel.texts}
    assert {"0.0", "1.0", "a"} <= texts
    assert any(text.startswith("Apr") for text in texts)
    assert len(panel.lines) < len(texts)


def test_a_line_leads_from_where_a_line_ends_to_its_label() -> None:
    figure = draw_plots(FRAME, [Plot(curves=[curve("one"), curve("two"), curve("six")])], PRINT)
    panel = figure.axes[0]
    (leaders,) = (each for each in panel.collections if isinstance(each, LineCollection))
    end = panel.transAxes.inverted().transform(panel.transData.transform((0.0, 1.0)))[1]
    boxes = [
        panel.transAxes.inverted().transform_bbox(box_of(label(figure, name)))
        for name in ("one", "two", "six")
    ]
    for segment, box in zip(leaders.get_segments(), boxes, strict=True):
        assert abs(segment[0][1] - end) < abs(segment[1][1] - end) + 0.01
        assert box.y0 < segment[1][1] < box.y1
        assert 1.0 < segment[0][0] < segment[1][0] < box.x0
