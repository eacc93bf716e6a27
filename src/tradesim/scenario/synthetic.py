"""Synthetic worlds of any size: the same world for the same sizes and seed, with generic names.

Every supplier makes one item and every buyer needs up to two, each from a few suppliers drawn
at random. Capacities follow from what is bought. The country that sells most of a good to another
puts that good under licence for it, and a plant elsewhere grows in answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from tradesim.countries import WORLD, is_country
from tradesim.randomness import name_keys, run_keys, uniform
from tradesim.scenario.schema import Scenario

NEEDS = 2
"""Items that a buyer needs, where there are as many."""

CANDIDATE_EVERY = 3
"""Every so many needs, one of the suppliers is known to the buyer but not yet qualified."""

HEADROOM = 1.4
"""Capacity of a plant, multiple of what it sells at the start."""

IDLE_CAPACITY = 10.0
"""Capacity of a plant that sells nothing at the start."""

FEW_SOURCES = 30
"""Up to so many sources of a need, shares are given in thousandths."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class WorldSize:
    """How large a synthetic world is.

    Attributes:
        buyers: Number of buyers.
        suppliers: Number of suppliers.
        links_per_need: Suppliers that a buyer knows for each of its needs.
        items: Number of items; at most one for each supplier.
        countries: Number of countries.
        seed: Seed of the network, and of the scenario's draws.
    """

    buyers: int = 20
    suppliers: int = 12
    links_per_need: int = 3
    items: int = 4
    countries: int = 3
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse a size that no world can have.

        Raises:
            ValueError: If a number is less than one, or there are more items than suppliers.
        """
        for name in ("buyers", "suppliers", "links_per_need", "items", "countries"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; a world has at least one.")
        if self.items > self.suppliers:
            raise ValueError(
                f"{self.items} items cannot be made by {self.suppliers} suppliers; "
                "each makes one. Ask for fewer items or more suppliers."
            )
        if self.countries > len(_codes()):
            raise ValueError(f"{self.countries} countries are more than three letters can name.")


def synthetic(
    *,
    buyers: int = WorldSize.buyers,
    suppliers: int = WorldSize.suppliers,
    links_per_need: int = WorldSize.links_per_need,
    items: int = WorldSize.items,
    countries: int = WorldSize.countries,
    seed: int = WorldSize.seed,
) -> Scenario:
    """Return a synthetic world; arguments as the attributes of :class:`Size`.

    Raises:
        ValueError: If no world can have that size.
    """
    size = WorldSize(buyers, suppliers, links_per_need, items, countries, seed)
    return Scenario.model_validate(synthetic_tree(size))


def synthetic_tree(size: WorldSize) -> dict[str, Any]:
    """Return a synthetic world as plain data, as a scenario file would state it."""
    draft = _Draft(size)
    makers = [draft.buyer(row) for row in range(size.buyers)]
    plants = [draft.supplier(row) for row in range(size.suppliers)]
    return {
        "name": f"synthetic_{size.buyers}x{size.suppliers}",
        "title": f"A synthetic world of {size.buyers} buyers, {size.suppliers} suppliers",
        "description": (
            "Made by 'tradesim new --synthetic': no figure in it is evidence. "
            f"{size.items} items, {size.countries} countries, seed {size.seed}."
        ),
        "start": "2001-01-01",
        "end": "2003-12-28",
        "seed": size.seed,
        "countries": [
            {"code": code(row), "name": f"Country {row + 1}"} for row in range(size.countries)
        ],
        "items": [
            {"name": f"item {row + 1}", "customs_group": f"group {row + 1}", "unit": "t"}
            for row in range(size.items)
        ],
        "suppliers": plants,
        "buyers": makers,
        "policies": draft.policies(),
    }


def code(row: int) -> str:
    """Return a code that is no country's: AAA, BBB, ... and on from there."""
    return _codes()[row]


@cache
def _codes() -> tuple[str, ...]:
    made = (_letters(row) for row in range(len(LETTERS) ** 3))
    return tuple(letters for letters in made if letters != WORLD and not is_country(letters))


def _letters(row: int) -> str:
    first, rest = row % len(LETTERS), row // len(LETTERS)
    middle, last = rest % len(LETTERS), rest // len(LETTERS)
    return "".join(LETTERS[place % len(LETTERS)] for place in (first, first + middle, first + last))


@dataclass
class _Draft:
    """A world in the making: what is drawn, and what the suppliers have sold so far."""

    size: WorldSize
    sold: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    traded: dict[tuple[int, int, int], float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        size = self.size
        self._maker_draws = self._draws("chipmaker", size.buyers)
        self._plant_draws = self._draws("supplier", size.suppliers)

    def _draws(self, kind: str, count: int) -> dict[str, list[float]]:
        keys = name_keys([f"{kind} {row + 1}" for row in range(count)])
        runs = run_keys(self.size.seed, [0])
        streams = ("country", "scale", "first source", "first item")
        return {name: uniform(runs, name, keys, 0)[:, 0].tolist() for name in streams}

    def buyer(self, row: int) -> dict[str, Any]:
        """Return a buyer with its needs; its country is drawn."""
        scale = 50.0 + math.floor(100.0 * self._maker_draws["scale"][row])
        count = min(NEEDS, self.size.items)
        first = math.floor(self._maker_draws["first item"][row] * self.size.items)
        items = sorted((first + step) % self.size.items for step in range(count))
        return {
            "name": f"chipmaker {row + 1}",
            "country": code(self._maker_country(row)),
            "product": "chips",
            "output": scale,
            "needs": [self._need(row, item, scale / 10.0) for item in items],
        }

    def _need(self, maker: int, item: int, use: float) -> dict[str, Any]:
        plants = range(item, self.size.suppliers, self.size.items)
        first = math.floor(self._maker_draws["first source"][maker] * len(plants))
        known = [
            plants[(first + step) % len(plants)]
            for step in range(min(self.size.links_per_need, len(plants)))
        ]
        newcomers = [known.pop()] if len(known) > 1 and maker % CANDIDATE_EVERY == 0 else []
        shares = _shares(len(known))
        for plant, share in zip(known, shares, strict=True):
            self.sold[plant] += use * share
            pair = (self._plant_country(plant), self._maker_country(maker))
            self.traded[item, *pair] += use * share
        need: dict[str, Any] = {
            "item": f"item {item + 1}",
            "baseline_use": use,
            "sources": {_plant(row): share for row, share in zip(known, shares, strict=True)},
        }
        return need | ({"candidates": [_plant(row) for row in newcomers]} if newcomers else {})

    def supplier(self, row: int) -> dict[str, Any]:
        """Return a supplier; it can make somewhat more than it sells at the start."""
        sold = self.sold[row]
        return {
            "name": _plant(row),
            "country": code(self._plant_country(row)),
            "item": f"item {row % self.size.items + 1}",
            "capacity": round(HEADROOM * sold, 3) if sold else IDLE_CAPACITY,
            "price": 1000.0 + math.floor(500.0 * self._plant_draws["scale"][row]),
        }

    def policies(self) -> list[dict[str, Any]]:
        """Return a curb on the largest flow between two countries, and a project in answer."""
        abroad = [cell for cell in self.traded if cell[1] != cell[2]]
        if not abroad:
            return []
        item, origin, destination = max(abroad, key=lambda cell: (self.traded[cell], cell))
        curb = {
            "kind": "individual_licence",
            "name": "curb",
            "imposer": code(origin),
            "partner": code(destination),
            "items": [f"item {item + 1}"],
            "announced": "2002-01-07",
            "effective": "2002-02-04",
        }
        plants = range(item, self.size.suppliers, self.size.items)
        elsewhere = [row for row in plants if self._plant_country(row) != origin]
        grows = (elsewhere or list(plants))[0]
        project = {
            "kind": "substitution_investment",
            "name": "expansion",
            "response_to": "curb",
            "supplier": _plant(grows),
            "announced": "2002-03-04",
            "capacity_added": round(max(self.sold[grows], IDLE_CAPACITY) / 2.0, 3),
            "build_weeks": 26,
        }
        return [curb, project]

    def _maker_country(self, row: int) -> int:
        return math.floor(self._maker_draws["country"][row] * self.size.countries)

    def _plant_country(self, row: int) -> int:
        return math.floor(self._plant_draws["country"][row] * self.size.countries)


def _plant(row: int) -> str:
    return f"supplier {row + 1}"


def _shares(count: int) -> list[float]:
    """Return falling shares that sum to one, in round parts: the first source matters most."""
    parts = 10**3 if count <= FEW_SOURCES else 10**6
    total = count * (count + 1) / 2
    cuts = [round(parts * sum(range(count - k + 1, count + 1)) / total) for k in range(count + 1)]
    return [(high - low) / parts for low, high in pairwise(cuts)]
