"""The same week in plain Mesa: what a user would write with agents, floats, lists and loops.

The rules are those of docs/ODD.md, one for one; without noise the imports of both models agree.
It is written to be read, neither slow on purpose nor tuned line by line. It records less than
tradesim does: arrivals and output, no panels of stocks and prices, no log of events.
"""

from __future__ import annotations

from typing import Any

import mesa

from benchmarks.plain_buyers import Buyer, Purchaser
from benchmarks.plain_opening import Licence, figures_of
from benchmarks.plain_state import PlainState
from benchmarks.plain_suppliers import Supplier
from tradesim.policies.effects import FREE, INDIVIDUAL
from tradesim.scenario import Scenario


class Government(mesa.Agent):
    """A government and its licensing office."""

    def __init__(self, model: PlainState, decisions_per_week: float) -> None:
        super().__init__(model)
        self.controls: list[Any] = []
        self.decisions_per_week = decisions_per_week

    def decide_applications(self) -> None:
        """Decide the applications that are due, release approved lots, let licences expire."""
        week = self.model.week
        governed = [
            licence
            for control in self.controls
            for licence in control.licences
            if licence.control is control and licence.level > FREE
        ]
        due = [
            licence
            for licence in governed
            if licence.status == "in review"
            and max(licence.decision_week, licence.control.first_decision) <= week
        ]
        due.sort(key=lambda licence: licence.filed_week)
        if len(due) > self.decisions_per_week:
            due = due[: int(self.decisions_per_week)]
        for licence in due:
            self.decide(licence, licence.control)
        for licence in governed:
            if licence.status == "approved" and licence.active_week <= week:
                licence.balance += licence.volume
                licence.status = "idle"
            if licence.expiry_week <= week:
                licence.balance = 0.0

    def decide(self, licence: Licence, terms: Any) -> None:
        """Refuse, approve in part or approve in full."""
        if self.random.random() >= terms.approval_odds:
            licence.status = "idle"
            return
        if self.random.random() < terms.partial_odds:
            licence.volume *= terms.partial_share
        licence.status = "approved"
        licence.active_week = self.model.week + round(self.model.behaviour.dispatch_weeks)
        expiry = licence.active_week + round(terms.validity_weeks)
        licence.expiry_week = max(licence.expiry_week, expiry)


class PlainModel(PlainState):
    """A scenario in plain Mesa; ``mesa.batch_run`` runs it."""

    def __init__(self, scenario: Scenario, rng: int | None = None) -> None:
        super().__init__(scenario, rng)
        self.arrivals_by_week: list[dict[tuple[str, str, str], float]] = []
        self.create_agents()
        self.datacollector = mesa.DataCollector(model_reporters={"output_share": "output_share"})

    def create_agents(self) -> None:
        """Create governments, suppliers and buyers."""
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
        self.create_buyers(plants)

    def create_buyers(self, plants: list[Supplier]) -> None:
        """Create the final buyers and hand whoever buys its needs."""
        opening, world = self.opening, self.opening.world
        names = ("baseline_output", "capacity", "growth", "season", "season_peak", "noise")
        rows = list(figures_of(world.buyer, *names))
        buyers: list[Purchaser] = [
            Buyer(self, row, figures)
            for row, figures in enumerate(rows[: world.wiring.final_buyers])
        ]
        for row, figures in zip(
            world.wiring.processors, rows[world.wiring.final_buyers :], strict=True
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
        buyers, suppliers = self.agents_by_type[Buyer], self.agents_by_type[Supplier]
        buyers.do("meet_demand")
        self.agents_by_type[Government].do("decide_applications")
        suppliers.do("build")
        buyers.do("plan")
        suppliers.do("plan")
        self.admit_qualified()
        suppliers.do("supply")
        buyers.do("receive")
        suppliers.do("receive")
        buyers.do("produce")
        buyers.do("discard")
        suppliers.do("discard")
        buyers.do("learn")
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
                before = getattr(target, name, None)
                if before is None:
                    continue  # what buyers prepare for: this week does not know it
                changed = {"set": value, "add": before + value, "raise": max(before, value)}
                setattr(target, name, changed[operation])
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
            if licence.control is None or licence.level <= FREE:
                licence.balance, licence.status = 0.0, "idle"
                licence.link.control_pressure = 0.0
                continue
            review = licence.control.review_weeks
            grave = min(review / self.behaviour.feared_review_weeks, 1)
            if licence.level > INDIVIDUAL:
                grave = 1
            licence.link.control_pressure = self.behaviour.distrust_under_control * grave

    def admit_qualified(self) -> None:
        """Admit the sources whose qualification was passed this week."""
        for link in self.newly_qualified:
            link.qualified = 1.0
        self.newly_qualified = []

    @property
    def output_share(self) -> float:
        """Output of all buyers, share of their demand."""
        makers = self.agents_by_type[Buyer]
        return float(sum(maker.output / maker.demand for maker in makers) / len(makers))
