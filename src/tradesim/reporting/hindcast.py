"""Observed beside simulated, month by month: every series that a hindcast scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.figure import Figure

from tradesim.evidence.observed import Key
from tradesim.evidence.scores import SeriesPair
from tradesim.measures.months import WORLD
from tradesim.records.records import MID_MONTH
from tradesim.reporting.material import Material, Series, Tables, days_of, unit_word
from tradesim.reporting.plot import Curve, Plot, Points
from tradesim.reporting.style import MUTED, SLIDE, Colour
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import country_in_prose, words

MARGIN_DAYS = 20.0


def draw_hindcast(result: Tables, pairs: Sequence[SeriesPair]) -> Figure:
    """Return a figure of observed points over simulated lines with their bands.

    A panel for each series of months: in quantity, or in value where more months of that were
    observed. What was published for longer periods alone is not drawn.

    Args:
        result: The runs.
        pairs: Series scored.

    Raises:
        ValueError: There is no series of months.
    """
    shown = _shown(pairs)
    if not shown:
        raise ValueError("no series of months was scored, so there is nothing to draw.")
    material = Material(result, SLIDE)
    name = material.country
    several = len({pair.key.destination for pair in shown if pair.key.flow == "import"}) > 1
    plots = [
        observed_plot(
            pair, material, heading=heading_of(pair, name, whole=several), unit=unit_of(pair)
        )
        for pair in shown
    ]
    return draw_plots(_frame(material, shown), plots, SLIDE)


def _shown(pairs: Sequence[SeriesPair]) -> list[SeriesPair]:
    """Return one pair of each series of months: the first of those with most of them."""
    best: dict[Key, SeriesPair] = {}
    for pair in pairs:
        if not is_monthly(pair):
            continue
        if pair.key not in best or len(pair.months) > len(best[pair.key].months):
            best[pair.key] = pair
    return list(best.values())


def _frame(material: Material, pairs: list[SeriesPair]) -> Frame:
    days = days_of([month for pair in pairs for month in pair.months])
    groups = {pair.key.customs_group for pair in pairs}
    items = [item.name for item in material.scenario.items if item.customs_group in groups]
    return Frame(
        title="Monthly trade, observed and simulated",
        line=f"Points: observed.  Lines: simulated, {material.band_note}",
        unit="per month",
        span=(days.min() - MARGIN_DAYS, days.max() + 2 * MID_MONTH + MARGIN_DAYS),
        moments=material.moments(pairs[0].key.destination, items),
    )


def heading_of(pair: SeriesPair, name: Callable[[str], str], *, whole: bool = False) -> str:
    """Return what a series is of and its way, in words; the arguments as for ``way``."""
    return f"{words(pair.key.subject)} {way(pair, name, whole=whole)}"


def way(pair: SeriesPair, name: Callable[[str], str], *, whole: bool = False) -> str:
    """Return where a series comes from, and where exports go to, in words.

    Args:
        pair: The series.
        name: What a country or region is called.
        whole: Whether it is told of imports, too, where they go to.
    """
    key = pair.key
    origin = "all origins" if key.origin == WORLD else country_in_prose(name(key.origin))
    if key.flow == "import" and not whole:
        return f"from {origin}"
    to = "all" if key.destination == WORLD else country_in_prose(name(key.destination))
    return f"from {origin} to {to}"


def is_monthly(pair: SeriesPair) -> bool:
    """Say whether a series is one of months."""
    return all(len(month) == len("2019-07") and month[5] != "Q" for month in pair.months)


def unit_of(pair: SeriesPair) -> str:
    """Return the unit of a series, in words."""
    if pair.measure == "unit_value_usd":
        return unit_word(pair.unit)
    return f"{unit_word(pair.unit) if pair.measure == 'quantity' else pair.unit} per month"


def colour_of(pair: SeriesPair, material: Material) -> Colour:
    """Return the colour of the other country of a series; grey for several."""
    partner = pair.key.origin if pair.key.flow == "import" else pair.key.destination
    known = partner in material.country_names
    return material.colours.country(partner) if known else MUTED


def observed_plot(
    pair: SeriesPair, material: Material, *, heading: str = "", unit: str = ""
) -> Plot:
    """Return what was observed as points over the simulated line with its band."""
    days = days_of(pair.months) + MID_MONTH
    low, high = pair.band if material.replicates > 1 else (None, None)
    curve = Curve(Series(days, pair.mean, low, high), colour_of(pair, material))
    return Plot(heading, (curve,), points=(Points(days, np.asarray(pair.observed)),), unit=unit)
