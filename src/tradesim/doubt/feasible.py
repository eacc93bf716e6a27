"""Draws that would make no world are moved to the edge of what is possible, never dropped.

The rule, in this order: what an item's users take from abroad adds up to what the scenario says,
times a level that is drawn once for the item, for totals of trade are published and the split over
users is not; a stock in ordinary times is no more than can be stored and kept, a plant's
stock of inputs no less than a week, a safety stock no more than that in ordinary times; a plant's
capacity is at least what its buyers take at the start.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.scenario.purchases import Purchase, homes, purchases, tiers
from tradesim.scenario.schema import Scenario

Values = dict[str, Floats]


def feasible(scenario: Scenario, values: Values, level: Values) -> Values:
    """Return the values with those that would make no world moved to the edge of what does.

    Args:
        scenario: The scenario.
        values: What was drawn, by path.
        level: By item, the trade of the months before over what the scenario says.
    """
    values = dict(values)
    bought = list(purchases(scenario))
    for item, factor in level.items():
        _keep_total(scenario, [p for p in bought if p.need.item == item], factor, values)
    for purchase in bought:
        _clip_cover(scenario, purchase, values)
    _raise_capacity(scenario, bought, values)
    return values


def _keep_total(scenario: Scenario, bought: list[Purchase], level: Floats, values: Values) -> None:
    """Scale the drawn uses of an item so that its trade adds up to the stated one times a level."""
    home = homes(scenario)
    stated, fixed, drawn = 0.0, 0.0, np.zeros(1)
    ours = []
    for purchase in bought:
        shares = purchase.need.sources.items()
        here = home[purchase.buyer]
        abroad = sum(share.value for name, share in shares if home[name] != here)
        flow = float(purchase.need.baseline_use.value) * abroad
        path = f"{purchase.path}.baseline_use"
        stated += flow
        if abroad > 0.0 and path in values:
            ours.append(path)
            drawn = drawn + values[path] * abroad
        else:
            fixed += flow
    if ours and stated > fixed:
        factor = (stated - fixed) * level / drawn
        for path in ours:
            values[path] = values[path] * factor


def _clip_cover(scenario: Scenario, purchase: Purchase, values: Values) -> None:
    need, path = purchase.need, purchase.path
    item = next(item for item in scenario.items if item.name == need.item)
    base = _now(values, f"{path}.base_cover_weeks", need.base_cover_weeks.value)
    most = _now(values, f"items.{item.name}.maximum_cover_weeks", item.maximum_cover_weeks.value)
    if item.shelf_life_weeks is not None:
        keeps = _now(values, f"items.{item.name}.shelf_life_weeks", item.shelf_life_weeks.value)
        most = np.minimum(most, keeps)
    clipped = np.minimum(base, most)
    if purchase.of_plant:
        clipped = np.maximum(clipped, 1.0)
    _keep(values, f"{path}.base_cover_weeks", base, clipped)
    safe = _now(values, f"{path}.safety_cover_weeks", need.safety_cover_weeks.value)
    if not purchase.of_plant:
        _keep(values, f"{path}.safety_cover_weeks", safe, np.minimum(safe, clipped))


def _raise_capacity(scenario: Scenario, bought: list[Purchase], values: Values) -> None:
    """Raise capacities to what is sold at the start, a plant's own inputs following down."""
    for _ in range(tiers(scenario)):
        sales = _sales(scenario, bought, values)
        for plant in scenario.suppliers:
            path = f"suppliers.{plant.name}.capacity"
            capacity = _now(values, path, plant.capacity.value)
            _keep(values, path, capacity, np.maximum(capacity, sales[plant.name]))


def _sales(scenario: Scenario, bought: list[Purchase], values: Values) -> Values:
    """Return what each plant sells at the start, unit/week, shape (1,) or (run,)."""
    full = {
        plant.name: _now(values, f"suppliers.{plant.name}.capacity", plant.capacity.value)
        for plant in scenario.suppliers
    }
    sales: Values = {name: np.zeros(1) for name in full}
    for _ in range(tiers(scenario)):
        before, sales = sales, {name: np.zeros(1) for name in full}
        for purchase in bought:
            use = _now(values, f"{purchase.path}.baseline_use", purchase.need.baseline_use.value)
            if purchase.of_plant:
                capacity = np.maximum(full[purchase.buyer], 1e-300)
                use = use * np.minimum(before[purchase.buyer] / capacity, 1e6)
            for name, share in purchase.need.sources.items():
                sales[name] = sales[name] + use * share.value
    return sales


def _now(values: Values, path: str, stated: float) -> Floats:
    return values.get(path, np.array([float(stated)]))


def _keep(values: Values, path: str, before: Floats, after: Floats) -> None:
    """Put in what was moved; a path that nothing moved stays as it was."""
    if (np.broadcast_to(before, after.shape) != after).any():
        values[path] = after
