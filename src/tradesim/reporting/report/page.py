"""A report as one HTML page that needs nothing else: no script, no font, no picture to fetch."""

from __future__ import annotations

import math
import re
from collections.abc import Collection

from jinja2 import Environment
from markupsafe import Markup
from matplotlib.figure import Figure

from tradesim.reporting.figures import svg
from tradesim.reporting.report.document import Drawing, Report
from tradesim.reporting.report.templating import environment_of

PROLOGUE = re.compile(r"^.*?(?=<svg )", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
SIZE = re.compile(r' width="[0-9.]+pt" height="[0-9.]+pt"')
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
INDENT = re.compile(r">\s*\n\s*<")
FONT = re.compile(r"font-family: [^;\"]*; ?|; font-family: [^;\"]*(?=\")")
TAG = re.compile(r"<[^<>]+>")
"""A tag; in texts Matplotlib writes these signs as entities."""
USED = re.compile(r'(?:href="#|url\(#)([^")]*)')
STYLE = re.compile(r' style="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')
BREAKABLE = re.compile(r" (?=%)|(?<=\bUSD) (?=[\d\N{MINUS SIGN}])|(?<=\d) (?=million\b)")
"""Spaces beside a number at which a line must not end."""
UNTURNED = re.compile(r' transform="rotate\(-0 [^"]*"')
PLACES = re.compile(r' (?:d|x|y|x1|x2|y1|y2|transform)="[^"]*"')
FINER = re.compile(r"(?<=\.\d)\d+")
"""Digits beyond a tenth of a point, which nobody sees."""


def html(report: Report, *, paper: bool = False) -> str:
    """Return a report as an HTML page.

    Args:
        report: The report.
        paper: Whether it is to be printed: what is folded away is opened, long tables left out.
    """
    styles, drawings = Styles(), report.drawings()
    pictures = {drawing.name: inline(drawing) for drawing in drawings}
    if not paper:
        narrow = [drawing for drawing in drawings if drawing.narrow is not None]
        pictures |= {f"{drawing.name}_narrow": inline(drawing, narrow=True) for drawing in narrow}
        pictures = {name: styles.shared(text) for name, text in pictures.items()}
    marked = {name: Markup(text) for name, text in pictures.items()}  # noqa: S704  (Matplotlib's)
    template = _environment().get_template("report.html.j2")
    return template.render(report=report, paper=paper, pictures=marked, styles=Markup(styles.css))  # noqa: S704


def snippet(report: Report) -> str:
    """Return the first section of a report for a notebook; it brings its styles with it."""
    pictures = {drawing.name: Markup(inline(drawing)) for drawing in report.drawings()}  # noqa: S704
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

    def shared(self, text: str) -> str:
        """Return a picture in which styles are named."""

        def named(tag: re.Match[str]) -> str:
            """Return a tag with its styles named."""
            bare = FONT.sub("", tag[0])
            return STYLE.sub(lambda found: f' class="{self._name(found[1])}"', bare)

        return TAG.sub(named, text)

    def _name(self, style: str) -> str:
        return self._names.setdefault(style, f"v{len(self._names)}")

    @property
    def css(self) -> str:
        """The styles by name."""
        return "\n".join(f".{name}{{{style}}}" for style, name in self._names.items())


def machine(value: float) -> str:
    """Return a number as programs read it, the empty string where there is none."""
    return repr(float(value)) if math.isfinite(value) else ""


def inline(drawing: Drawing, *, narrow: bool = False) -> str:
    """Return a drawing as SVG to stand in a page; its caption is what a screen reader says."""
    if narrow and drawing.narrow is not None:
        return picture(drawing.narrow, f"{drawing.name}_narrow", drawing.caption)
    return picture(drawing.figure, drawing.name, drawing.caption)


def picture(figure: Figure, name: str, caption: str) -> str:
    """Return a figure as an SVG element.

    Args:
        figure: The figure.
        name: What its ids begin with.
        caption: What it shows.
    """
    figure.set_label(caption)
    text = svg(figure, name)
    for pattern in (PROLOGUE, METADATA):
        text = pattern.sub("", text, count=1)
    text = COMMENT.sub("", text)
    used = {place for tag in TAG.findall(text) for place in USED.findall(tag)}
    text = TAG.sub(lambda tag: _compact(tag[0], used), text)
    return INDENT.sub("><", text).strip()


def _compact(tag: str, used: Collection[str]) -> str:
    """Return a tag without what nobody sees or points to; the page sets the font."""
    tag = PLACES.sub(lambda found: " " + FINER.sub("", " ".join(found[0].split())), tag)
    tag = UNTURNED.sub("", tag)
    tag = ID.sub(lambda found: found[0] if found[1] in used else "", tag)
    return SIZE.sub("", tag) if tag.startswith("<svg") else tag
