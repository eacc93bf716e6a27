"""From a scenario to a world at rest: parameters first, then the steady state they imply."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.policies.effects import NEVER, Effect
from tradesim.policies.licence_terms import TERMS
from tradesim.randomness import name_keys, normal, run_keys
from tradesim.scenario.schema import Scenario
from tradesim.world.layout import Layout, controls_of, lay_out
from tradesim.world.parameters import behaviour_arrays, column
from tradesim.world.pipeline import Pipeline
from tradesim.world.schedule import schedule
from tradesim.world.segments import Segments
from tradesim.world.state import (
    Buyers,
    Codes,
    Controls,
    Floats,
    Licences,
    Links,
    Needs,
    Projects,
    Shocks,
    Suppliers,
    Trials,
    Whole,
    empty_state,
)
from tradesim.world.steady import settle
from tradesim.world.world import Wiring, World

NO_LIMIT = 1e9
"""Weeks that stand for no limit of storage or shelf life."""


def build_world(scenario: Scenario, seed: int, replicates: Sequence[int]) -> World:
    """Return the world of some replicates of a scenario at the start of week 0.

    Args:
        scenario: The scenario; figures may hold one value a replicate.
        seed: Seed of all draws.
        replicates: Replicate numbers, one run each.

    Returns:
        The world in its steady state, with the dated effects of all policies.
    """
    layout = lay_out(scenario)
    count = len(replicates)
    link = _links(layout, count)
    world = World(
        layout=layout,
        runs=run_keys(seed, replicates),
        behaviour=behaviour_arrays(scenario.behaviour),
        wiring=_wiring(layout),
        buyer=_buyers(layout, count),
        need=_needs(layout, count),
        link=link,
        trial=_trials(layout, count),
        supplier=_suppliers(layout, count),
        licence=_licences(layout, count),
        control=_controls(layout, count),
        project=_projects(layout, seed, replicates),
        shock=_shocks(layout),
        pipeline=Pipeline(link.lead_time, count),
        office_capacity=column(layout.countries, lambda country: country.decisions_per_week),
        effects={},
    )
    world.effects = schedule(_effects(layout), layout.calendar.weeks)
    settle(world)
    return world


def _effects(layout: Layout) -> list[Effect]:
    return [e for policy in layout.scenario.policies for e in policy.effects(layout)]


def _state(rows: int, runs: int, *names: str) -> dict[str, Floats]:
    return {name: empty_state(rows, runs) for name in names}


def _codes(rows: int, runs: int) -> Codes:
    return np.zeros((rows, runs), dtype=np.int8)


def _whole(rows: int, runs: int) -> Whole:
    return np.zeros((rows, runs), dtype=np.int32)


def _buyers(layout: Layout, runs: int) -> Buyers:
    """Return chipmakers, then processors; a processor's output is its plant's."""
    makers = layout.chipmakers
    none = [0.0] * len(layout.processors)

    def of(name: str) -> Floats:
        figures = [*(getattr(maker, name) for maker in makers), *none]
        return column(figures, lambda figure: figure)

    output = np.broadcast_to(of("output"), (len(layout.buyer_names), runs)).copy()
    return Buyers(
        key=name_keys(layout.buyer_names),
        baseline_output=output,
        capacity=output * (1.0 + of("capacity_headroom")),
        growth=np.log1p(of("trend")) * (7 / 365.25),
        season=of("season"),
        season_peak=of("season_peak_week"),
        noise=of("noise"),
        **_state(len(output), runs, "demand_factor", "demand", "forecast", "output"),
    )


def _needs(layout: Layout, runs: int) -> Needs:
    needs = [row.need for row in layout.need_rows]
    items = [layout.items[row] for row in layout.item_of_need]
    important = column(needs, lambda need: float(need.importance == "important"))
    state = ("alarm", "mandated_cover", "stock", "rate", "arrived", "used", "unmet", "lost")
    use = column(needs, lambda need: need.baseline_use)
    return Needs(
        recipe=np.broadcast_to(use, (len(needs), runs)).copy(),
        base_cover=column(needs, lambda need: need.base_cover_weeks),
        maximum_cover=column(items, lambda item: item.maximum_cover_weeks),
        shelf_life=np.minimum(column(items, lambda item: item.shelf_life_weeks), NO_LIMIT),
        safety_cover=column(needs, lambda need: need.safety_cover_weeks),
        critical=column(needs, lambda need: float(need.importance == "critical")),
        yield_loss=important * column(needs, lambda need: need.yield_loss),
        short=np.zeros((len(needs), runs), dtype=bool),
        **_state(len(needs), runs, *state),
    )


def _lead_time(layout: Layout) -> Whole:
    scenario = layout.scenario
    routes = {(r.origin, r.destination): r.lead_time_weeks for r in scenario.routes}

    def lead(row: int) -> object:
        origin = layout.suppliers[layout.link_rows[row].supplier].country
        destination = layout.buyer_countries[layout.buyer_of_link[row]]
        if (origin, destination) in routes:
            return routes[origin, destination]
        same = origin == destination
        return scenario.domestic_lead_time_weeks if same else scenario.default_lead_time_weeks

    return np.rint(column(range(len(layout.link_rows)), lead)).astype(np.int32)


def _links(layout: Layout, runs: int) -> Links:
    count = len(layout.link_rows)
    state = (
        "preference", "qualified", "share", "distrust", "reliability", "control_pressure",
        "announced_here", "announced_nearby", "placed", "outstanding", "wanted", "shipped",
        "arrived", "in_transit",
    )  # fmt: skip
    return Links(
        key=name_keys(layout.link_names),
        supplier=layout.links_of_supplier.group_of,
        lead_time=_lead_time(layout),
        **_state(count, runs, *state),
    )


def _trials(layout: Layout, runs: int) -> Trials:
    rows = [row for row, link in enumerate(layout.link_rows) if not link.incumbent]
    links = [layout.link_rows[row] for row in rows]
    items = [layout.items[layout.item_of_need[link.need]] for link in links]
    plants = [layout.suppliers[link.supplier] for link in links]
    asked = column(links, lambda link: layout.need_rows[link.need].need.grade)
    return Trials(
        key=name_keys([layout.link_names[row] for row in rows]),
        link=np.array(rows, dtype=np.int64),
        need=np.array([link.need for link in links], dtype=np.int64),
        supplier=np.array([link.supplier for link in links], dtype=np.int64),
        median_weeks=column(items, lambda item: item.qualification_weeks),
        spread=column(items, lambda item: item.qualification_spread),
        odds=column(items, lambda item: item.qualification_odds),
        grade_distance=np.maximum(asked - column(plants, lambda plant: plant.grade), 0.0),
        status=_codes(len(rows), runs),
        left=empty_state(len(rows), runs),
        begin=np.zeros((len(rows), runs), dtype=bool),
    )


def _suppliers(layout: Layout, runs: int) -> Suppliers:
    plants = layout.suppliers
    price = column(plants, lambda plant: plant.price)
    capacity = column(plants, lambda plant: plant.capacity)
    state = (
        "baseline_sales", "usual_utilisation", "capacity", "finished_stock", "shippable", "expected_orders", "planned",
        "production", "produced", "unit_cost", "price", "appeal",
    )  # fmt: skip
    return Suppliers(
        key=name_keys([plant.name for plant in plants]),
        baseline_capacity=capacity,
        baseline_price=price,
        baseline_cost=price * np.maximum(column(plants, lambda p: p.variable_cost_share), 1e-9),
        finished_stock_weeks=column(plants, lambda plant: plant.finished_stock_weeks),
        learning_exponent=column(plants, lambda plant: plant.learning_exponent),
        first_experience=capacity * column(plants, lambda plant: plant.experience_weeks),
        **_state(len(plants), runs, *state),
    )


def _licences(layout: Layout, runs: int) -> Licences:
    covered = [control.links for _, control in layout.control_list]
    rows = np.unique(np.concatenate(covered)) if covered else np.empty(0, dtype=np.int64)
    supplier = layout.links_of_supplier.group_of[rows]
    rows = rows[np.argsort(supplier, kind="stable")]
    count = len(rows)
    whole = ("control", "filed_week", "decision_week", "active_week", "expiry_week")
    return Licences(
        key=name_keys([layout.link_names[row] for row in rows]),
        link=rows,
        supplier=layout.links_of_supplier.group_of[rows],
        level=_codes(count, runs),
        status=_codes(count, runs),
        **{name: _whole(count, runs) for name in whole},
        **_state(count, runs, "requested", "volume", "balance", "expected_orders"),
    )


def _controls(layout: Layout, runs: int) -> Controls:
    policies = {policy.name: policy for policy in controls_of(layout.scenario)}
    owners = [policies[name] for name, _ in layout.control_list]
    count = len(owners)
    first = [layout.weeks(policy.first_decision) for policy in owners]
    terms = {
        term: np.broadcast_to(
            column(owners, lambda policy, term=term: getattr(policy.terms, term)), (count, runs)
        ).copy()
        for term in TERMS
    }
    waits = [np.where(week == NEVER, 0, week) for week in first]
    return Controls(
        level=_codes(count, runs),
        first_decision=column(waits, lambda week: week).astype(np.int32),
        **terms,
        **_state(count, runs, "filed", "granted", "refused", "waited", "waiting"),
    )


def _projects(layout: Layout, seed: int, replicates: Sequence[int]) -> Projects:
    plans = layout.investments
    keys = run_keys(seed, replicates)
    names = name_keys([plan.name for plan in plans])
    spread = column(plans, lambda plan: plan.slippage_spread)
    slippage = column(plans, lambda plan: plan.slippage) * np.exp(
        spread * normal(keys, "slippage", names, 0)
    )
    start = column([layout.weeks(plan.announced) for plan in plans], lambda week: week)
    state = _state(len(plans), len(replicates), "speed", "done", "ramped")
    state["speed"][...] = 1.0
    return Projects(
        supplier=np.array([layout.supplier_row[p.supplier] for p in plans], dtype=np.int64),
        start=start.astype(np.int32),
        work=column(plans, lambda plan: plan.build_weeks) * slippage,
        ramp_weeks=column(plans, lambda plan: plan.ramp_weeks),
        capacity_added=column(plans, lambda plan: plan.capacity_added),
        **state,
    )


def _shocks(layout: Layout) -> Shocks:
    shocks = layout.shocks
    return Shocks(
        start=column([layout.weeks(shock.start) for shock in shocks], lambda week: week),
        end=column([layout.weeks(shock.end) for shock in shocks], lambda week: week),
        ramp_weeks=column(shocks, lambda shock: shock.ramp_weeks),
        factor=column(shocks, lambda shock: shock.factor),
    )


def _wiring(layout: Layout) -> Wiring:
    licences = _licences(layout, 1)
    controls = [control for _, control in layout.control_list]
    covers = np.array([np.isin(licences.link, control.links) for control in controls], dtype=bool)
    makers = layout.chipmakers
    shocked = [
        [m.name in (s.buyers or ()) or m.product in (s.products or ()) for m in makers]
        + [False] * len(layout.processors)
        for s in layout.shocks
    ]
    country_row = {country.code: row for row, country in enumerate(layout.countries)}
    return Wiring(
        needs_of_buyer=layout.needs_of_buyer,
        links_of_need=layout.links_of_need,
        links_of_supplier=layout.links_of_supplier,
        licences_of_control=Segments(np.zeros(len(licences.link), dtype=np.int64), len(controls)),
        projects_of_supplier=Segments(
            [layout.supplier_row[plan.supplier] for plan in layout.investments],
            len(layout.suppliers),
        ),
        covers=covers.T.reshape(len(licences.link), len(controls)),
        shocked=np.array(shocked, dtype=bool).reshape(len(shocked), len(layout.buyer_names)),
        chipmakers=len(makers),
        processors=np.array(layout.processors, dtype=np.int64),
        office_of_control=np.array([country_row[c.imposer] for c in controls], dtype=np.int64),
    )
