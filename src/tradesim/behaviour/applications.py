"""When an exporter files for a licence, and for how much."""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.desk import SalesDesk
from tradesim.policies.effects import BAN, FREE
from tradesim.world.state import IDLE


def request_licences(desk: SalesDesk) -> None:
    """Request a lot for each controlled link whose licences run low; zero where none is needed.

    A reorder point and a lot, as for a stock that takes the standard review to replenish: with no
    application open, and a balance that will not last the review and ``reorder_weeks`` more, the
    exporter files for the orders expected in ``licence_lot_weeks`` and a review. What will not be
    sold before the licence ends does not count: ``usable = min(balance, weeks left * expected)``.
    """
    licence, behaviour = desk.licence, desk.behaviour
    if not len(licence.link):
        return
    placed = desk.link.placed.take(licence.link, axis=0)
    licence.expected_orders += behaviour.expectation_smoothing * (placed - licence.expected_orders)
    expected, review = licence.expected_orders, licence.review_weeks
    needed = (licence.level > FREE) & (licence.level < BAN) & (licence.status == IDLE)
    usable = np.minimum(licence.balance, licence.weeks_left * expected)
    low = usable < (behaviour.reorder_weeks + review) * expected
    lot = (behaviour.licence_lot_weeks + review) * expected
    np.multiply(lot, needed & low, out=licence.requested)
