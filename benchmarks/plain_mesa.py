"""The same week in plain Mesa: what a user would write with agents, floats, lists and loops.

The rules are those of docs/ODD.md, one for one; without noise the imports of both models agree.
It is written to be read, neither slow on purpose nor tuned line by line. It records less than
tradesim does: arrivals and output, no panels of stocks and prices, no log of events.
"""

from __future__ import annotations

from math import cos, exp, log, pi
from typing import Any

import mesa

from benchmarks.plain_opening import (
    Licence,
    Link,
    Need,
    Opening,
    Trial,
    figures_of,
    open_scenario,
)
from tradesim.policies.effects import BAN, FREE
from tradesim.scenario import Scenario

WEEKS_PER_YEAR = 365.25 / 7


class Purchaser(mesa.Agent):
    """Whoever buys items: a chipmaker, or a supplier with a recipe."""

    def __init__(self, model: PlainModel) -> None:
        super().__init__(model)
        self.needs: list[Need] = []
        self.demand = self.forecast = self.output = 0.0

    def plan(self) -> None:
        """Hear the news, forecast, begin qualifications, shift shares, order."""
        self.forecast += self.model.behaviour.forecast_smoothing * (self.demand - self.forecast)
        for need in self.needs:
            if self.model.news:
                self.hear_announcements(need)
            need.rate = need.recipe * self.forecast
            self.qualify_sources(need)
            self.shift_shares(need)
            self.place_orders(need)

    def hear_announcements(self, need: Need) -> None:
        b = self.model.behaviour
        exposure = 0.0
        for link in need.links:
            feared = max(link.announced_here, b.alarm_spillover * link.announced_nearby)
            blamed = max(link.announced_here, b.distrust_spillover * link.announced_nearby)
            exposure += link.share * feared
            link.distrust += (1 - link.distrust) * b.distrust_on_announcement * blamed
            link.announced_here = link.announced_nearby = 0.0
        need.alarm += (1 - need.alarm) * exposure

    def qualify_sources(self, need: Need) -> None:
        exposure = sum(link.share * link.distrust for link in need.links)
        worried = exposure > self.model.behaviour.qualification_threshold
        for link in need.links:
            trial, plant = link.trial, link.supplier
            if trial is None or trial.status == "qualified":
                continue
            if trial.status == "unqualified":
                opened = plant.capacity > plant.baseline_capacity
                if plant.capacity > 0 and (worried or opened):
                    self.begin(trial, need.alarm)
            else:
                trial.left -= 1
                if trial.left <= 0:
                    self.conclude(trial, link)

    def begin(self, trial: Trial, alarm: float) -> None:
        b = self.model.behaviour
        weeks = trial.median_weeks + trial.grade_distance * b.grade_distance_weeks
        weeks *= (1 - b.crash_programme * alarm) * exp(trial.spread * self.random.gauss(0, 1))
        trial.left = max(round(weeks), 1)
        trial.status = "in qualification"

    def conclude(self, trial: Trial, link: Link) -> None:
        if trial.status == "failed":
            trial.status = "unqualified"
        elif self.random.random() < trial.odds:
            trial.status = "qualified"
            self.model.newly_qualified.append(link)
        else:
            trial.status = "failed"
            trial.left = self.model.behaviour.retry_weeks

    def shift_shares(self, need: Need) -> None:
        b = self.model.behaviour
        weights = []
        failing = 0.0
        for link in need.links:
            failing += link.share * (1 - link.reliability)
            if not link.qualified:
                weights.append(0.0)
                continue
            trust = b.reliability_weight * log(max(link.reliability, 1e-3))
            trust -= b.distrust_weight * link.distrust
            weights.append(link.preference * link.supplier.appeal * exp(trust))
        total = sum(weights)
        if total > 0:
            speed = min(1.0, b.share_inertia * (1 + b.failure_acceleration * failing))
            for link, weight in zip(need.links, weights, strict=True):
                link.share += speed * (weight / total - link.share)

    def place_orders(self, need: Need) -> None:
        b = self.model.behaviour
        expected = lead_time = 0.0
        for link in need.links:
            expected += link.in_transit + link.outstanding * link.reliability
            lead_time += link.share * link.lead_time
        cover = need.base_cover * (1 + b.alarm_stock_response * need.alarm)
        cover = min(cover + need.mandated_cover, need.maximum_cover)
        gap = (cover + lead_time) * need.rate - need.stock - expected
        order = max(0.0, need.rate + gap / b.stock_adjustment_weeks)
        for link in need.links:
            link.placed = order * link.share

    def receive(self) -> None:
        """Take in what arrives this week."""
        arrivals = self.model.arrivals
        for need in self.needs:
            for link in need.links:
                link.under_way.append(link.shipped)
                arrived = link.under_way.popleft()
                link.in_transit += link.shipped - arrived
                need.stock += arrived
                arrivals[link.flow] = arrivals.get(link.flow, 0.0) + arrived

    def make(self, wish: float) -> None:
        """Turn stock into output, as far as the wish and the stocks go."""
        limit = kept = 1.0
        for need in self.needs:
            wanted = need.recipe * wish
            ratio = min(1.0, need.stock / wanted) if wanted > 0 else 1.0
            limit = min(limit, max(ratio, 1 - need.critical))
            kept = min(kept, 1 - need.yield_loss * (1 - ratio))
        for need in self.needs:
            need.stock -= min(need.recipe * wish * limit, need.stock)
        self.output = wish * limit * kept

    def discard(self) -> None:
        """Lose what is past its shelf life."""
        for need in self.needs:
            if need.rate > 0:
                need.stock = min(need.stock, need.shelf_life * need.rate)

    def learn(self) -> None:
        """Let deliveries enter beliefs."""
        b = self.model.behaviour
        for need in self.needs:
            failed = 0.0
            for link in need.links:
                backlog = link.shipped + link.outstanding
                failure = link.outstanding / backlog if backlog > 0 else 0.0
                if backlog > 0:
                    link.reliability += b.reliability_smoothing * (1 - failure - link.reliability)
                rise = b.distrust_per_failure * failure + link.control_pressure
                link.distrust += rise * (1 - link.distrust) - (1 - b.distrust_kept) * link.distrust
                failed += link.share * failure
            fright = b.alarm_per_failure * failed * (1 - need.alarm)
            need.alarm = need.alarm * b.alarm_kept + fright


class Chipmaker(Purchaser):
    """A buyer plant that turns items into a product."""

    def __init__(self, model: PlainModel, row: int, figures: dict[str, float]) -> None:
        super().__init__(model)
        self.row = row
        self.baseline_output = figures["baseline_output"]
        self.capacity = figures["capacity"]
        self.growth = figures["growth"]
        self.season = figures["season"]
        self.season_peak = figures["season_peak"]
        self.noise = figures["noise"]
        self.demand = self.forecast = self.output = self.baseline_output

    def meet_demand(self) -> None:
        """See this week's demand."""
        week = self.model.week
        shift = self.growth * week
        if self.noise > 0:
            shift += self.noise * self.random.gauss(0, 1) - self.noise**2 / 2
        factor = exp(shift)
        factor *= 1 + self.season * cos(2 * pi * (week - self.season_peak) / WEEKS_PER_YEAR)
        for shock in self.model.opening.shocks:
            if self.row in shock.buyers:
                rise = min(max((week + 1 - shock.start) / shock.ramp_weeks, 0.0), 1.0)
                fall = min(max((week + 1 - shock.end) / shock.ramp_weeks, 0.0), 1.0)
                factor *= 1 + (shock.factor - 1) * (rise - fall)
        self.demand = self.baseline_output * factor

    def produce(self) -> None:
        """Make what demand, capacity and stocks allow."""
        self.make(min(self.demand, self.capacity))


class Supplier(Purchaser):
    """A plant that makes one item, and buys inputs if it has a recipe."""

    def __init__(self, model: PlainModel, figures: dict[str, float]) -> None:
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
        b, week = self.model.behaviour, self.model.week
        licence.expected_orders += b.expectation_smoothing * (link.placed - licence.expected_orders)
        terms = licence.control
        if terms is None or not FREE < licence.level < BAN or licence.status != "idle":
            return
        if licence.balance >= (b.reorder_weeks + terms.review_weeks) * licence.expected_orders:
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
        fraction = min(1.0, self.finished_stock / shippable) if shippable > 0 else 1.0
        for link in self.links:
            link.shipped = fraction * link.wanted
            link.outstanding -= link.shipped
            licence = link.licence
            if licence is not None and licence.level > FREE:
                licence.balance = max(licence.balance - link.shipped, 0.0)
        self.finished_stock = max(self.finished_stock - fraction * shippable, 0.0)

    def post_price(self) -> None:
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


class Government(mesa.Agent):
    """A government and its licensing office."""

    def __init__(self, model: PlainModel, decisions_per_week: float) -> None:
        super().__init__(model)
        self.controls: list[Any] = []
        self.decisions_per_week = decisions_per_week

    def decide_applications(self) -> None:
        """Release approved lots, let licences expire, decide the applications that are due."""
        week = self.model.week
        due = []
        for control in self.controls:
            for licence in control.licences:
                if licence.control is not control or licence.level == FREE:
                    continue
                if licence.status == "approved" and licence.active_week <= week:
                    licence.balance += licence.volume
                    licence.status = "idle"
                if licence.expiry_week <= week:
                    licence.balance = 0.0
                reviewed = licence.status == "in review" and licence.decision_week <= week
                if reviewed and control.first_decision <= week:
                    due.append(licence)
        due.sort(key=lambda licence: licence.filed_week)
        if len(due) > self.decisions_per_week:
            due = due[: int(self.decisions_per_week)]
        for licence in due:
            self.decide(licence, licence.control)

    def decide(self, licence: Licence, terms: Any) -> None:
        if self.random.random() >= terms.approval_odds:
            licence.status = "idle"
            return
        if self.random.random() < terms.partial_odds:
            licence.volume *= terms.partial_share
        licence.status = "approved"
        licence.active_week = self.model.week + round(self.model.behaviour.dispatch_weeks)
        expiry = licence.active_week + round(terms.validity_weeks)
        licence.expiry_week = max(licence.expiry_week, expiry)


class PlainModel(mesa.Model):
    """A scenario in plain Mesa; ``mesa.batch_run`` runs it."""

    def __init__(self, scenario: Scenario, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.opening: Opening = open_scenario(scenario, scenario.seed)
        self.behaviour = self.opening.behaviour
        self.week = 0
        self.news = False
        self.newly_qualified: list[Link] = []
        self.arrivals: dict[tuple[str, str, str], float] = {}
        self.arrivals_by_week: list[dict[tuple[str, str, str], float]] = []
        self.create_agents()
        self.datacollector = mesa.DataCollector(model_reporters={"output_share": "output_share"})

    def create_agents(self) -> None:
        opening, world = self.opening, self.opening.world
        offices = [Government(self, limit) for limit in world.office_capacity[:, 0].tolist()]
        for control, row in zip(opening.controls, world.wiring.office_of_control, strict=True):
            offices[row].controls.append(control)
        names = (
            "baseline_capacity", "baseline_price", "baseline_cost", "baseline_sales",
            "usual_utilisation", "finished_stock_weeks", "finished_stock", "learning_exponent",
            "first_experience", "appeal",
        )  # fmt: skip
        plants = [Supplier(self, figures) for figures in figures_of(world.supplier, *names)]
        for link, row in zip(opening.links, world.link.supplier, strict=True):
            link.supplier = plants[row]
            plants[row].links.append(link)
        for project, row in zip(opening.projects, world.project.supplier, strict=True):
            plants[row].projects.append(project)
        self.create_chipmakers(plants)

    def create_chipmakers(self, plants: list[Supplier]) -> None:
        opening, world = self.opening, self.opening.world
        names = ("baseline_output", "capacity", "growth", "season", "season_peak", "noise")
        rows = list(figures_of(world.buyer, *names))
        buyers: list[Purchaser] = [
            Chipmaker(self, row, figures)
            for row, figures in enumerate(rows[: world.wiring.chipmakers])
        ]
        for row, figures in zip(
            world.wiring.processors, rows[world.wiring.chipmakers :], strict=True
        ):
            plants[row].demand = plants[row].forecast = figures["baseline_output"]
            buyers.append(plants[row])
        for need, buyer in zip(opening.needs, world.wiring.needs_of_buyer.group_of, strict=True):
            buyers[buyer].needs.append(need)

    def step(self) -> None:
        """Live one week."""
        self.arrivals = {}
        self.arrivals_by_week.append(self.arrivals)
        self.enact()
        chipmakers, suppliers = self.agents_by_type[Chipmaker], self.agents_by_type[Supplier]
        chipmakers.do("meet_demand")
        self.agents_by_type[Government].do("decide_applications")
        suppliers.do("build")
        chipmakers.do("plan")
        suppliers.do("plan")
        self.admit_qualified()
        suppliers.do("supply")
        chipmakers.do("receive")
        suppliers.do("receive")
        chipmakers.do("produce")
        chipmakers.do("discard")
        suppliers.do("discard")
        chipmakers.do("learn")
        suppliers.do("learn")
        self.datacollector.collect(self)
        self.week += 1
        self.running = self.week < self.opening.world.layout.calendar.weeks

    def enact(self) -> None:
        """Let dated changes take hold."""
        changes = self.opening.changes.get(self.week, [])
        self.news = any(name.startswith("announced") for name, *_ in changes)
        for name, targets, operation, values in changes:
            for target, value in zip(targets, values, strict=True):
                before = getattr(target, name)
                setattr(target, name, value if operation == "set" else before + value)
        if changes:
            self.govern_links()

    def govern_links(self) -> None:
        """Let the strictest control govern each link that needs a licence."""
        for licence in self.opening.licences:
            licence.level = FREE
        for control in self.opening.controls:
            for licence in control.licences:
                if control.level > licence.level:
                    licence.level, licence.control = int(control.level), control
        for licence in self.opening.licences:
            controlled = licence.level > FREE
            pressure = self.behaviour.distrust_under_control if controlled else 0.0
            licence.link.control_pressure = pressure
            if not controlled:
                licence.balance, licence.status = 0.0, "idle"

    def admit_qualified(self) -> None:
        """Admit the sources whose qualification was passed this week."""
        for link in self.newly_qualified:
            link.qualified = 1.0
        self.newly_qualified = []

    @property
    def output_share(self) -> float:
        """Output of all chipmakers, share of their demand."""
        makers = self.agents_by_type[Chipmaker]
        return sum(maker.output / maker.demand for maker in makers) / len(makers)
