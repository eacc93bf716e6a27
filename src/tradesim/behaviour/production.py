"""How much a supplier makes, and at what price it sells."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.behaviour.desk import SalesDesk

TINY = 1e-300
"""Keeps a division by nothing finite."""

LEAST_PRESSURE, MOST_PRESSURE = 0.1, 10.0
"""Orders over usual output beyond which prices feel no more."""


def plan_production(desk: SalesDesk) -> None:
    """Plan to meet expected orders and to close the gap to the target finished stock.

    ``planned = clip(expected + (backlog + weeks * expected - stock) / tau, 0, capacity)``;
    expected orders are the exponential mean of the week's orders that could leave, so that what
    waits for a licence is not made for stock. Older orders that could leave are a backlog: a
    quantity that is made once, not a flow (Sterman 1989, for what comes of taking one for the
    other); ``backlog_as_orders`` of it is taken for orders of the week.
    """
    supplier, behaviour = desk.supplier, desk.behaviour
    expected = supplier.expected_orders
    flow = np.minimum(supplier.shippable, supplier.ordered)
    backlog = supplier.shippable - flow
    flow += behaviour.backlog_as_orders * backlog
    backlog *= 1.0 - behaviour.backlog_as_orders
    expected += behaviour.expectation_smoothing * (flow - expected)
    gap = backlog + supplier.finished_stock_weeks * expected - supplier.finished_stock
    plan = expected + gap / behaviour.production_adjustment_weeks
    np.maximum(plan, 0.0, out=plan)
    np.minimum(plan, supplier.capacity, out=supplier.planned)


def post_price(desk: SalesDesk) -> None:
    """Move the price with cost and with the pressure of orders on capacity.

    ``p += inertia * (p0 * cost/cost0 * (orders / (u0 * capacity))^phi - p)``, within bounds; u0 is
    the baseline utilisation, so the price returns home when the pressure does. A plant that had
    no sales counts as half used, and does not sell below its list price for want of orders.
    """
    supplier, behaviour = desk.supplier, desk.behaviour
    usual = np.maximum(supplier.usual_utilisation * supplier.capacity, TINY)
    pressure = np.clip(supplier.expected_orders / usual, LEAST_PRESSURE, MOST_PRESSURE)
    pressure = np.maximum(pressure, supplier.baseline_sales <= 0.0)
    target = np.exp(behaviour.price_pressure * np.log(pressure))
    target *= supplier.unit_cost / supplier.baseline_cost
    np.maximum(target, behaviour.price_floor, out=target)
    np.minimum(target, behaviour.price_ceiling, out=target)
    target *= supplier.baseline_price
    supplier.price += behaviour.price_inertia * (target - supplier.price)
    appeal = np.exp(-behaviour.price_elasticity * np.log(supplier.price))
    np.multiply(weight_of_capacity(desk), appeal, out=supplier.appeal)


def weight_of_capacity(desk: SalesDesk) -> Floats:
    """Return what the capacity of a plant counts for with its customers, shape (supplier, run).

    ``capacity0 * (capacity / capacity0)^capacity_weight``: at a weight of 1 a plant that doubles
    draws twice as many orders, at 0 its customers know it by what it always sold them. A plant that
    made nothing at the start counts in full.
    """
    supplier, weight = desk.supplier, desk.behaviour.capacity_weight
    if (weight == 1.0).all():
        return supplier.capacity
    first = np.where(supplier.baseline_capacity > 0.0, supplier.baseline_capacity, 1.0)
    grown = np.exp(weight * np.log(np.maximum(supplier.capacity / first, TINY)))
    counted = np.where(supplier.baseline_capacity > 0.0, first * grown, supplier.capacity)
    return np.where(supplier.capacity > 0.0, counted, 0.0)
