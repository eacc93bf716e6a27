"""What the pen writes is what Matplotlib writes, in fewer words, and dots come of the same go."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib.figure import Figure

from tradesim.reporting.pen import SVG
from tradesim.reporting.style import applied
from tradesim.reporting.svg import canvas_of, drawn

WIDTH = re.compile(r"stroke-width: ([\d.]+)")
PLACE = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


@pytest.fixture
def figure() -> Figure:
    """A figure with lines, a broken one, an area that shines through, marks and texts."""
    figure = Figure((4, 3), 160, label="Everything")
    axes = figure.add_subplot()
    axes.plot([0, 1, 2], [0, 2, 1], linewidth=2.4, color="#d55e00", alpha=0.5)
    axes.plot([0, 2], [2, 0], linewidth=0.6, linestyle=(0, (4, 2)), solid_capstyle="round")
    axes.plot([0.5, 1.5], [1, 1], linestyle="none", marker="o", markersize=7.0)
    axes.fill_between([0, 2], [0, 0], [1, 2], color="#0072b2", alpha=0.2, linewidth=0)
    axes.set_ylabel("upwards", weight="bold")
    axes.text(1, 1, "in the middle", ha="center", color="#5f5f5f")
    return figure


def _by_matplotlib(figure: Figure) -> ET.Element:
    file = io.BytesIO()
    figure.savefig(file, format="svg")
    return ET.fromstring(file.getvalue())


def _places(root: ET.Element) -> dict[str, tuple[float, float]]:
    """Return where each text is held."""
    found = {}
    for text in root.iter(f"{SVG}text"):
        x, y = text.get("x"), text.get("y")
        pair = (x, y) if x and y else PLACE.search(text.get("transform", ""))
        assert pair
        found[str(text.text)] = (float(pair[0]), float(pair[1])) if x else (np.nan, np.nan)
    return found


def test_lines_are_as_wide_and_texts_stand_where_matplotlib_has_them(figure: Figure) -> None:
    with applied():
        ours, theirs = drawn(figure, "x", dotted=False), _by_matplotlib(figure)
    widths = [set(WIDTH.findall(ET.tostring(root, "unicode"))) for root in (ours, theirs)]
    assert widths[0] - {"1"} == widths[1]
    assert "stroke-dasharray: 2.4,1.2" in ET.tostring(ours, "unicode")
    here, there = _places(ours), _places(theirs)
    assert set(here) == set(there)
    for name, place in here.items():
        assert place == pytest.approx(there[name], abs=1.0), name


def test_a_picture_of_dots_is_the_same_whether_lines_are_written_or_not(figure: Figure) -> None:
    with applied():
        canvas = canvas_of(figure)
        drawn(figure, "x", dotted=True)
        together = np.array(canvas.buffer_rgba())
        drawn(figure, "x", dotted=False)
        none = np.array(canvas.buffer_rgba())
        canvas.draw()
        alone = np.array(canvas.buffer_rgba())
    assert np.array_equal(together, alone)
    assert not np.array_equal(none, alone)


def test_what_is_cut_or_seen_twice_is_defined_once(figure: Figure) -> None:
    with applied():
        root = drawn(figure, "twice", dotted=False)
    defined = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(defined) == len(set(defined)) == 2
    assert all(str(each).startswith("ptwice_") for each in defined)
    assert len(list(root.iter(f"{SVG}use"))) == 2
