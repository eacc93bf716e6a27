"""The order of events: the table of contents of a week.

Each stage lets the deciders decide, reading the state as the stage found it, and then enacts what
they decided for everybody at once: no result depends on who moved first. The deciders are Mesa
agents, each on its own rows, or the behaviours over all rows: both walk this same week.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tradesim.behaviour.anticipation import forgive
from tradesim.behaviour.applications import request_licences
from tradesim.behaviour.desk import PurchasingDesk, SalesDesk, everyones_purchasing, everyones_sales
from tradesim.behaviour.diplomacy import CabinetDesk, decide_policy, everyones_cabinet
from tradesim.behaviour.expectations import hear_announcements, learn_from_deliveries
from tradesim.behaviour.production import plan_production, post_price
from tradesim.behaviour.qualification import begin_qualifications
from tradesim.behaviour.relocation import consider_requests
from tradesim.behaviour.sourcing import shift_shares
from tradesim.behaviour.stockholding import forecast_demand, place_orders
from tradesim.economy.awards import advance_awards
from tradesim.economy.diplomacy import conduct_diplomacy
from tradesim.economy.enactment import enact
from tradesim.economy.learning import learn_by_doing
from tradesim.economy.licensing import decide_applications, file_applications
from tradesim.economy.manufacture import final_buyers_produce, suppliers_produce
from tradesim.economy.markets import meet_demand
from tradesim.economy.prices import answer_prices
from tradesim.economy.projects import advance_projects, suffer_outages
from tradesim.economy.qualification import advance_qualifications
from tradesim.economy.relocation import advance_moves, pose_requests
from tradesim.economy.rents import form_rents
from tradesim.economy.rules import follow_rules
from tradesim.economy.trade import deliver, dispatch, take_orders
from tradesim.world.world import World


class Governs(Protocol):
    """Who decides for governments: one, or all at a desk."""

    def act(self) -> None:
        """Decide on the next steps; dated policies are enacted by the week itself."""


class Buys(Protocol):
    """Who decides for buyers: one, or many at a desk."""

    def plan(self, *, news: bool) -> None:
        """Plan: beliefs, forecasts, shares, orders, qualifications."""

    def learn(self) -> None:
        """Learn from what was delivered."""


class Sells(Protocol):
    """Who decides for suppliers: one, or many at a desk."""

    def supply(self) -> None:
        """Plan production and request licences."""

    def price(self) -> None:
        """Post prices."""


class Deciders:
    """Whoever decides in a week: agents one by one, or many of them at one desk."""

    def __init__(
        self, governments: Sequence[Governs], buyers: Sequence[Buys], sellers: Sequence[Sells]
    ) -> None:
        """Keep them, in the order in which they are asked; no result depends on it."""
        self.governments, self.buyers, self.sellers = governments, buyers, sellers

    def govern(self) -> None:
        """Let governments act."""
        for government in self.governments:
            government.act()

    def plan(self, *, news: bool) -> None:
        """Let buyers plan."""
        for buyer in self.buyers:
            buyer.plan(news=news)

    def supply(self) -> None:
        """Let suppliers plan."""
        for seller in self.sellers:
            seller.supply()

    def price(self) -> None:
        """Let suppliers post prices."""
        for seller in self.sellers:
            seller.price()

    def learn(self) -> None:
        """Let buyers learn."""
        for buyer in self.buyers:
            buyer.learn()


def govern(world: World, deciders: Deciders) -> None:
    """1. Governments act; effects that are due, and rules that are met, take hold; markets move."""
    deciders.govern()
    enact(world)
    conduct_diplomacy(world)
    follow_rules(world)
    pose_requests(world)
    meet_demand(world)
    form_rents(world)
    answer_prices(world)


def decide(world: World, deciders: Deciders) -> None:
    """2. Licensing offices decide the applications that are due."""
    del deciders
    decide_applications(world)


def build(world: World, deciders: Deciders) -> None:
    """3. Awards are made and paid, projects and relocations advance; capacity comes and goes."""
    del deciders
    advance_awards(world)
    advance_projects(world)
    advance_moves(world)
    suffer_outages(world)


def plan(world: World, deciders: Deciders) -> None:
    """4. Final buyers, and suppliers with recipes, plan and order."""
    deciders.plan(news=world.news)
    advance_qualifications(world)


def supply(world: World, deciders: Deciders) -> None:
    """5. Suppliers answer: produce, file applications, ship, set prices."""
    take_orders(world)
    deciders.supply()
    file_applications(world)
    suppliers_produce(world)
    dispatch(world)
    deciders.price()


def travel(world: World, deciders: Deciders) -> None:
    """6. Goods travel and arrive."""
    del deciders
    deliver(world)


def produce(world: World, deciders: Deciders) -> None:
    """7. Final buyers produce."""
    del deciders
    final_buyers_produce(world)


def learn(world: World, deciders: Deciders) -> None:
    """8. Everyone learns."""
    deciders.learn()
    learn_by_doing(world)


STAGES: dict[str, Callable[[World, Deciders], None]] = {
    "govern": govern,
    "decide": decide,
    "build": build,
    "plan": plan,
    "supply": supply,
    "travel": travel,
    "produce": produce,
    "learn": learn,
}
"""The stages of a week, in order; measures are recorded after the last."""


def live_week(world: World, deciders: Deciders) -> None:
    """Live one week, leaving ``world.week`` at the week lived."""
    for stage in STAGES.values():
        stage(world, deciders)


def plan_purchases(desk: PurchasingDesk, *, news: bool) -> None:
    """What a buyer decides in stage 4, in order."""
    if news:
        hear_announcements(desk)
    forgive(desk)
    forecast_demand(desk)
    begin_qualifications(desk)
    shift_shares(desk)
    place_orders(desk)


def plan_sales(desk: SalesDesk) -> None:
    """What a supplier decides in stage 5 before anything is made."""
    plan_production(desk)
    request_licences(desk)
    consider_requests(desk)


@dataclass(frozen=True, slots=True)
class AtCabinet:
    """Governments that decide together."""

    desk: CabinetDesk
    world: World

    def act(self) -> None:
        """Decide on the next steps of those that are adaptive."""
        decide_policy(self.desk, self.world.week)


@dataclass(frozen=True, slots=True)
class AtPurchasing:
    """Buyers that decide together."""

    desk: PurchasingDesk

    def plan(self, *, news: bool) -> None:
        """Plan the week's purchases."""
        plan_purchases(self.desk, news=news)

    def learn(self) -> None:
        """Learn from what was delivered."""
        learn_from_deliveries(self.desk)


@dataclass(frozen=True, slots=True)
class AtSales:
    """Suppliers that decide together."""

    desk: SalesDesk

    def supply(self) -> None:
        """Plan production and request licences."""
        plan_sales(self.desk)

    def price(self) -> None:
        """Post the prices of the week."""
        post_price(self.desk)


class Everyone(Deciders):
    """All actors deciding at once, over whole arrays."""

    def __init__(self, world: World) -> None:
        """Sit at the desks of all buyers, all suppliers and all governments."""
        super().__init__(
            [AtCabinet(everyones_cabinet(world), world)],
            [AtPurchasing(desk) for desk in everyones_purchasing(world)],
            [AtSales(everyones_sales(world))],
        )
