"""The network of the page: who delivers an item to whom, what buyers hold, who stands still."""

from __future__ import annotations

from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.recording import Recording
from tradesim.measures.spans import lately, ratio
from tradesim.records.series import Sum
from tradesim.scenario.naming import label_of, units
from tradesim.scenario.purchases import homes
from tradesim.web.numbers import listed
from tradesim.web.view import View
from tradesim.wording.said import said

SMOOTHED = 4
"""Weeks over which deliveries are averaged, so that ships do not flicker."""

STANDS_STILL = 0.999
"""A buyer that makes less than this share of what it could sell is short."""


def network_document(view: View) -> dict[str, Any]:
    """Return whom the network shows."""
    item = next(item for item in view.scenario.items if item.name == view.item)
    home = homes(view.scenario)
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
    held = _ratio(view, recording, run, ("stock", "rate"), (view.item,))
    made = _ratio(view, recording, run, ("output", "wanted"))  # none of who sells items itself
    return {
        "flow": listed(_flow(view, recording, run)[view.span]),
        "stock": listed(held[view.span]),
        "starving": (made < STANDS_STILL).astype(int)[view.span].tolist(),
    }


def _flow(view: View, recording: Recording, run: int) -> Floats:
    """Return deliveries by plant and buyer, plants first, shape (week, plant x buyer)."""
    moved = [
        Sum("deliveries", (view.item,), (plant.name,), actors=(buyer,))
        for plant in view.network_plants
        for buyer in view.network_buyers
    ]
    return lately(_of_run(moved, recording, run), SMOOTHED)


def _ratio(
    view: View, recording: Recording, run: int, panels: tuple[str, str], items: tuple[str, ...] = ()
) -> Floats:
    """Return one quantity of each buyer over another, shape (week, buyer)."""
    above, below = (
        [Sum(panel, items, actors=(buyer,)) for buyer in view.network_buyers] for panel in panels
    )
    return ratio(_of_run(above, recording, run), _of_run(below, recording, run))


def _of_run(sums: list[Sum], recording: Recording, run: int) -> Floats:
    """Return sums in one run, shape (week, sum)."""
    return np.concatenate([each.of(recording, slice(run, run + 1)) for each in sums], axis=1)
