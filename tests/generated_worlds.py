"""Small worlds that nobody wrote by hand: a Hypothesis strategy for scenarios.

A world is drawn as plain data, as a file would state it, and must pass the checks that a file
must pass. Every instrument that is registered may be in it, also of an installed package.
"""

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests import generated_diplomacy, generated_instruments, generated_rules
from tests.generated_instruments import tie_funds
from tradesim.scenario import Scenario
from tradesim.scenario.validation import examine

START = dt.date(2001, 1, 1)
LETTERS = "ABCDEF"
SHARE_DRAWN = float(os.environ.get("TRADESIM_SHARE_OF_WORLDS", "1"))
"""How many of the worlds of each property are drawn, of one; the first of them, always the same."""

Tree = dict[str, Any]


def on(worlds_drawn: int) -> settings:
    """Return settings for a property: how many worlds to draw.

    They are the same each time in a process that has imported the same modules, no more: constants
    in their sources are drawn, too (findings/hypothesis_draws_by_imports.sh).

    A failing world is reported as it was drawn: to shrink one takes minutes.
    """
    return settings(
        max_examples=max(1, round(SHARE_DRAWN * worlds_drawn)),
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@st.composite
def worlds(
    draw: st.DrawFn,
    *,
    policies: bool = True,
    restless: bool = True,
    chance: bool = True,
    weeks: tuple[int, int] = (30, 60),
) -> Scenario:
    """Draw a world of 2 to 6 countries and 1 to 5 items.

    Args:
        draw: Hypothesis' own.
        policies: Whether governments and firms do anything, and shocks befall them.
        restless: Whether demand moves of itself: trend, season, noise.
        chance: Whether anything hangs on a draw.
        weeks: Least and largest number of weeks.
    """
    draft = Draft(draw, weeks=draw(st.integers(*weeks)), restless=restless, chance=chance)
    tree = draft.tree()
    if policies:
        draft.bare = sound(tree)
        kinds = draw(
            st.lists(st.sampled_from(sorted(generated_instruments.KINDS)), min_size=2, max_size=9)
        )
        tree["policies"] = [draft.policy(kind, f"{kind} {n}") for n, kind in enumerate(kinds)]
        tie_funds(draft, tree["policies"])
        generated_instruments.let_regimes_decide(draft, tree)
        generated_diplomacy.let_governments_decide(draft, tree)
        generated_rules.let_rules_decide(draft, tree)
        tree["shocks"] = [draft.shock(n) for n in range(draw(st.integers(0, 2)))]
        tree["shocks"] += generated_diplomacy.quarrels(draft, tree)
    return sound(tree)


def sound(tree: Tree) -> Scenario:
    """Return what a tree describes, in which nothing may be wrong."""
    scenario, findings = examine(tree)
    assert scenario is not None, findings
    assert not findings, findings
    return scenario


@dataclass
class Draft:
    """A world in the making."""

    draw: st.DrawFn
    weeks: int
    restless: bool
    chance: bool
    sold: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    country_of: dict[str, str] = field(default_factory=dict)
    known: list[tuple[str, str, str]] = field(default_factory=list)
    bare: Scenario = field(init=False)

    def whole(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def maybe(self, tree: Tree) -> Tree:
        """Return some fields, or none of them."""
        return tree if self.draw(st.booleans()) else {}

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def odds(self) -> Any:
        return self.one_of(0, 0.5, 1) if self.chance else self.one_of(0, 1)

    def spread(self) -> Any:
        return self.one_of(0, 0.1, 0.5) if self.chance else 0

    def some(self, choices: list[str], least: int = 1, most: int = 3) -> list[str]:
        drawn = self.draw(
            st.lists(st.sampled_from(choices), min_size=least, max_size=most, unique=True)
        )
        return sorted(drawn)

    def date(self, earliest: dt.date = START) -> dt.date:
        """Draw a day from the earliest on, in the first half of what is left."""
        left = (START - earliest).days + 7 * self.weeks - 1
        return earliest + dt.timedelta(days=self.whole(0, left // 2))

    @cached_property
    def countries(self) -> list[str]:
        return [letter * 3 for letter in LETTERS[: self.whole(2, 6)]]

    @cached_property
    def items(self) -> list[str]:
        return [f"item {row}" for row in range(self.whole(1, 5))]

    @cached_property
    def makers(self) -> list[str]:
        return [f"maker {row}" for row in range(self.whole(1, 4))]

    @cached_property
    def plants(self) -> dict[str, str]:
        """The item of each plant; the first two letters tell the established from the new."""
        plants: dict[str, str] = {}
        for row, item in enumerate(self.items):
            plants |= {f"old {row}.{n}".replace(".", "-"): item for n in range(self.whole(1, 3))}
            plants |= {f"new {row}.{n}".replace(".", "-"): item for n in range(self.whole(0, 2))}
        return plants

    def of_item(self, item: str, prefix: str) -> list[str]:
        return [name for name, made in self.plants.items() if made == item and prefix in name]

    def tree(self) -> Tree:
        self.country_of |= {name: self.one_of(*self.countries) for name in self.makers}
        self.country_of |= {name: self.one_of(*self.countries) for name in self.plants}
        makers = [self.maker(name) for name in self.makers]
        plants = [self.plant(name) for name in reversed(self.plants)][::-1]
        return {
            "name": "drawn",
            "title": "Drawn",
            "description": "Drawn by Hypothesis.",
            "start": START,
            "end": START + dt.timedelta(weeks=self.weeks, days=-1),
            "seed": self.whole(0, 9),
            "default_lead_time_weeks": self.whole(0, 5),
            "domestic_lead_time_weeks": self.whole(0, 2),
            "behaviour": self.behaviour(),
            "countries": [self.country(code) for code in self.countries],
            "items": [self.item(name) for name in self.items],
            "suppliers": plants,
            "buyers": makers,
        }

    def behaviour(self) -> Tree:
        return {
            "patience_weeks": self.whole(1, 12),
            "stock_adjustment_weeks": self.whole(1, 5),
            "price_elasticity": self.one_of(0, 1.5, 4),
            "qualification_threshold": self.one_of(0, 0.05),
            "licence_lot_weeks": self.whole(1, 13),
            "reorder_weeks": self.whole(0, 8),
            "dispatch_weeks": self.whole(0, 3),
        }

    def country(self, code: str) -> Tree:
        # whose turn it is among the applications of one week is drawn
        decisions = self.one_of(None, 0.4, 1, 2) if self.chance else None
        limit = {} if decisions is None else {"decisions_per_week": decisions}
        return {"code": code, "name": f"Country {code}"} | limit

    def item(self, name: str) -> Tree:
        keeps = self.one_of(None, 8, 30)
        return (
            {
                "name": name,
                "customs_group": name,
                "unit": "t",
                "maximum_cover_weeks": self.whole(6, 26),
                "qualification_weeks": self.whole(0, 12),
                "qualification_odds": self.odds(),
                "qualification_spread": self.spread(),
                "demand_elasticity": self.one_of(0, 0, 0.3),
                "attributes": {"fineness": 1 + 2 * self.items.index(name)},
            }
            | self.lots()
            | ({} if keeps is None else {"shelf_life_weeks": keeps})
        )

    def lots(self) -> Tree:
        """Return how often goods are shipped; every week where chance plays no part."""
        return self.maybe({"shipment_interval_weeks": 3}) if self.restless and self.chance else {}

    def maker(self, name: str) -> Tree:
        moves = {}
        if self.restless:
            moves = {
                "trend": self.one_of(0, 0.1, -0.1),
                "season": self.one_of(0, 0.1),
                "noise": self.spread(),
            }
        return {
            "name": name,
            "country": self.country_of[name],
            "product": self.one_of("chips", "displays"),
            "output": self.whole(1, 500),
            "capacity_headroom": self.one_of(0, 0.1),
            "needs": [self.need(name, item, self.whole(1, 200)) for item in self.some(self.items)],
        } | moves

    def need(self, buyer: str, item: str, use: float) -> Tree:
        sources = self.some(self.of_item(item, "old"))
        others = [name for name in self.of_item(item, "") if name not in sources]
        weights = [self.whole(1, 9) for _ in sources]
        shares = [weight / sum(weights) for weight in weights]
        for name, share in zip(sources, shares, strict=True):
            self.sold[name] += use * share
            self.known.append((buyer, item, name))
        cover = self.one_of(*((0.5,) if buyer in self.makers else ()), 1, 2, 6)
        return {
            "item": item,
            "baseline_use": use,
            "importance": self.one_of("critical", "important", "replaceable"),
            "base_cover_weeks": cover,
            "safety_cover_weeks": min(cover, 1),
            "grade": self.one_of(0, 4),
            "sources": dict(zip(sources, shares, strict=True)),
            "candidates": self.some(others, least=0) if others else [],
        }

    def plant(self, name: str) -> Tree:
        """Draw a plant after all that buy from it: it can make at least what it sells."""
        item = self.plants[name]
        feeds = self.items[: self.items.index(item)]
        capacity = self.sold[name] * self.one_of(1, 1.2, 2)
        if not capacity:
            capacity = 20 if "old" in name else self.one_of(0, 30)
        recipe = []
        if feeds and capacity and self.whole(0, 1):
            recipe = [self.need(name, self.one_of(*feeds), capacity * self.one_of(0.5, 1))]
        return {
            "name": name,
            "country": self.country_of[name],
            "item": item,
            "grade": self.one_of(0, 3, 5),
            "capacity": capacity,
            "firms": self.one_of(1, 1, 3, [0.5, 0.3, 0.2]),
            "price": self.whole(10, 9000),
            "finished_stock_weeks": self.one_of(0, 2),
            "compliance_programme": self.one_of(False, True),
            "learning_exponent": self.one_of(0, 0.3),
            "recipe": recipe,
            "technology_origin": self.countries[0] if "new" in name else None,
            "home_first": self.one_of(0, 0, 0.5, 1),
        }

    def aim(self) -> tuple[str, str, list[str]]:
        """Return imposer, partner and items: mostly of goods that the one sells to the other."""
        flows = [
            (self.country_of[plant], self.country_of[buyer], item)
            for buyer, item, plant in self.known
            if self.country_of[plant] != self.country_of[buyer]
        ]
        if not flows or self.whole(0, 9) == 0:
            imposer, partner = self.draw(st.permutations(self.countries))[:2]
            return imposer, partner, self.some(self.items)
        imposer, partner, item = self.one_of(*flows)
        return imposer, partner, sorted({item, *self.some(self.items, least=0)})

    def policy(self, kind: str, name: str) -> Tree:
        """Draw an instrument: from its own fields where it is not drawn by hand."""
        if kind in BY_HAND:
            return BY_HAND[kind](self, name)
        return generated_instruments.of_its_fields(self, kind, name)

    def control(self, kind: str, name: str, end: str, listed: str) -> Tree:
        imposer, partner, items = self.aim()
        announced = self.date()
        effective = self.date(announced)
        first = self.maybe({"first_decision": self.date(effective)})
        ends = self.maybe({end: self.date(effective)})
        return (
            {
                "kind": kind,
                "name": name,
                "imposer": imposer,
                listed: items,
                "announced": announced,
                "effective": effective,
                "terms": {
                    "review_weeks": self.whole(0, 10),
                    "review_spread": self.spread(),
                    "statutory_maximum_weeks": self.whole(10, 14),
                    "approval_odds": self.odds(),
                    "partial_odds": self.odds(),
                    "return_odds": self.odds(),
                    "validity_weeks": self.whole(1, 30),
                },
            }
            | first
            | ends
            | generated_instruments.aimed(self, imposer, partner, terms=True)
        )

    def individual_licence(self, name: str) -> Tree:
        control = self.control("individual_licence", name, "lifted", "items")
        if "lifted" not in control and self.whole(0, 1):
            control["amendments"] = [
                {
                    "effective": self.date(control["effective"]),
                    "review_weeks": self.whole(0, 9),
                    "review_spread": self.spread(),
                    "approval_odds": self.odds(),
                    "partial_odds": self.odds(),
                    "return_odds": self.odds(),
                    "validity_weeks": self.whole(1, 30),
                }
            ]
        return control

    def white_list(self, name: str) -> Tree:
        return self.control("white_list", name, "restored", "listed_items")

    def substitution_investment(self, name: str) -> Tree:
        return {
            "kind": "substitution_investment",
            "name": name,
            "supplier": self.one_of(*self.plants),
            "announced": self.date(),
            "capacity_added": self.whole(0, 100),
            "build_weeks": self.whole(0, 15),
            "ramp_weeks": self.whole(1, 8),
            "slippage_spread": self.spread(),
        }

    def shock(self, number: int) -> Tree:
        if self.whole(0, 2) == 0:
            return generated_diplomacy.diplomatic_event(self, f"shock {number}")
        if self.whole(0, 2) == 0:
            return generated_instruments.supply_shock(self, f"shock {number}")
        if self.whole(0, 1):
            return generated_instruments.blockade(self, f"shock {number}")
        start = self.date()
        return {
            "kind": "demand_shock",
            "name": f"shock {number}",
            "buyers": self.some(self.makers),
            "start": start,
            "factor": self.one_of(0, 0.5, 1, 1.5),
            "ramp_weeks": self.whole(1, 10),
        } | self.maybe({"end": self.date(start)})


BY_HAND: dict[str, Callable[[Draft, str], Tree]] = {
    "individual_licence": Draft.individual_licence,
    "substitution_investment": Draft.substitution_investment,
    "white_list": Draft.white_list,
    "wto_complaint": generated_diplomacy.wto_complaint,
} | generated_instruments.BY_HAND
"""How some kinds of policies are drawn; all others are from their own fields."""
