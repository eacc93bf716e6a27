"""The rows of policy: controls, projects, and the shocks of demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tradesim.arrays import Weeks
from tradesim.fields import Figure
from tradesim.policies.effects import NEVER
from tradesim.policies.export_control import ExportControl
from tradesim.policies.licence_terms import LicenceTerms
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.randomness import name_keys, normal, run_keys
from tradesim.world.allocate import codes, zeros
from tradesim.world.layout import Layout, controls_of
from tradesim.world.parameters import column
from tradesim.world.state import Controls, Projects, Shocks

TERMS: dict[str, Callable[[LicenceTerms], Figure | None]] = {
    "review_weeks": lambda terms: terms.review_weeks,
    "review_spread": lambda terms: terms.review_spread,
    "statutory_maximum_weeks": lambda terms: terms.statutory_maximum_weeks,
    "approval_odds": lambda terms: terms.approval_odds,
    "partial_odds": lambda terms: terms.partial_odds,
    "partial_share": lambda terms: terms.partial_share,
    "return_odds": lambda terms: terms.return_odds,
    "return_weeks": lambda terms: terms.return_weeks,
    "validity_weeks": lambda terms: terms.validity_weeks,
    "papers_weeks": lambda terms: terms.papers_weeks,
    "papers_spread": lambda terms: terms.papers_spread,
    "licence_lot_weeks": lambda terms: terms.licence_lot_weeks,
    "largest_lot_weeks": lambda terms: terms.largest_lot_weeks,
    "first_decision_weeks": lambda terms: terms.first_decision_weeks,
}
"""The arrays of terms that a control row has, and where each is read from."""


def controls(layout: Layout, runs: int) -> Controls:
    """Return a row for each item of each export control, all free."""
    policies = {policy.name: policy for policy in controls_of(layout.scenario)}
    owners = [policies[name] for name, _ in layout.control_list]
    reviews = [policies[name].review_for(row.partner) for name, row in layout.control_list]
    count = len(owners)
    first = [layout.weeks(policy.earliest_decision) for policy in owners]
    covers = column(owners, lambda policy: policy.covered_share)
    announced = column([_first_filing(layout, policy) for policy in owners])
    effective = column([_binding(layout, policy) for policy in owners])
    waits = column([np.where(week == NEVER, 0, week) for week in first])
    return Controls(
        level=codes(count, runs),
        stood=codes(count, runs),
        covers_share=np.broadcast_to(covers, (count, runs)).copy(),
        informal=np.array([policy.informal for policy in owners], dtype=bool),
        by_contract=np.array([terms.covers == "contract" for terms in reviews], dtype=bool),
        announced_week=np.broadcast_to(announced, (count, runs)).astype(np.int32),
        effective_week=np.broadcast_to(effective, (count, runs)).astype(np.int32),
        first_decision=np.broadcast_to(waits, (count, runs)).astype(np.int32),
        **{
            array: np.broadcast_to(column(reviews, read), (count, runs)).copy()
            for array, read in TERMS.items()
        },
        **zeros(count, runs, "filed", "granted", "refused", "waited", "waiting"),
    )


def _first_filing(layout: Layout, policy: ExportControl) -> Weeks:
    """Return the week from which firms may file: that of the news, never where it never binds."""
    binds = _binding(layout, policy) < layout.weeks(policy.ends)
    return np.where(binds, layout.weeks(policy.heard), NEVER)


def _binding(layout: Layout, policy: ExportControl) -> Weeks:
    """Return the week in which it binds, never where that is not known beforehand."""
    return layout.weeks(None if policy.waits else policy.effective)


def projects(layout: Layout, seed: int, replicates: Sequence[int]) -> Projects:
    """Return the investments, with their drawn slippage in the work to do."""
    plans = layout.investments
    keys = run_keys(seed, replicates)
    names = name_keys([plan.drawn_by for plan in plans])
    spread = column(plans, lambda plan: plan.slippage_spread)
    slippage = column(plans, lambda plan: plan.slippage) * np.exp(
        spread * normal(keys, "slippage", names, 0)
    )
    start = column([layout.weeks(plan.announced) for plan in plans])
    state = zeros(len(plans), len(replicates), "speed", "done", "ramped")
    state["speed"][...] = 1.0
    runs = len(replicates)
    return Projects(
        supplier=np.array([layout.supplier_row[p.supplier] for p in plans], dtype=np.int64),
        start=start.astype(np.int32),
        work=column(plans, lambda plan: plan.build_weeks) * slippage,
        ramp_weeks=column(plans, lambda plan: plan.ramp_weeks),
        capacity_added=column(plans, lambda plan: plan.capacity_added),
        funding=np.broadcast_to(column(plans, _first_pace), (len(plans), runs)).copy(),
        **state,
    )


def _first_pace(plan: SubstitutionInvestment) -> object:
    """Return the pace of a project before any award is bound, weeks of work a week."""
    if plan.when is not None:
        return 0.0
    if plan.funded_by is None:
        return 1.0
    return plan.unfunded_pace if plan.starts_unfunded else 0.0


def shocks(layout: Layout) -> Shocks:
    """Return the demand shocks."""
    shocks = layout.shocks
    return Shocks(
        start=column([layout.weeks(shock.start) for shock in shocks]),
        end=column([layout.weeks(shock.end) for shock in shocks]),
        ramp_weeks=column(shocks, lambda shock: shock.ramp_weeks),
        factor=column(shocks, lambda shock: shock.factor),
    )
