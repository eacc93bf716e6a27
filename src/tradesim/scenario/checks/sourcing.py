"""Who buys what from whom: shares that sum to one, plants that can make what they sell."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from tradesim.scenario.blocks import once_of_all
from tradesim.scenario.purchases import Purchase, purchases, tiers
from tradesim.scenario.schema import Need, Scenario, SupplierEntry
from tradesim.scenario.wording import Finding, Path

SHARE_TOLERANCE = 1e-6
CAPACITY_TOLERANCE = 1e-9


def check(scenario: Scenario) -> list[Finding]:
    """Return needs that cannot be met as they are written, and what is wrong beside them."""
    world = (*scenario.items, *scenario.suppliers, *scenario.buyers)
    return once_of_all("sourcing", world, lambda: _needs(scenario)) + check_rest(scenario)


def _needs(scenario: Scenario) -> list[Finding]:
    bought = list(purchases(scenario))
    items = {item.name for item in scenario.items}
    plants = {plant.name: plant for plant in scenario.suppliers if plant.item in items}
    findings: list[Finding] = []
    for purchase in bought:
        findings += _shares(purchase)
        findings += _plants(purchase, plants)
        findings += _cover(purchase, scenario)
    findings += _needed_twice(bought)
    findings += _capacities(scenario, bought)
    findings += _circular_recipes(scenario)
    return findings


def check_rest(scenario: Scenario) -> list[Finding]:
    """Return what is wrong beside the needs: attributes of items, routes."""
    return [*_attributes(scenario), *_routes(scenario)]


def _shares(purchase: Purchase) -> Iterator[Finding]:
    path, shares = (*purchase.place, "sources"), purchase.need.sources
    for name, share in shares.items():
        if share.value <= 0:
            said = f"a share of {share.value:g} is none. List '{name}' under 'candidates' instead."
            yield Finding((*path, name), said)
    total = _total(purchase.need)
    if abs(total - 1) > SHARE_TOLERANCE:
        added = " + ".join(f"{share.value:g}" for share in shares.values())
        said = f"the shares sum to {total:.7g} ({added}), not to 1."
        yield Finding(path, said + (" Write shares, not per cent." if abs(total - 100) < 1 else ""))


def _total(need: Need) -> float:
    return math.fsum(share.value for share in need.sources.values())


def _plants(purchase: Purchase, plants: dict[str, SupplierEntry]) -> Iterator[Finding]:
    need = purchase.need
    places: list[tuple[Path, str]] = [(("sources", name), name) for name in need.sources]
    places += [(("candidates", index), name) for index, name in enumerate(need.candidates)]
    for place, name in places:
        path = (*purchase.place, *place)
        plant = plants.get(name)
        if plant is not None and plant.item != need.item:
            said = f"'{name}' makes '{plant.item}', not '{need.item}'."
            yield Finding(path, said, is_of_name=True)
        if name == purchase.buyer:
            yield Finding(path, f"'{name}' cannot buy from itself.", is_of_name=True)
        if place[0] == "candidates" and name in need.sources:
            said = f"'{name}' is among the sources already. Leave it out here."
            yield Finding(path, said)


def _cover(purchase: Purchase, scenario: Scenario) -> Iterator[Finding]:
    item = next((item for item in scenario.items if item.name == purchase.need.item), None)
    base = purchase.need.base_cover_weeks.value
    if item is not None and base > item.maximum_cover_weeks.value:
        said = (
            f"{base:g} is more than the {item.maximum_cover_weeks.value:g} weeks of "
            f"'{item.name}' that can be stored ('maximum_cover_weeks')."
        )
        yield Finding((*purchase.place, "base_cover_weeks"), said)
    keeps = item.shelf_life_weeks if item is not None else None
    if keeps is not None and base > keeps.value:
        said = f"{base:g} is more than the {keeps.value:g} weeks that '{purchase.need.item}' keeps."
        yield Finding((*purchase.place, "base_cover_weeks"), said)
    if purchase.of_plant and base < 1:
        said = f"{base:g} is less than a week: a plant uses its inputs before the week's delivery."
        yield Finding((*purchase.place, "base_cover_weeks"), said)
    elif purchase.need.safety_cover_weeks.value > base:
        said = (
            f"{purchase.need.safety_cover_weeks.value:g} is more than the {base:g} weeks on hand "
            "in ordinary times ('base_cover_weeks'): the stock would never be safe. Write less."
        )
        yield Finding((*purchase.place, "safety_cover_weeks"), said)


def _needed_twice(bought: list[Purchase]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for purchase in bought:
        key = (purchase.buyer, purchase.need.item)
        if key in seen:
            said = f"'{purchase.buyer}' already needs '{purchase.need.item}'. Join the two."
            yield Finding((*purchase.place, "item"), said)
        seen.add(key)


def _capacities(scenario: Scenario, bought: list[Purchase]) -> Iterator[Finding]:
    sound = [each for each in bought if abs(_total(each.need) - 1) <= SHARE_TOLERANCE]
    sales = _sales(scenario, sound)
    units = {item.name: item.unit for item in scenario.items}
    for index, plant in enumerate(scenario.suppliers):
        sold, capacity = sales[plant.name], plant.capacity.value
        path: Path = ("suppliers", index, "capacity")
        unit = f"{units.get(plant.item, '')}/week"
        if sold > 0 and capacity == 0:
            who = ", ".join(each.buyer for each in sound if plant.name in each.need.sources)
            said = f"'{plant.name}' has no capacity, but is a source of {who} at the start. "
            yield Finding(path, said + "Give it capacity, or list it under 'candidates' there.")
        elif sold > capacity * (1 + CAPACITY_TOLERANCE):
            said = f"{capacity:g} {unit} is less than the {sold:.6g} {unit} that its buyers take "
            yield Finding(path, said + "at the start (use times share).")


def _sales(scenario: Scenario, bought: list[Purchase]) -> dict[str, float]:
    """Return what each plant sells at the start, item unit/week.

    A recipe states use at full capacity, so a plant buys as much of it as it sells of its
    capacity: what is sold is followed up the chain, one tier at a time, until nothing moves.
    """
    capacity = {plant.name: plant.capacity.value for plant in scenario.suppliers}
    sales: dict[str, float] = {}
    for _ in range(tiers(scenario)):
        before, sales = sales, defaultdict(float)
        for purchase in bought:
            activity = 1.0
            if purchase.of_plant:
                full = capacity[purchase.buyer]
                activity = before.get(purchase.buyer, 0.0) / full if full else 0.0
            for name, share in purchase.need.sources.items():
                sales[name] += activity * purchase.need.baseline_use.value * max(share.value, 0.0)
        if sales == before:
            break
    return sales


def _circular_recipes(scenario: Scenario) -> Iterator[Finding]:
    """Find plants that feed one another in a circle: the start would have no solution."""
    feeders = {
        plant.name: [name for need in plant.recipe for name in (*need.sources, *need.candidates)]
        for plant in scenario.suppliers
    }
    done: set[str] = set()
    indices = {plant.name: index for index, plant in enumerate(scenario.suppliers)}
    for plant in scenario.suppliers:
        circle = _circle_from(plant.name, feeders, done)
        if len(circle) > 1:
            index = indices[circle[0]]
            said = f"plants buy from one another in a circle: {' < '.join([*circle, circle[0]])}."
            yield Finding(("suppliers", index, "recipe"), said)


def _circle_from(name: str, feeders: dict[str, list[str]], done: set[str]) -> list[str]:
    """Return the first circle met on the way up from a plant, without those looked at before.

    It keeps the way it came itself: a chain of plants may be longer than calls can be nested.
    """
    if name in done:
        return []
    done.add(name)
    trail = {name: iter(feeders.get(name, ()))}
    while trail:
        feeder = next(trail[next(reversed(trail))], None)
        if feeder is None:
            trail.popitem()
        elif feeder in trail:
            way = list(trail)
            return way[way.index(feeder) :]
        elif feeder not in done:
            done.add(feeder)
            trail[feeder] = iter(feeders.get(feeder, ()))
    return []


def _attributes(scenario: Scenario) -> Iterator[Finding]:
    for index, item in enumerate(scenario.items):
        for name, value in item.attributes.items():
            if not math.isfinite(value):
                path: Path = ("items", index, "attributes", name)
                yield Finding(path, f"{value} is not a finite number.")


def _routes(scenario: Scenario) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for index, route in enumerate(scenario.routes):
        pair = (route.origin, route.destination)
        if pair in seen:
            said = f"the route from {route.origin} to {route.destination} is listed twice."
            yield Finding(("routes", index), said)
        seen.add(pair)
