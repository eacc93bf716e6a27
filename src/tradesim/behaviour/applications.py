"""When an exporter files for a licence, and for how much."""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.desk import SalesDesk
from tradesim.policies.effects import BAN, FREE
from tradesim.world.state import IDLE


def request_licences(desk: SalesDesk) -> None:
    """Request a lot for each controlled link whose licences run low; zero where none is needed.

    With no application open, and a balance of less than ``reorder_weeks`` of expected orders, the
    exporter files for ``licence_lot_weeks`` of them.
    """
    licence, behaviour = desk.licence, desk.behaviour
    placed = desk.link.placed.take(licence.link, axis=0)
    licence.expected_orders += behaviour.expectation_smoothing * (placed - licence.expected_orders)
    expected = licence.expected_orders
    needed = (licence.level > FREE) & (licence.level < BAN) & (licence.status == IDLE)
    low = licence.balance < behaviour.reorder_weeks * expected
    np.multiply(behaviour.licence_lot_weeks * expected, needed & low, out=licence.requested)
