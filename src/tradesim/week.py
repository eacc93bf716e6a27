"""The order of events: the table of contents of a week.

Each stage lets the deciders decide, reading the state as the stage found it, and then enacts what
they decided for everybody at once: no result depends on who moved first. The deciders are Mesa
agents, each on its own rows, or the behaviours over all rows: both walk this same week.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tradesim.behaviour.anticipation import forgive
from tradesim.behaviour.applications import request_licences
from tradesim.behaviour.desk import PurchasingDesk, SalesDesk, everyones_purchasing, everyones_sales
from tradesim.behaviour.diplomacy import decide_policy, everyones_cabinet
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


class Deciders(Protocol):
    """Whoever decides in a week: agents one by one, or the behaviours over all rows."""

    def govern(self) -> None:
        """Governments act."""

    def plan(self, *, news: bool) -> None:
        """Buyers plan: beliefs, forecasts, shares, orders, qualifications."""

    def supply(self) -> None:
        """Suppliers plan production and request licences."""

    def price(self) -> None:
        """Suppliers post prices."""

    def learn(self) -> None:
        """Buyers learn from what was delivered."""


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


class Everyone:
    """All actors deciding at once, over whole arrays."""

    def __init__(self, world: World) -> None:
        """Sit at the desks of all buyers, all suppliers and all governments."""
        self._world = world
        self._cabinet = everyones_cabinet(world)
        self._purchasing = everyones_purchasing(world)
        self._sales = everyones_sales(world)

    def govern(self) -> None:
        """Let all adaptive governments decide; dated policies are enacted by the week itself."""
        decide_policy(self._cabinet, self._world.week)

    def plan(self, *, news: bool) -> None:
        """Let all buyers plan."""
        for desk in self._purchasing:
            plan_purchases(desk, news=news)

    def supply(self) -> None:
        """Let all suppliers plan production and request licences."""
        plan_sales(self._sales)

    def price(self) -> None:
        """Let all suppliers post prices."""
        post_price(self._sales)

    def learn(self) -> None:
        """Let all buyers learn."""
        for desk in self._purchasing:
            learn_from_deliveries(desk)
