"""A figure as SVG: text as text, the same bytes every time, and nothing in it that nobody sees."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from tradesim.reporting.labels import POINTS
from tradesim.reporting.lettering import LetteredSVG
from tradesim.reporting.style import applied

NAMESPACES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}

NOTHING = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""What Matplotlib says of a file where it is not told otherwise."""

POINTED = re.compile(r"#([^)]+)")
"""The id that an attribute points to."""

TENTH, HUNDREDTH = re.compile(r"(?<=\.\d)\d+"), re.compile(r"(?<=\.\d\d)\d+")
"""Digits of a place beyond a tenth or a hundredth of a point, which nobody sees."""

PLACES = ("d", "x", "y", "x1", "x2", "y1", "y2", "transform")
"""Attributes that say where something is."""


def svg(figure: Figure, name: str) -> str:
    """Return a figure as an SVG element with a name for readers.

    Args:
        figure: The figure; its label is its name.
        name: What tells its ids from those of other figures, so that several can stand in one page.
    """
    root = tree(figure, name)
    round_places(root, HUNDREDTH, ("d",))
    return written(root)


def tree(figure: Figure, name: str) -> ET.Element:
    """Return a figure as the root of an SVG document, with the ids that are pointed to alone."""
    file = io.StringIO()
    with applied(), mpl.rc_context({"svg.hashsalt": f"tradesim {name}"}):
        _draw(figure, file)
    root = ET.fromstring(file.getvalue())  # noqa: S314  (Matplotlib's)
    root.attrib |= {"role": "img", "aria-label": str(figure.get_label())}
    used = {place for element in root.iter() for place in _pointed_to(element)}
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
    return root


def _draw(figure: Figure, file: io.StringIO) -> None:
    """Draw a figure as SVG, a point a pixel."""
    before = figure.dpi
    figure.set_dpi(POINTS)
    wide, high = (inches * POINTS for inches in figure.get_size_inches())
    writer: Any = LetteredSVG
    drawn = writer(wide, high, file, image_dpi=before, metadata=NOTHING)
    figure.draw(drawn)
    drawn.finalize()
    figure.set_dpi(before)


def round_places(root: ET.Element, digits: re.Pattern[str], names: tuple[str, ...]) -> None:
    """Leave out digits of some attributes of all elements."""
    for element in root.iter():
        for name in names:
            if name in element.attrib:
                element.set(name, digits.sub("", " ".join(element.attrib[name].split())))


def written(root: ET.Element) -> str:
    """Return a document as text."""
    for prefix, place in NAMESPACES.items():
        ET.register_namespace(prefix, place)
    for element in root.iter():
        if not (element.text or "").strip():
            element.text = None
        element.tail = None
    return ET.tostring(root, encoding="unicode")


def _pointed_to(element: ET.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name.endswith("href") or value.startswith("url("):
            yield from POINTED.findall(value)
