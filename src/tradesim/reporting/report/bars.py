"""Bars of amounts that may be gains or losses, one below the other, with their bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from tradesim.measures.bands import Band
from tradesim.reporting.labels import POINTS
from tradesim.reporting.lettering import LetteredCanvas
from tradesim.reporting.sheet import DPI
from tradesim.reporting.style import COLUMN, GRID, INK, MARK, MUTED, PALETTE, Size
from tradesim.wording.shortening import shortened

BELOW, ABOVE = PALETTE[0], PALETTE[1]
"""Colours of what lies below and above zero."""

LETTERS, FEWER_LETTERS = 64, 34
"""Letters of a name, on a wide and on a narrow page."""


@dataclass(frozen=True)
class Bar:
    """A bar.

    Attributes:
        label: What it is.
        band: How long it is, and its band.
    """

    label: str
    band: Band


def bars(given: Sequence[Bar], size: Size, unit: str) -> Figure:
    """Return a figure of bars.

    Args:
        given: The bars, the first on top.
        size: Size of the figure; its height is that of the bars.
        unit: What they measure.
    """
    high = size.text * 1.9 * len(given) + size.scaled(46)
    figure = Figure((size.width, high / POINTS), DPI, facecolor="white")
    LetteredCanvas(figure)
    letters = FEWER_LETTERS if size is COLUMN else LETTERS
    names = [shortened(bar.label, letters) for bar in given]
    axes = figure.add_subplot()
    axes.axvline(0.0, color=MARK, linewidth=size.scaled(1.2), zorder=2)
    for place, bar in enumerate(given):
        colour = ABOVE if bar.band.mean > 0.0 else BELOW
        axes.barh(place, bar.band.mean, height=0.55, color=colour, linewidth=0)
        ends = [bar.band.low, bar.band.high]
        axes.plot(ends, [place] * 2, color=INK, linewidth=size.scaled(1.6), zorder=3)
    axes.set_ylim(len(given) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), names, fontsize=size.small, color=INK)
    axes.xaxis.set_major_locator(MaxNLocator(4 if size is COLUMN else 7))
    axes.tick_params(axis="both", length=0, labelsize=size.small)
    axes.tick_params(axis="x", labelcolor=MUTED)
    axes.grid(axis="x", color=GRID, linewidth=size.scaled(1))
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(unit, fontsize=size.small, color=MUTED)
    ConstrainedLayoutEngine().execute(figure)
    return figure
