"""Observed beside simulated, month by month: every series that a hindcast scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from matplotlib.figure import Figure

from tradesim.arrays import Floats
from tradesim.measures.months import WORLD
from tradesim.records.records import MID_MONTH
from tradesim.reporting.material import Material, Series, Tables, days_of, unit_word
from tradesim.reporting.plot import Curve, Plot, Points
from tradesim.reporting.style import MUTED, SLIDE, Colour, Size
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import words

MARGIN_DAYS = 20.0


class Pair(Protocol):
    """A series as observed and as simulated, as far as its drawing is concerned."""

    @property
    def customs_group(self) -> str:
        """Customs group."""

    @property
    def item(self) -> str:
        """One item of the group, empty for all."""

    @property
    def flow(self) -> str:
        """``import`` or ``export``."""

    @property
    def destination(self) -> str:
        """Country of the buyers, ``WLD`` for all."""

    @property
    def origin(self) -> str:
        """Country of the suppliers, ``WLD`` for all."""

    @property
    def measure(self) -> str:
        """``quantity``, ``value_usd_m`` or ``unit_value_usd``."""

    @property
    def unit(self) -> str:
        """Unit of its numbers, a month."""

    @property
    def months(self) -> tuple[str, ...]:
        """The periods: months as YYYY-MM, or longer ones."""

    @property
    def observed(self) -> Floats:
        """Observed, shape (month,)."""

    @property
    def mean(self) -> Floats:
        """Simulated mean, shape (month,)."""

    @property
    def band(self) -> Floats:
        """Simulated band, shape (2, month)."""


def draw_hindcast(result: Tables, pairs: Sequence[Pair], size: Size = SLIDE) -> Figure:
    """Return a figure of observed points over simulated lines with their bands.

    A panel for each series of months: in quantity, or in value where more months of that were
    observed. What was published for longer periods alone is not drawn.

    Args:
        result: The runs.
        pairs: Series scored.
        size: ``SLIDE`` or ``PRINT``.

    Raises:
        ValueError: There is no series of months.
    """
    shown = _shown(pairs)
    if not shown:
        raise ValueError("no series of months was scored, so there is nothing to draw.")
    material = Material(result, size)
    plots = [
        observed_plot(pair, material, heading=_heading(material, pair), unit=unit_of(pair))
        for pair in shown
    ]
    return draw_plots(_frame(material, shown), plots, size)


def _shown(pairs: Sequence[Pair]) -> list[Pair]:
    """Return one pair of each series of months: the first of those with most of them."""
    best: dict[tuple[str, ...], Pair] = {}
    for pair in pairs:
        if not is_monthly(pair):
            continue
        key = (pair.flow, pair.customs_group, pair.item, pair.destination, pair.origin)
        if key not in best or len(pair.months) > len(best[key].months):
            best[key] = pair
    return list(best.values())


def _frame(material: Material, pairs: list[Pair]) -> Frame:
    days = days_of([month for pair in pairs for month in pair.months])
    groups = {pair.customs_group for pair in pairs}
    items = [item.name for item in material.scenario.items if item.customs_group in groups]
    return Frame(
        title="Monthly trade, observed and simulated",
        line=f"Points: observed.  Lines: simulated, {material.band_note}",
        unit="per month",
        span=(days.min() - MARGIN_DAYS, days.max() + 2 * MID_MONTH + MARGIN_DAYS),
        moments=material.moments(pairs[0].destination, items),
    )


def _heading(material: Material, pair: Pair) -> str:
    return f"{words(pair.item or pair.customs_group)} {way(pair, material.country)}"


def way(pair: Pair, name: Callable[[str], str]) -> str:
    """Return where a series comes from, and where exports go to, in words.

    Args:
        pair: The series.
        name: What a country or region is called.
    """
    origin = "all origins" if pair.origin == WORLD else name(pair.origin)
    if pair.flow == "import":
        return f"from {origin}"
    return f"from {origin} to {'all' if pair.destination == WORLD else name(pair.destination)}"


def is_monthly(pair: Pair) -> bool:
    """Say whether a series is one of months."""
    return all(len(month) == len("2019-07") and month[5] != "Q" for month in pair.months)


def unit_of(pair: Pair) -> str:
    """Return the unit of a series, in words."""
    if pair.measure == "unit_value_usd":
        return unit_word(pair.unit)
    return f"{unit_word(pair.unit) if pair.measure == 'quantity' else pair.unit} per month"


def colour_of(pair: Pair, material: Material) -> Colour:
    """Return the colour of the other country of a series; grey for several."""
    partner = pair.origin if pair.flow == "import" else pair.destination
    known = partner in material.country_names
    return material.colours.country(partner) if known else MUTED


def observed_plot(pair: Pair, material: Material, *, heading: str = "", unit: str = "") -> Plot:
    """Return what was observed as points over the simulated line with its band."""
    days = days_of(pair.months) + MID_MONTH
    low, high = pair.band if material.replicates > 1 else (None, None)
    curve = Curve(Series(days, pair.mean, low, high), colour_of(pair, material))
    return Plot(heading, (curve,), points=(Points(days, np.asarray(pair.observed)),), unit=unit)
