"""Slides of a country with a panel for each item that it buys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tradesim.arrays import Floats
from tradesim.records.bands import SeriesBand
from tradesim.records.pictures import PICTURES, Picture
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Plot, stacked
from tradesim.reporting.style import ACCENT, INK, OTHERS, Colour
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import country_in_prose, label_of
from tradesim.scenario.schema import Item

Panelled = Callable[[Material, Item, str], Plot | None]
"""What is drawn of an item bought in a country; None where there is nothing to draw."""


def draw_by_item(
    material: Material, name: str, picture: Picture, line: str, panel: Panelled
) -> dict[str, Figure]:
    """Return a figure for each destination, by name.

    Args:
        material: What is drawn from.
        name: What the figures are called, before their destination.
        picture: Title and unit.
        line: What is shown, from how many runs.
        panel: What is drawn of each item.
    """
    figures = {}
    for destination in material.destinations:
        found = {
            item.name: panel(material, item, destination) for item in material.items(destination)
        }
        plots = {item: plot for item, plot in found.items() if plot is not None}
        if plots:
            title = picture.titled(country_in_prose(material.country(destination)))
            span, marked = material.span, material.moments(destination, list(plots))
            frame = Frame(span, marked, title=title, line=line, unit=picture.unit)
            drawn = draw_plots(frame, list(plots.values()), material.size)
            figures[f"{name}_{destination.lower()}"] = drawn
    return figures


MOST_BANDS = 2
"""Lines of a panel up to which each has its band; more bands would hide one another."""


MOST_BUYERS = 8
"""Buyers of an item drawn each by a line; of more, those who had least of it in some week."""


def draw_cover(material: Material) -> dict[str, Figure]:
    """Return figures of stocks: for how many weeks each buyer has enough."""
    needs = Counter((m.country, need.item) for m in material.scenario.buyers for need in m.needs)
    many = any(
        count > MOST_BUYERS for (code, _), count in needs.items() if code in material.destinations
    )
    who = f"the {MOST_BUYERS} who had least, where an item has more buyers" if many else ""
    line = "; ".join(filter(None, ("What each buyer has on hand", who, material.band_note)))
    return draw_by_item(material, "stock_cover", PICTURES["cover"], line, _cover)


def _cover(material: Material, item: Item, destination: str) -> Plot | None:
    """Return the stock cover of each buyer of a country that needs an item."""
    makers = {m.name for m in material.scenario.buyers if m.country == destination}
    found = material.bands("stock_cover", item=item.name, destination=destination)
    own = [band for band in found if band.place.actor in makers]
    if len(own) > MOST_BUYERS:
        own.sort(key=lambda band: float(np.nanmin(band.mean)))
        own = own[:MOST_BUYERS]
    lines = {band.place.actor: material.line(band) for band in own}
    colours, banded = material.colours.final_buyers, len(lines) <= MOST_BANDS
    curves = [
        Curve(data if banded else Series(data.days, data.mean), colours[maker], maker)
        for maker, data in lines.items()
    ]
    return Plot(label_of(item), curves) if curves else None


NARROWEST = 0.1
"""An axis shows at least this much above and below the baseline."""


def draw_prices(material: Material) -> dict[str, Figure]:
    """Return figures of prices: what the plants of each origin ask, over their baseline."""
    line = f"Mean price of the plants of an origin, by month; {material.band_note}"
    return draw_by_item(material, "price_index", PICTURES["price"], line, _prices)


def _prices(material: Material, item: Item, destination: str) -> Plot:
    curves = [
        Curve(data, material.colours.country(code), material.country_names[code])
        for code, data in prices(material, item.name, destination).items()
    ]
    return price_plot(curves, label_of(item))


def prices(material: Material, item: str, destination: str) -> dict[str, Series]:
    """Return the mean price of the plants of each origin over their baseline price."""
    sold = material.bands("sourcing_share", item=item, destination=destination)
    origins = {band.place.origin for band in sold}
    found = {
        code: material.series("origin_price", item=item, origin=code)
        for code in material.country_names
        if code in origins
    }
    return {code: data for code, data in found.items() if data is not None}


def price_plot(curves: Sequence[Curve], heading: str = "", **more: Any) -> Plot:
    """Return a plot of prices whose axis shows something on both sides of the baseline."""
    lowest = min([1.0 - NARROWEST, *(curve.data.bottom for curve in curves)])
    return Plot(heading, curves, bottom=lowest, least=1.0 + NARROWEST, **more)


THINNEST = 0.02
"""A plant that never has more than this share is added to the other plants."""

MOST_PLANTS = 8
"""Plants of an item drawn each by itself."""

Share = tuple[str, Floats, Colour]
"""Label, share by week and colour of a layer."""


def draw_shares(material: Material) -> dict[str, Figure]:
    """Return figures of who supplies: the share of each plant in what came lately."""
    line = (
        "Share of each plant in deliveries of the last 13 weeks, domestic ones included; "
        f"{material.line_note}"
    )
    return draw_by_item(material, "sourcing_shares", PICTURES["shares"], line, _shares)


def _shares(material: Material, item: Item, destination: str) -> Plot:
    found = material.bands("sourcing_share", item=item.name, destination=destination)
    layers = stacked(found[0].days, _layers(material, found))
    return Plot(label_of(item), layers=layers, numbers="percent", top=1.0)


def _layers(material: Material, found: Sequence[SeriesBand]) -> list[Share]:
    """Return the layers from the bottom up: plants by country in the scenario's order of colours.

    Plants that are always small, or too many, are put together on top.
    """
    means, countries = (
        {band.place.actor: band.mean for band in found},
        [*material.colours.countries],
    )
    plants = [plant for plant in material.scenario.suppliers if plant.name in means]
    table = pd.DataFrame({plant.name: means[plant.name] for plant in plants}).fillna(0.0)
    largest = table.max().sort_values(ascending=False, kind="stable")[:MOST_PLANTS]
    shown = set(largest.index[largest > THINNEST])
    plants.sort(key=lambda plant: countries.index(plant.country))
    layers: list[Share] = [
        (plant.name, table[plant.name].to_numpy(), material.colours.plants[plant.name])
        for plant in plants
        if plant.name in shown
    ]
    rest = table[[name for name in table.columns if name not in shown]].sum(axis=1)
    if rest.max() > 0.0:
        layers.append(("Other plants", rest.to_numpy(), OTHERS))
    return layers


LINES = (("by plant", "hhi_by_plant", ACCENT, 1.7), ("by country", "hhi_by_country", INK, 0.9))
"""Label, outcome, colour and weight: where the two are the same, both can be seen."""


def draw_concentration(material: Material) -> dict[str, Figure]:
    """Return figures of the Herfindahl-Hirschman index of supply, by country and by plant."""
    line = (
        "Herfindahl-Hirschman index of deliveries in 13 weeks, 1 = a single source, by month; "
        f"{material.band_note}"
    )
    return draw_by_item(material, "concentration", PICTURES["concentration"], line, _concentration)


def _concentration(material: Material, item: Item, destination: str) -> Plot:
    about = {"item": item.name, "destination": destination}
    curves = [
        Curve(data, colour, text, weight)
        for text, outcome, colour, weight in LINES
        if (data := material.series(outcome, **about)) is not None
    ]
    return Plot(label_of(item), curves, top=1.04)
