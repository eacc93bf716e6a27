"""What draws a figure as lines, and as dots at the same go.

Matplotlib goes through a figure once for each form, and writes an SVG with groups and ids that
nobody asks for. This goes through it once, measures a text once, and writes what is seen.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from tradesim.reporting.labels import POINTS
from tradesim.reporting.lettering import LetteredAgg
from tradesim.reporting.pen_css import letter_style, line_style, short

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"

LETTERS: Mapping[Any, str] = {
    Path.MOVETO: "M",
    Path.LINETO: "L",
    Path.CURVE3: "Q",
    Path.CURVE4: "C",
    Path.CLOSEPOLY: "z",
}
"""Letters of an SVG path by Matplotlib's code."""

ANCHORS = {"left": "start", "right": "end", "center": "middle"}

PLAIN = "*{stroke-linejoin: round; stroke-linecap: butt}"
"""How lines join and end where they do not say so."""


class Pen(RendererBase):
    """Writes what is drawn as elements of an SVG, in points, and passes it on to draw dots.

    Attributes:
        root: The document.
    """

    def __init__(self, dots: LetteredAgg, name: str, *, dotted: bool) -> None:
        """Begin a picture.

        Args:
            dots: What measures texts, as large as the figure.
            name: What tells the ids of this picture from those of others.
            dotted: Whether dots are drawn too.
        """
        super().__init__()
        self._dots, self._dotted = dots, dotted
        self._name = "p" + re.sub(r"[^\w-]", "_", name)
        self._scale = POINTS / dots.dpi
        wide, high = (short(side * self._scale) for side in (dots.width, dots.height))
        self._flip = Affine2D().scale(self._scale, -self._scale)
        self._flip.translate(0.0, dots.height * self._scale)
        self.root = ET.Element(
            f"{SVG}svg",
            {"width": f"{wide}pt", "height": f"{high}pt", "viewBox": f"0 0 {wide} {high}"},
        )
        self._defs = ET.SubElement(self.root, f"{SVG}defs")
        ET.SubElement(self._defs, f"{SVG}style", {"type": "text/css"}).text = PLAIN
        self._kept: dict[object, str] = {}

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the picture, pixels."""
        return self._dots.width, self._dots.height

    def points_to_pixels(self, points: Any) -> Any:
        """Return a length in pixels."""
        return points / self._scale

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return how large a line of text is, pixels."""
        return self._dots.get_text_width_height_descent(s, prop, ismath)

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  (Matplotlib's)
    ) -> None:
        """Draw a line or an area."""
        if self._dotted:
            self._dots.draw_path(gc, path, transform, rgbFace)  # type: ignore[no-untyped-call]
        written = self._written(path, transform, filled=rgbFace is not None)
        if written:
            self._add("path", {"d": written, "style": line_style(gc, rgbFace)}, gc)

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Draw a mark at each place of a path, one that is seen more than once by its id."""
        if self._dotted:
            self._dots.draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
        places = (trans + self._flip).transform(path.vertices)
        places = places[np.isfinite(places).all(axis=1)]
        mark = marker_trans + Affine2D().scale(self._scale, -self._scale)
        style = line_style(gc, rgbFace)
        if len(places) == 1:
            drawn = self._line(marker_path, mark + Affine2D().translate(*places[0]))
            self._add("path", {"d": drawn, "style": style}, gc)
            return
        shape = self._line(marker_path, mark)
        pointed = {f"{XLINK}href": f"#{self._defined('path', {'d': shape})}", "style": style}
        for x, y in places.tolist():
            self._add("use", pointed | {"x": short(x), "y": short(y)}, gc)

    def draw_text(  # type: ignore[override]
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        **how: Any,
    ) -> None:
        """Write a line of text, held where its place is: at its beginning, middle or end."""
        if self._dotted:
            self._dots.draw_text(gc, x, y, s, prop, angle, **how)
        anchor, across, up, whole = "", x, y, how.get("mtext")
        if isinstance(whole, Text) and (angle == 0 or whole.get_rotation_mode() == "anchor"):
            anchor = ANCHORS[whole.get_horizontalalignment()]
            across, up = self._held(whole, x, y, angle)
        place = [short(each * self._scale) for each in (across, up)]
        attributes = {"style": letter_style(gc, prop, anchor), "x": place[0], "y": place[1]}
        if angle:
            attributes["transform"] = f"rotate({short(-angle)} {place[0]} {place[1]})"
        self._add("text", attributes, gc).text = s

    def _held(self, text: Text, x: float, y: float, angle: float) -> tuple[float, float]:
        """Return the place by which a text is held, moved to the foot of its letters."""
        held = text.get_transform().transform(text.get_unitless_position())
        held[1] = self._dots.height - held[1]
        turn = math.radians(angle)
        across = np.array([math.sin(turn), math.cos(turn)])
        moved = held + across @ (np.array([x, y]) - held) * across
        return float(moved[0]), float(moved[1])

    def _add(self, tag: str, attributes: dict[str, str], gc: GraphicsContextBase) -> ET.Element:
        """Add an element to the picture, cut where the drawing is."""
        element = ET.SubElement(self.root, SVG + tag, attributes)
        cut = self._clip(gc)
        if cut:
            element.set("clip-path", f"url(#{cut})")
        return element

    def _clip(self, gc: GraphicsContextBase) -> str:
        """Return the id of what a drawing is cut by, empty where it is whole."""
        path, transform = cast("tuple[Path | None, Transform | None]", gc.get_clip_path())
        box = gc.get_clip_rectangle()
        if path is not None and transform is not None:
            cut = self._line(path, transform + self._flip)
        elif box is not None:
            cut = self._line(Path.unit_rectangle(), _onto(box.bounds) + self._flip)
        else:
            return ""
        return self._defined("clipPath", {}, cut)

    def _defined(self, tag: str, attributes: dict[str, str], path: str = "") -> str:
        """Return the id of a shape that is defined once."""
        key = (tag, path, *attributes.values())
        if key not in self._kept:
            self._kept[key] = f"{self._name}_{len(self._kept)}"
            made = ET.SubElement(self._defs, SVG + tag, {"id": self._kept[key], **attributes})
            if path:
                ET.SubElement(made, f"{SVG}path", {"d": path})
        return self._kept[key]

    def _written(self, path: Path, transform: Transform, *, filled: bool) -> str:
        """Return a path in points from the upper left corner; of a line only what is seen."""
        if filled:
            return self._line(path, transform + self._flip)
        wide, high = (side * self._scale for side in (self._dots.width, self._dots.height))
        seen = (0.0, 0.0, wide, high)
        return self._line(path, transform + self._flip, seen, simplify=path.should_simplify)

    @staticmethod
    def _line(
        path: Path,
        transform: Transform,
        seen: tuple[float, float, float, float] | None = None,
        *,
        simplify: bool = False,
    ) -> str:
        fixed = cast("Transform", transform.frozen())
        clean = path.cleaned(fixed, remove_nans=True, clip=seen, simplify=simplify, curves=True)
        codes = np.asarray(clean.codes)[:-1]  # the last says that it ends
        return _path_of(codes, np.asarray(clean.vertices)[:-1])


def _onto(bounds: tuple[float, float, float, float]) -> Affine2D:
    """Return what turns the unit square into a box."""
    x, y, wide, high = bounds
    return Affine2D().scale(wide, high).translate(x, y)


def _path_of(codes: Any, places: Any) -> str:
    """Return a path as text, to a hundredth of a point."""
    words, before = [], 0
    for code, (x, y) in zip(codes.tolist(), np.round(places, 2).tolist(), strict=True):
        if code == Path.CLOSEPOLY:
            words.append("z")
        elif code == before and code in {Path.CURVE3, Path.CURVE4}:
            words.append(f"{x:.12g} {y:.12g}")
        else:
            words.append(f"{LETTERS[code]} {x:.12g} {y:.12g}")
        before = code
    return " ".join(words)
