"""The one style of all figures: sizes, fonts, colours.

Colours are those of Okabe and Ito (2008), which people with any common form of colour blindness
can tell apart. A country keeps its colour in every figure of a scenario; its plants and firms
are shades of that colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.scenario import Scenario

PALETTE = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5c2e", "#8a8a8a")
"""Okabe and Ito's colours for lines on white, their yellow replaced by brown and grey."""

INK = "#222222"
MUTED = "#5f5f5f"
GRID = "#e4e4e4"
MARK = "#8c8c8c"
TICK = "#bbbbbb"
OTHERS = "#a6a6a6"
SHORTFALL = "#d55e00"
ACCENT = "#44aa99"

TEXT_CONTRAST = 4.5
"""Contrast of text with the page that WCAG 2.1 asks for."""

NEARLY_BLACK = 12.0
"""Contrast with white from which a colour cannot become visibly darker."""

DARKEST = 0.8
"""Part of the way to black that a colour goes where many are asked for."""

Colour = str


@dataclass(frozen=True, slots=True)
class Size:
    """How large a figure is: lengths in inches, type and lines in points."""

    width: float
    height: float
    title: float
    text: float
    small: float
    line: float

    def scaled(self, points: float) -> float:
        """Return a length of the slide, in points, at this size."""
        return points * self.text / SLIDE.text


SLIDE = Size(width=13.33, height=7.5, title=23, text=15, small=13, line=2.4)
"""A whole slide of 16 to 9."""

PRINT = Size(width=7.0, height=3.94, title=12, text=8, small=7, line=1.3)
"""The width of a page of text."""

COLUMN = Size(width=4.5, height=2.55, title=10, text=9, small=8.2, line=1.5)
"""Half of a page of text, or the whole of a telephone."""


JOURNAL_COLUMN = Size(width=3.5, height=2.5, title=8.5, text=7, small=6.5, line=1.1)
"""One column of a journal, 89 mm."""

JOURNAL_PAGE = Size(width=7.2, height=4.05, title=9.5, text=7.5, small=7, line=1.2)
"""Two columns of a journal, 183 mm."""

NARROW = 4.0
"""Inches up to which panels stand one below the other."""

JOURNAL_DPI = 300.0
"""Dots per inch that journals ask of pictures that are no vectors."""


@dataclass(frozen=True)
class Look:
    """How the figures of a run or an analysis look.

    Attributes:
        size: How large they are.
        settings: What a style file sets, by Matplotlib's names.
        is_journal: Whether they are for a journal: PDF with its fonts, and finer dots.
    """

    size: Size = SLIDE
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_journal: bool = False

    @property
    def palette(self) -> Sequence[Colour]:
        """The colours of lines."""
        cycle = self.settings.get("axes.prop_cycle")
        found = cycle.by_key().get("color") if cycle is not None else None
        return tuple(to_hex(colour) for colour in found) if found else PALETTE


_LOOK: ContextVar[Look | None] = ContextVar("look", default=None)


def look() -> Look:
    """Return how figures look now."""
    return _LOOK.get() or Look()


@contextmanager
def worn(given: Look) -> Iterator[None]:
    """Draw and save figures in another look."""
    token = _LOOK.set(given)
    try:
        yield
    finally:
        _LOOK.reset(token)


@contextmanager
def applied() -> Iterator[None]:
    """Draw and save in the style: DejaVu Sans, text as text, the same bytes every time.

    What a style file sets goes first. Where all of it holds already nothing is done: to keep and
    put back what Matplotlib sets otherwise takes longer than to draw a line.
    """
    settings: dict[Any, Any] = {
        "font.family": ["sans-serif"],
        "font.sans-serif": ["DejaVu Sans", "Verdana"],
        "text.color": INK,
        "axes.unicode_minus": True,
        "path.simplify": True,
        "text.parse_math": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "tradesim",
        "pdf.fonttype": 42,
    }
    settings |= look().settings
    import matplotlib as mpl

    if all(mpl.rcParams[name] == value for name, value in settings.items()):
        yield
        return
    with mpl.rc_context(settings):
        yield


@dataclass(frozen=True)
class Colours:
    """The colours of one scenario."""

    countries: dict[str, Colour]
    plants: dict[str, Colour]
    final_buyers: dict[str, Colour]

    def country(self, code: str) -> Colour:
        """Return the colour of a country, grey where it is none of the scenario."""
        return self.countries.get(code, OTHERS)


def colours_of(scenario: Scenario) -> Colours:
    """Return the colours of a scenario: who imposes first, then who is hit, then the rest."""
    imposers = [policy.actor for policy in scenario.policies if policy.target]
    partners = [code for policy in scenario.policies for code in policy.targets]
    listed = [country.code for country in scenario.countries]
    order = [code for code in dict.fromkeys([*imposers, *partners, *listed]) if code in listed]
    countries = dict(zip(order, distinct(len(order)), strict=True))
    return Colours(
        countries=countries,
        plants=_shades_within(
            [(plant.item, plant.country, plant.name) for plant in scenario.suppliers], countries
        ),
        final_buyers=_apart_within([(maker.country, maker.name) for maker in scenario.buyers]),
    )


def distinct(count: int, first: int = 0) -> list[Colour]:
    """Return that many colours: the palette from one on, then again, darker each time.

    What is nearly black goes lighter. The more there are, the smaller the steps.
    """
    palette = look().palette
    first %= len(palette)
    turned = [*palette[first:], *palette[:first]]
    rounds = range(-(-count // len(turned)))
    towards = ["#ffffff" if contrast_with_white(c) > NEARLY_BLACK else "#000000" for c in turned]
    pairs = list(zip(turned, towards, strict=True))
    step = min(0.35, DARKEST / max(len(rounds) - 1, 1))
    return [blend(colour, end, step * turn) for turn in rounds for colour, end in pairs][:count]


def shades(colour: Colour, count: int) -> list[Colour]:
    """Return shades of one colour from full to light, the first the colour itself."""
    return [blend(colour, "#ffffff", 0.62 * step / max(count - 1, 2)) for step in range(count)]


def _shades_within(
    plants: Sequence[tuple[str, str, str]], countries: dict[str, Colour]
) -> dict[str, Colour]:
    """Return a shade for each plant, apart from those of its country that make the same item."""
    found: dict[str, Colour] = {}
    for item, code in dict.fromkeys((item, code) for item, code, _ in plants):
        names = [name for *place, name in plants if tuple(place) == (item, code)]
        found.update(zip(names, shades(countries[code], len(names)), strict=True))
    return found


def _apart_within(actors: Sequence[tuple[str, str]]) -> dict[str, Colour]:
    """Return a colour for each actor, apart from the others of its country."""
    found: dict[str, Colour] = {}
    for code in dict.fromkeys(code for code, _ in actors):
        names = [name for country, name in actors if country == code]
        found.update(zip(names, distinct(len(names), first=1), strict=True))
    return found


def to_rgb(colour: Any) -> tuple[float, float, float]:
    """Return red, green and blue of a colour, each from 0 to 1, as Matplotlib reads it."""
    from matplotlib import colors

    return colors.to_rgb(colour)


def to_hex(colour: Any) -> Colour:
    """Return a colour as ``#rrggbb``."""
    from matplotlib import colors

    return colors.to_hex(colour)


def blend(colour: Colour, towards: Colour, share: float) -> Colour:
    """Return a colour moved a share of the way towards another."""
    old, new = to_rgb(colour), to_rgb(towards)
    red, green, blue = ((1 - share) * a + share * b for a, b in zip(old, new, strict=True))
    return to_hex((red, green, blue))


def legible(colour: Colour) -> Colour:
    """Return a colour, darkened until text in it can be read on white."""
    while contrast_with_white(colour) < TEXT_CONTRAST:
        colour = blend(colour, "#000000", 0.08)
    return colour


def contrast_with_white(colour: Colour) -> float:
    """Return the contrast ratio of WCAG 2.1, with the luminance of sRGB as a power law."""
    red, green, blue = (math.pow(part, 2.2) for part in to_rgb(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
