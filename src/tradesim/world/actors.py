"""The rows of the actors: buyers, needs, links, candidates, suppliers."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.randomness import name_keys
from tradesim.world.allocate import codes, zeros
from tradesim.world.layout import Layout
from tradesim.world.parameters import column
from tradesim.world.segments import Segments
from tradesim.world.state import Buyers, Links, Needs, Suppliers, Trials

NO_LIMIT = 1e9
"""Weeks that stand for no limit of shelf life."""


def buyers(layout: Layout, runs: int) -> Buyers:
    """Return final buyers, then processors; a processor's output is its plant's."""
    makers = layout.final_buyers
    none = [0.0] * len(layout.processors)

    def of(name: str) -> Floats:
        """Return a figure of all buyers, processors last."""
        figures = [*(getattr(maker, name) for maker in makers), *none]
        return column(figures)

    output = np.broadcast_to(of("output"), (len(layout.buyer_names), runs)).copy()
    return Buyers(
        key=name_keys(layout.buyer_ids),
        baseline_output=output,
        capacity=output * (1.0 + of("capacity_headroom")),
        growth=np.log1p(of("trend")) * (7 / 365.25),
        season=of("season"),
        season_peak=of("season_peak_week") - layout.calendar.first_week_of_year,
        noise=of("noise"),
        **zeros(len(output), runs, "demand_factor", "demand", "forecast", "output"),
    )


def needs(layout: Layout, runs: int) -> Needs:
    """Return the needs of all buyers; recipes hold baseline use until the world settles."""
    needs = [row.need for row in layout.need_rows]
    items = [layout.items[row] for row in layout.item_of_need]
    important = column(needs, lambda need: float(need.importance == "important"))
    state = (
        "alarm",
        "mandated_cover",
        "late_weeks",
        "late_square",
        "stock",
        "rate",
        "arrived",
        "used",
        "unmet",
        "lost",
    )
    use = column(needs, lambda need: need.baseline_use)
    return Needs(
        recipe=np.broadcast_to(use, (len(needs), runs)).copy(),
        base_cover=column(needs, lambda need: need.base_cover_weeks),
        maximum_cover=column(items, lambda item: item.maximum_cover_weeks),
        shelf_life=np.minimum(column(items, lambda item: item.shelf_life_weeks), NO_LIMIT),
        demand_elasticity=column(items, lambda item: item.demand_elasticity),
        usual_price=np.ones((len(needs), runs)),
        landed=np.ones((len(needs), runs)),
        thrift=np.ones((len(needs), runs)),
        critical=column(needs, lambda need: float(need.importance == "critical")),
        yield_loss=important * column(needs, lambda need: need.yield_loss),
        short=np.zeros((len(needs), runs), dtype=bool),
        **zeros(len(needs), runs, *state),
    )


def lead_times(layout: Layout) -> Floats:
    """Return the lead time of each link in weeks, shape (link, 1 or run)."""
    scenario = layout.scenario
    routes = {(r.origin, r.destination): r.lead_time_weeks for r in scenario.routes}

    def lead(pair: tuple[str, str]) -> object:
        """Return the lead time from a country to another."""
        if pair in routes:
            return routes[pair]
        same = pair[0] == pair[1]
        return scenario.domestic_lead_time_weeks if same else scenario.default_lead_time_weeks

    origin, destination = _countries_of_links(layout)
    codes, count = layout.country_codes(), len(layout.countries)
    pairs, of_link = np.unique(origin * count + destination, return_inverse=True)
    ends = [(codes[pair // count], codes[pair % count]) for pair in pairs.tolist()]
    weeks: Floats = np.rint(column(ends, lead).take(of_link, axis=0))
    return weeks


def shipment_intervals(layout: Layout) -> Floats:
    """Return the mean weeks between shipments of each link, 1 within a country."""
    origin, destination = _countries_of_links(layout)
    abroad = column(layout.items, lambda item: item.shipment_interval_weeks)
    item = layout.item_of_supplier[layout.links_of_supplier.group_of]
    return np.where((origin == destination)[:, np.newaxis], 1.0, abroad.take(item, axis=0))


def served_first(layout: Layout) -> Floats:
    """Return the part of each link's orders that its plant serves before others: none abroad."""
    origin, destination = _countries_of_links(layout)
    of_plant = column(layout.suppliers, lambda plant: plant.home_first)
    of_link = of_plant.take(layout.links_of_supplier.group_of, axis=0)
    return np.where((origin == destination)[:, np.newaxis], of_link, 0.0)


def _countries_of_links(layout: Layout) -> tuple[Rows, Rows]:
    """Return the country's row of each link's supplier, and that of its buyer."""
    row_of = {code: row for row, code in enumerate(layout.country_codes())}
    sellers = np.array([row_of[plant.country] for plant in layout.suppliers], dtype=np.int64)
    buyers = np.array([row_of[code] for code in layout.buyer_countries], dtype=np.int64)
    return sellers[layout.links_of_supplier.group_of], buyers[layout.buyer_of_link]


def links(layout: Layout, runs: int) -> Links:
    """Return the sourcing links, without shares until the world settles."""
    count = len(layout.link_rows)
    state = (
        "preference", "qualified", "share", "distrust", "reliability", "control_pressure",
        "duty", "blocked",
        "announced_here", "announced_nearby", "announced_near",
        "cancelled", "placed", "outstanding", "wanted", "shipped", "ready", "sailed",
        "arrived", "in_transit",
    )  # fmt: skip
    lead_time, interval = lead_times(layout), shipment_intervals(layout)
    return Links(
        key=name_keys(layout.link_ids),
        supplier=layout.links_of_supplier.group_of,
        lead_time=lead_time,
        shipment_interval=interval,
        home_first=served_first(layout),
        transit_weeks=lead_time + (interval - 1.0),
        announced_share=np.ones((count, runs)),
        **zeros(count, runs, *state),
    )


def trials(layout: Layout, runs: int) -> Trials:
    """Return the candidate links."""
    rows = [row for row, link in enumerate(layout.link_rows) if not link.incumbent]
    links = [layout.link_rows[row] for row in rows]
    items = [layout.items[layout.item_of_need[link.need]] for link in links]
    plants = [layout.suppliers[link.supplier] for link in links]
    asked = column(links, lambda link: layout.need_rows[link.need].need.grade)
    return Trials(
        key=name_keys([layout.link_ids[row] for row in rows]),
        link=np.array(rows, dtype=np.int64),
        need=np.array([link.need for link in links], dtype=np.int64),
        supplier=np.array([link.supplier for link in links], dtype=np.int64),
        median_weeks=column(items, lambda item: item.qualification_weeks),
        spread=column(items, lambda item: item.qualification_spread),
        odds=column(items, lambda item: item.qualification_odds),
        grade_distance=np.maximum(asked - column(plants, lambda plant: plant.grade), 0.0),
        status=codes(len(rows), runs),
        left=np.zeros((len(rows), runs)),
        begin=np.zeros((len(rows), runs), dtype=bool),
    )


def suppliers(layout: Layout, runs: int) -> Suppliers:
    """Return the plants."""
    plants = layout.suppliers
    price = column(plants, lambda plant: plant.price)
    capacity = column(plants, lambda plant: plant.capacity)
    state = (
        "baseline_sales", "usual_utilisation", "capacity", "finished_stock", "ordered", "shippable",
        "expected_orders", "planned", "production", "produced", "unit_cost", "price", "appeal",
    )  # fmt: skip
    return Suppliers(
        key=name_keys([plant.drawn_by for plant in plants]),
        baseline_capacity=capacity,
        baseline_price=price,
        baseline_cost=price * np.maximum(column(plants, lambda p: p.variable_cost_share), 1e-9),
        finished_stock_weeks=column(plants, lambda plant: plant.finished_stock_weeks),
        learning_exponent=column(plants, lambda plant: plant.learning_exponent),
        first_experience=full_capacity(layout)
        * column(plants, lambda plant: plant.experience_weeks),
        **zeros(len(plants), runs, *state),
    )


def full_capacity(layout: Layout) -> Floats:
    """Return what each plant makes when all of it runs; of one not yet built, what is planned."""
    capacity = column(layout.suppliers, lambda plant: plant.capacity)
    plans = layout.investments
    rows = [layout.supplier_row[plan.supplier] for plan in plans]
    planned = Segments(rows, len(capacity)).total(column(plans, lambda p: p.capacity_added))
    if layout.moves:
        going_to = [layout.supplier_row[move.to] for _, move in layout.moves]
        planned = planned + Segments(going_to, len(capacity)).total(moved_capacity(layout))
    return np.where(capacity > 0.0, capacity, planned)


def moved_capacity(layout: Layout) -> Floats:
    """Return the capacity that each asked plant would move, unit/week, (move, 1 or run)."""
    homes = [layout.suppliers[layout.supplier_row[move.plant]] for _, move in layout.moves]
    share = column(layout.moves, lambda pair: pair[0].moved_share)
    return np.ascontiguousarray(share * column(homes, lambda plant: plant.capacity))
