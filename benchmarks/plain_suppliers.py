"""The suppliers of the plain Mesa model; one with a recipe is a purchaser besides."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Any

from benchmarks.plain_buyers import Purchaser
from tradesim.policies.effects import BAN, FREE

if TYPE_CHECKING:
    from benchmarks.plain_opening import Licence, Link
    from benchmarks.plain_state import PlainState


class Supplier(Purchaser):
    """A plant that makes one item, and buys inputs if it has a recipe."""

    def __init__(self, model: PlainState, figures: dict[str, float]) -> None:
        super().__init__(model)
        self.links: list[Link] = []
        self.projects: list[Any] = []
        self.baseline_capacity = self.capacity = figures["baseline_capacity"]
        self.baseline_price = self.price = figures["baseline_price"]
        self.baseline_cost = self.unit_cost = figures["baseline_cost"]
        self.baseline_sales = self.expected_orders = figures["baseline_sales"]
        self.usual_utilisation = figures["usual_utilisation"]
        self.finished_stock_weeks = figures["finished_stock_weeks"]
        self.finished_stock = figures["finished_stock"]
        self.learning_exponent = figures["learning_exponent"]
        self.first_experience = figures["first_experience"]
        self.appeal = figures["appeal"]
        self.produced = 0.0

    def supply(self) -> None:
        """Take orders, produce, file for licences, ship, post a price."""
        shippable = sum(self.take_order(link) for link in self.links)
        self.produce(shippable)
        for link in self.links:
            if link.licence is not None:
                self.seek_licence(link, link.licence)
        self.ship(shippable)
        self.post_price()

    def take_order(self, link: Link) -> float:
        """Book an order, let old ones lapse; return what may leave."""
        kept = self.model.behaviour.order_kept
        licence = link.licence
        if licence is not None and licence.status == "in review":
            licence.volume -= min(link.outstanding * (1 - kept), licence.volume)
        link.outstanding = link.outstanding * kept + link.placed
        link.wanted = link.outstanding
        if licence is not None and licence.level > FREE:
            link.wanted = min(link.outstanding, licence.balance) if licence.level < BAN else 0.0
        return link.wanted

    def produce(self, shippable: float) -> None:
        """Make what expected orders and the target stock ask for."""
        b = self.model.behaviour
        self.expected_orders += b.expectation_smoothing * (shippable - self.expected_orders)
        gap = self.finished_stock_weeks * self.expected_orders - self.finished_stock
        planned = self.expected_orders + gap / b.production_adjustment_weeks
        planned = min(max(planned, 0.0), self.capacity)
        if self.needs:
            self.demand = planned
            self.make(planned)
            planned = self.output
        self.produced += planned
        self.finished_stock += planned

    def seek_licence(self, link: Link, licence: Licence) -> None:
        """File for a lot when the licences of a controlled link run low."""
        b, week = self.model.behaviour, self.model.week
        licence.expected_orders += b.expectation_smoothing * (link.placed - licence.expected_orders)
        terms = licence.control
        if terms is None or not FREE < licence.level < BAN or licence.status != "idle":
            return
        left = max(licence.expiry_week - week, 0) * licence.expected_orders
        usable = min(licence.balance, left)
        if usable >= (b.reorder_weeks + terms.review_weeks) * licence.expected_orders:
            return
        review = terms.review_weeks * exp(terms.review_spread * self.random.gauss(0, 1))
        if self.random.random() < terms.return_odds:
            review += terms.return_weeks
        review = min(max(round(review), 1), terms.statutory_maximum_weeks)
        licence.status = "in review"
        licence.volume = (b.licence_lot_weeks + terms.review_weeks) * licence.expected_orders
        licence.filed_week = week
        licence.decision_week = int(week + review)

    def ship(self, shippable: float) -> None:
        """Ship what may leave; when short, the same fraction to everybody."""
        fraction = min(1.0, self.finished_stock / shippable) if shippable > 0 else 1.0
        for link in self.links:
            link.shipped = fraction * link.wanted
            link.outstanding -= link.shipped
            licence = link.licence
            if licence is not None and licence.level > FREE:
                licence.balance = max(licence.balance - link.shipped, 0.0)
        self.finished_stock = max(self.finished_stock - fraction * shippable, 0.0)

    def post_price(self) -> None:
        """Move the price with cost and the pressure of orders."""
        b = self.model.behaviour
        usual = max(self.usual_utilisation * self.capacity, 1e-300)
        pressure = min(max(self.expected_orders / usual, 0.1), 10.0)
        if self.baseline_sales <= 0:
            pressure = max(pressure, 1.0)
        target = pressure**b.price_pressure * self.unit_cost / self.baseline_cost
        target = min(max(target, b.price_floor), b.price_ceiling) * self.baseline_price
        self.price += b.price_inertia * (target - self.price)
        self.appeal = self.capacity * self.price**-b.price_elasticity

    def build(self) -> None:
        """Advance the plant's projects."""
        if not self.projects:
            return
        added = 0.0
        for project in self.projects:
            if project.start <= self.model.week:
                project.done += project.speed
            since = (project.done - project.work) / project.ramp_weeks
            project.ramped = min(max(since, 0.0), 1.0)
            added += project.capacity_added * project.ramped
        self.capacity = self.baseline_capacity + added

    def learn(self) -> None:
        """Learn as a buyer, and by doing."""
        super().learn()
        if self.learning_exponent > 0:
            usual = self.first_experience + self.baseline_sales * (self.model.week + 1)
            gathered = self.first_experience + self.produced
            self.unit_cost = self.baseline_cost * (gathered / usual) ** -self.learning_exponent
