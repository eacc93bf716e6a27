"""Texts drawn as pictures stand where Matplotlib would draw them, and are made once."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from tradesim.reporting import labels, lettering
from tradesim.reporting.lettering import LetteredAgg, LetteredSVG, stamp

NAME = "Gypsum (jig), 12 %"


def _drawn(kind: type[RendererAgg], angle: float, colour: str = "#000000") -> npt.NDArray[np.uint8]:
    """Return the dots of a text drawn by one of the two."""
    renderer = kind(300, 300, 160.0)
    context = renderer.new_gc()
    context.set_foreground(colour)
    renderer.draw_text(context, 120.0, 220.0, NAME, FontProperties(size=8.0), angle)
    return np.array(renderer.buffer_rgba())


def _reach(dots: npt.NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Return the lowest and highest row and column that are mostly covered somewhere."""
    rows, columns = np.nonzero(dots[..., 3] > 100)
    return int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())


@pytest.mark.parametrize("angle", [0.0, 90.0, 30.0])
def test_a_text_stands_where_it_would_letter_by_letter(angle: float) -> None:
    ours, theirs = (_drawn(kind, angle) for kind in (LetteredAgg, RendererAgg))
    assert _reach(ours) == pytest.approx(_reach(theirs), abs=1)
    covered = [float(dots[..., 3].sum()) for dots in (ours, theirs)]
    assert covered[0] == pytest.approx(covered[1], rel=0.05)


def test_a_text_has_its_colour() -> None:
    dots = _drawn(LetteredAgg, 0.0, "#d55e00")
    full = dots[dots[..., 3] == 255]
    assert len(full) > 0
    assert (full[:, :3] == (0xD5, 0x5E, 0x00)).all()


def test_a_text_is_measured_as_matplotlib_measures_it() -> None:
    size = FontProperties(size=8.0)
    ours, theirs = (
        kind(9, 9, 160.0).get_text_width_height_descent(NAME, size, False)
        for kind in (LetteredAgg, RendererAgg)
    )
    assert ours == theirs


def test_a_text_is_made_once_for_all_figures() -> None:
    stamp.cache_clear()
    for _ in range(3):
        _drawn(LetteredAgg, 0.0)
    assert stamp.cache_info().misses == 1


def test_a_text_of_an_svg_is_measured_once_as_matplotlib_measures_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = FontProperties(size=8.0)
    theirs = RendererSVG(9, 9, io.StringIO()).get_text_width_height_descent(NAME, size, False)
    measure, measured = labels.text_to_path.get_text_width_height_descent, []

    def noted(*what: object, **how: bool) -> object:
        measured.append(what)
        return measure(*what, **how)

    monkeypatch.setattr(labels.text_to_path, "get_text_width_height_descent", noted)
    labels._reach.cache_clear()
    ours = [
        LetteredSVG(9, 9, io.StringIO()).get_text_width_height_descent(NAME, size, False)
        for _ in range(3)
    ]
    assert ours == [theirs] * 3
    assert len(measured) == 1


@pytest.mark.parametrize("text", ["2019", "Jan\n2020", "Gypsum (jig)"])
@pytest.mark.parametrize("points", [8.0, 15.0])
def test_lines_are_as_high_and_as_far_apart_as_matplotlib_has_them(
    text: str, points: float
) -> None:
    figure = Figure((4.0, 2.0), 160.0)
    written = figure.text(0.5, 0.5, text, fontsize=points, va="top")
    ours, theirs = (
        written.get_window_extent(kind(640, 320, 160.0)).extents.tolist()
        for kind in (LetteredAgg, RendererAgg)
    )
    assert ours == theirs


def test_the_tables_of_a_font_are_read_once_for_all_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    found = lettering._font_of

    def noted(prop: FontProperties) -> FT2Font:
        asked.append(prop)
        return found(prop)

    monkeypatch.setattr(lettering, "_font_of", noted)
    lettering._air.cache_clear()
    for _ in range(3):
        for renderer in (LetteredAgg(9, 9, 160.0), LetteredSVG(9, 9, io.StringIO())):
            renderer._get_font_height_metrics(FontProperties(size=8.0))
    assert len(asked) == 2
