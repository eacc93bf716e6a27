"""Observed beside simulated, month by month: every series that a hindcast scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from matplotlib.figure import Figure

from tradesim.measures.months import WORLD
from tradesim.reporting.imports import MID_MONTH
from tradesim.reporting.material import Floats, Material, Series, Tables, days_of, unit_word
from tradesim.reporting.panel import Panel
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.reporting.style import INK, MUTED, SLIDE, Size, applied
from tradesim.scenario.naming import words

MARGIN_DAYS = 20.0


class Pair(Protocol):
    """A series as observed and as simulated, as far as its drawing is concerned."""

    @property
    def customs_group(self) -> str:
        """Customs group."""

    @property
    def destination(self) -> str:
        """Country of the buyers."""

    @property
    def origin(self) -> str:
        """Country of the suppliers, ``WLD`` for all."""

    @property
    def measure(self) -> str:
        """``quantity`` or ``value_usd_m``."""

    @property
    def unit(self) -> str:
        """Unit of its numbers, a month."""

    @property
    def months(self) -> tuple[str, ...]:
        """YYYY-MM of each month."""

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

    A panel for each origin of each customs group: in quantity, or in value where more months of
    that were observed.

    Args:
        result: The runs.
        pairs: Series scored.
        size: ``SLIDE`` or ``PRINT``.

    Raises:
        ValueError: There is no series.
    """
    if not pairs:
        raise ValueError("no series was scored, so there is nothing to draw.")
    material, shown = Material(result, size), _shown(pairs)
    with applied():
        sheet = Sheet(_frame(material, shown), [_heading(material, pair) for pair in shown], size)
        for panel, pair in zip(sheet.panels, shown, strict=True):
            _fill(panel, material, pair)
        return sheet.finish()


def _shown(pairs: Sequence[Pair]) -> list[Pair]:
    """Return one pair of each origin: the first of those with most months."""
    best: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        key = (pair.customs_group, pair.destination, pair.origin)
        if key not in best or len(pair.months) > len(best[key].months):
            best[key] = pair
    return list(best.values())


def _frame(material: Material, pairs: list[Pair]) -> Frame:
    days = days_of([month for pair in pairs for month in pair.months])
    groups = {pair.customs_group for pair in pairs}
    items = [item.name for item in material.scenario.items if item.customs_group in groups]
    return Frame(
        title="Monthly imports, observed and simulated",
        line=f"Points: observed.  Lines: simulated, {material.band_note}",
        unit="per month",
        span=(days.min() - MARGIN_DAYS, days.max() + 2 * MID_MONTH + MARGIN_DAYS),
        moments=material.moments(pairs[0].destination, items),
    )


def _heading(material: Material, pair: Pair) -> str:
    known = {country.code for country in material.scenario.countries}
    origin = material.country(pair.origin) if pair.origin in known else pair.origin
    return f"{words(pair.customs_group)} from {'all origins' if pair.origin == WORLD else origin}"


def _fill(panel: Panel, material: Material, pair: Pair) -> None:
    in_quantity = pair.measure == "quantity"
    panel.unit = f"{unit_word(pair.unit) if in_quantity else pair.unit} per month"
    days = days_of(pair.months) + MID_MONTH
    known = {country.code for country in material.scenario.countries}
    colour = material.colours.country(pair.origin) if pair.origin in known else MUTED
    low, high = pair.band
    panel.line(Series(days, pair.mean, low, high), colour)
    panel.points(days, np.asarray(pair.observed), INK)
