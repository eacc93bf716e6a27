"""A report as one HTML page that needs nothing else: no script, no font, no picture to fetch."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET

from jinja2 import Environment
from markupsafe import Markup

from tradesim.reporting.report.document import Drawing, Report
from tradesim.reporting.report.templating import environment_of
from tradesim.reporting.svg import PLACES, TENTH, round_places, tree, written

BREAKABLE = re.compile(r" (?=%)|(?<=\bUSD) (?=[\d\N{MINUS SIGN}])|(?<=\d) (?=million\b)")
"""Spaces beside a number at which a line must not end."""


def html(report: Report, *, paper: bool = False) -> str:
    """Return a report as an HTML page.

    Args:
        report: The report.
        paper: Whether it is to be printed: what is folded away is opened, long tables left out.
    """
    styles, drawings = Styles(), report.drawings()
    pictures = {drawing.name: tree_of(drawing) for drawing in drawings}
    if not paper:
        narrow = [drawing for drawing in drawings if drawing.narrow is not None]
        pictures |= {f"{drawing.name}_narrow": tree_of(drawing, narrow=True) for drawing in narrow}
        for root in pictures.values():
            styles.name(root)
    marked = {name: Markup(written(root)) for name, root in pictures.items()}  # noqa: S704  (Matplotlib's)
    template = _environment().get_template("report.html.j2")
    return template.render(report=report, paper=paper, pictures=marked, styles=Markup(styles.css))  # noqa: S704


def snippet(report: Report) -> str:
    """Return the first section of a report for a notebook; it brings its styles with it."""
    pictures = {drawing.name: Markup(written(tree_of(drawing))) for drawing in report.drawings()}  # noqa: S704
    template = _environment().get_template("notebook.html.j2")
    return template.render(report=report, paper=True, pictures=pictures)


def _environment() -> Environment:
    """Return the templates; every text is escaped."""
    environment = environment_of(unbroken)
    environment.filters["machine"] = machine
    return environment


def unbroken(value: object) -> object:
    """Return a text in which a number stays on one line with its sign or unit."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return BREAKABLE.sub("\N{NO-BREAK SPACE}", value)


class Styles:
    """The styles of all pictures of a page, each written once."""

    def __init__(self) -> None:
        """Know none yet."""
        self._names: dict[str, str] = {}

    def name(self, root: ET.Element) -> None:
        """Name the styles of a picture; the page sets the font."""
        for element in root.iter():
            given = element.attrib.pop("style", "")
            parts = [part.strip() for part in given.split(";")]
            style = "; ".join(p for p in parts if p and not p.startswith("font-family:"))
            if style:
                element.set("class", self._names.setdefault(style, f"v{len(self._names)}"))

    @property
    def css(self) -> str:
        """The styles by name."""
        return "\n".join(f".{name}{{{style}}}" for style, name in self._names.items())


def machine(value: float) -> str:
    """Return a number as programs read it, the empty string where there is none."""
    return repr(float(value)) if math.isfinite(value) else ""


def tree_of(drawing: Drawing, *, narrow: bool = False) -> ET.Element:
    """Return a drawing as SVG to stand in a page; its caption is what a screen reader says."""
    figure, name = drawing.figure, drawing.name
    if narrow and drawing.narrow is not None:
        figure, name = drawing.narrow, f"{name}_narrow"
    figure.set_label(drawing.caption)
    root = tree(figure, name)
    round_places(root, TENTH, PLACES)
    for element in root.iter():
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
    for side in ("width", "height"):
        del root.attrib[side]
    return root
