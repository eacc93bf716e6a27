"""Texts as pictures of letters, each made once: months, numbers and names come again and again."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from tradesim.reporting.labels import POINTS, fonts, reach

KEPT = 2048
"""Lines of text that are kept; one on a slide is some 10 KB."""

EDGE = 1.0
"""Pixels that a picture of letters is wider than they are, on each side."""

SUBPIXELS = 64.0
"""Parts of a pixel in which letters are measured."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line of text as a picture.

    Attributes:
        width: Width of the letters, pixels.
        height: Their height, pixels.
        descent: How far they reach below the line, pixels.
        left: From where the text begins to the left edge of the picture, pixels.
        cover: How much of each pixel they cover, 0 to 255, from the top.
    """

    width: float
    height: float
    descent: float
    left: float
    cover: npt.NDArray[np.uint8]


@lru_cache(KEPT)
def stamp(
    text: str, prop: FontProperties, names: tuple[str, ...], dpi: float, hinting: LoadFlags
) -> Stamp:
    """Return a line of text as a picture: in a font, of a size, at so many dots an inch.

    Args:
        text: The line.
        prop: Its font and size; a copy, which nobody changes.
        names: The fonts that general words stand for now.
        dpi: Dots an inch.
        hinting: How letters are fitted to dots.
    """
    del names
    font = _font_of(prop)
    font.clear()
    font.set_size(prop.get_size_in_points(), dpi)
    font.set_text(text, 0.0, flags=hinting)
    wide, high = (each / SUBPIXELS for each in font.get_width_height())
    descent = font.get_descent() / SUBPIXELS
    font.draw_glyphs_to_bitmap(antialiased=True)
    left = font.get_bitmap_offset()[0] / SUBPIXELS
    return Stamp(wide, high, descent, left, np.array(font.get_image(), dtype=np.uint8))


@cache
def _air(
    prop: FontProperties, names: tuple[str, ...], dpi: float
) -> tuple[float, float, float] | tuple[None, None, None]:
    """Return how far lines of a font reach up and down, and the gap between two, pixels."""
    del names
    font = _font_of(prop)
    table = font.get_sfnt_table("OS/2")
    if table is None:
        return None, None, None
    scale = prop.get_size_in_points() * dpi / POINTS / font.units_per_EM
    up, down, gap = table["sTypoAscender"], -table["sTypoDescender"], table["sTypoLineGap"]
    return up * scale, down * scale, gap * scale


def _font_of(prop: FontProperties) -> FT2Font:
    """Return the font of a text, and behind it those that have the letters that it has not."""
    found: FT2Font = get_font(fontManager._find_fonts_by_props(prop))  # noqa: SLF001
    return found


class Lettered(RendererBase):
    """Knows how high the lines of a font are; Matplotlib reads its tables for every text."""

    dpi = POINTS

    def _get_font_height_metrics(
        self, prop: FontProperties
    ) -> tuple[float, float, float] | tuple[None, None, None]:
        return _air(prop.copy(), fonts(), self.dpi)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return how large a line of text is, and how far it reaches below its line."""
        if ismath:
            measure: Any = super().get_text_width_height_descent
            found: tuple[float, float, float] = measure(s, prop, ismath)
            return found
        return self._reach(s, prop)

    @abstractmethod
    def _reach(self, text: str, prop: FontProperties) -> tuple[float, float, float]:
        """Return the same of a line without formulas."""


class LetteredAgg(Lettered, RendererAgg):
    """Draws dots, and a text that it drew before as it drew it then."""

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
        """Draw a line of text that begins at a place, pixels from the left and from the top."""
        if how.get("ismath") or angle not in {0.0, 90.0} or not gc.get_antialiased():
            super().draw_text(gc, x, y, s, prop, angle, **how)  # type: ignore[no-untyped-call]
            return
        made = self._stamped(s, prop)
        cover, below = made.cover, made.descent + EDGE
        left, bottom = x + made.left, y + below
        if angle:
            cover = np.ascontiguousarray(np.rot90(cover))
            left, bottom = x + below - len(made.cover), y - made.left
        self._renderer.draw_text_image(cover, round(left), round(bottom), 0.0, gc)

    def _reach(self, text: str, prop: FontProperties) -> tuple[float, float, float]:
        made = self._stamped(text, prop)
        return made.width, made.height, made.descent

    def _stamped(self, text: str, prop: FontProperties) -> Stamp:
        hinting: LoadFlags = get_hinting_flag()  # type: ignore[no-untyped-call]
        return stamp(text, prop.copy(), fonts(), self.dpi, hinting)


class LetteredSVG(Lettered, RendererSVG):
    """Writes SVG, and measures a text once for all figures."""

    def _reach(self, text: str, prop: FontProperties) -> tuple[float, float, float]:
        return reach(text, prop)


class LetteredCanvas(FigureCanvasAgg):
    """A canvas on which texts are drawn as they were before."""

    def get_renderer(self) -> LetteredAgg:
        """Return what draws on it, the same as long as the figure has its size."""
        key = (*self.get_width_height(physical=True), self.figure.dpi)
        if self._lastKey != key:
            self.renderer, self._lastKey = LetteredAgg(*key), key  # type: ignore[no-untyped-call]
        renderer: LetteredAgg = self.renderer
        return renderer

    def let_go(self) -> None:
        """Let go of the dots that it drew on, until it draws again.

        A figure refers to itself: the dots of all of them, some 8 MB each, would else be kept
        until Python next looks for circles among objects.
        """
        self.renderer, self._lastKey = None, None
