"""The network of the page: who delivers an item to whom, what buyers hold, who stands still."""

from __future__ import annotations

from typing import Any

import numpy as np

from tradesim.measures.output import wanted_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, ratio
from tradesim.scenario.naming import label_of, units
from tradesim.web.numbers import lately, listed
from tradesim.web.view import View
from tradesim.wording.said import said

SMOOTHED = 4
"""Weeks over which deliveries are averaged, so that ships do not flicker."""

STANDS_STILL = 0.999
"""A buyer that makes less than this share of what it could sell is short."""


def network_document(view: View) -> dict[str, Any]:
    """Return whom the network shows."""
    item = next(item for item in view.scenario.items if item.name == view.item)
    home = {maker.name: maker.country for maker in view.scenario.buyers}
    home |= {plant.name: plant.country for plant in view.scenario.suppliers}
    return {
        "item": label_of(item),
        "unit": said("{unit} a week", unit=units(item.unit)),
        "suppliers": [
            {
                "name": plant.name,
                "label": plant.name,
                "country": view.country_name(plant.country),
                "code": plant.country,
            }
            for plant in view.network_plants
        ],
        "buyers": [
            {"name": name, "label": name, "country": view.country_name(home[name])}
            for name in view.network_buyers
        ],
    }


def network_values(view: View, recording: Recording, run: int) -> dict[str, Any]:
    """Return the weekly flows, stocks and stops of one run.

    Returns:
        ``flow``: unit/week by plant and buyer, plants first; ``stock``: weeks of use by buyer;
        ``starving``: 1 where a buyer makes less than it could sell for want of any item.
    """
    return {
        "flow": listed(_flow(view, recording, run)[view.span]),
        "stock": listed(_stock(view, recording, run)[view.span]),
        "starving": _starving(view, recording, run)[view.span].tolist(),
    }


def _flow(view: View, recording: Recording, run: int) -> Floats:
    layout = recording.layout
    plants = {plant.name: place for place, plant in enumerate(view.network_plants)}
    buyers = {name: place for place, name in enumerate(view.network_buyers)}
    moved = np.zeros((recording.weeks, len(plants), len(buyers)))
    for row, link in enumerate(layout.link_rows):
        plant = layout.suppliers[link.supplier]
        buyer = layout.buyer_names[layout.buyer_of_link[row]]
        if plant.item == view.item and plant.name in plants and buyer in buyers:
            moved[:, plants[plant.name], buyers[buyer]] = recording.panels["deliveries"][
                :, row, run
            ]
    return lately(moved, SMOOTHED).reshape(recording.weeks, -1)


def _stock(view: View, recording: Recording, run: int) -> Floats:
    layout, panels = recording.layout, recording.panels
    row_of = {
        layout.buyer_names[need.buyer]: row
        for row, need in enumerate(layout.need_rows)
        if need.need.item == view.item
    }
    rows = [row_of[name] for name in view.network_buyers]
    return ratio(panels["stock"][:, rows, run], panels["rate"][:, rows, run])


def _starving(view: View, recording: Recording, run: int) -> Any:
    names = [maker.name for maker in recording.layout.final_buyers]
    made = ratio(recording.panels["output"], wanted_output(recording))[:, :, run]
    short = np.zeros((recording.weeks, len(view.network_buyers)), dtype=int)
    for place, name in enumerate(view.network_buyers):
        if name in names:
            short[:, place] = made[:, names.index(name)] < STANDS_STILL
    return short
