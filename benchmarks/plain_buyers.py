"""The buyers of the plain Mesa model: what every purchaser does, and the final buyers."""

from __future__ import annotations

from math import cos, exp, log, pi
from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from benchmarks.plain_opening import Link, Need, Trial
    from benchmarks.plain_state import PlainState

WEEKS_PER_YEAR = 365.25 / 7


class Purchaser(mesa.Agent):
    """Whoever buys items: a final buyer, or a supplier with a recipe."""

    def __init__(self, model: PlainState) -> None:
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
        """Let announced controls raise alarm and distrust."""
        b = self.model.behaviour
        exposure = 0.0
        for link in need.links:
            here = min(link.announced_here / b.feared_review_weeks, 1)
            nearby = min(link.announced_nearby / b.feared_review_weeks, 1)
            feared = max(here, b.alarm_spillover * nearby)
            blamed = max(here, b.distrust_spillover * nearby)
            exposure += link.share * feared
            link.distrust += (1 - link.distrust) * b.distrust_on_announcement * blamed
            link.announced_here = link.announced_nearby = 0.0
        need.alarm += (1 - need.alarm) * exposure

    def qualify_sources(self, need: Need) -> None:
        """Begin, continue and conclude the qualification of candidates."""
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
        """Begin a qualification: shorter in alarm, longer for a lower grade."""
        b = self.model.behaviour
        weeks = trial.median_weeks + trial.grade_distance * b.grade_distance_weeks
        weeks *= (1 - b.crash_programme * alarm) * exp(trial.spread * self.random.gauss(0, 1))
        trial.left = max(round(weeks), 1)
        trial.status = "in qualification"

    def conclude(self, trial: Trial, link: Link) -> None:
        """Pass or fail it; a failed one may be tried again later."""
        if trial.status == "failed":
            trial.status = "unqualified"
        elif self.random.random() < trial.odds:
            trial.status = "qualified"
            self.model.newly_qualified.append(link)
        else:
            trial.status = "failed"
            trial.left = self.model.behaviour.retry_weeks

    def shift_shares(self, need: Need) -> None:
        """Move sourcing shares towards sources that are trusted and deliver."""
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
        """Order what closes the gap to the target position."""
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


class Buyer(Purchaser):
    """A buyer plant that turns items into a product."""

    def __init__(self, model: PlainState, row: int, figures: dict[str, float]) -> None:
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
