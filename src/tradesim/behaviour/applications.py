"""When an exporter files for a licence, and for how much."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.behaviour.desk import SalesDesk
from tradesim.policies.effects import BAN
from tradesim.world.state import IDLE, Licences

USUAL_WEEKS = 52.0
"""Mean age of the orders that count as usual: offices ask for those of a year."""


def request_licences(desk: SalesDesk) -> None:
    """Request what each firm files for this week; zero where it needs no licence, or not yet.

    A reorder point and a lot, as for a stock that takes the standard review to replenish: when
    what is licensed and under review will not last the review and ``reorder_weeks`` more, the firm
    files. What will not be sold before the licence ends does not count:
    ``usable = min(balance, weeks left * expected)``. No licence is for more than
    ``largest_lot_weeks`` of usual orders.
    """
    licence, behaviour = desk.licence, desk.behaviour
    if not len(licence.link):
        return
    placed = desk.link.placed.take(licence.link, axis=0) * licence.asked
    licence.expected_orders += behaviour.expectation_smoothing * (placed - licence.expected_orders)
    licence.usual_orders += (placed - licence.usual_orders) / USUAL_WEEKS
    may_file = (licence.open > 0) & (licence.level < BAN) & (licence.papers_left <= 0.0)
    if not may_file.any():
        licence.requested[...] = 0.0
        return
    if desk.contracts == 1:
        licence.requested[...] = _for_a_period(desk, licence) * may_file
    else:
        of_control = desk.control.by_contract[licence.control]
        several = np.where(of_control, _for_contracts(desk, licence), 0.0)
        single = _for_a_period(desk, licence) * (licence.slot == 0).reshape(-1, 1)
        licence.requested[...] = np.where(of_control, several, single) * may_file


def _for_a_period(desk: SalesDesk, licence: Licences) -> Floats:
    """Return the request of a firm with no application open: the orders of a lot and a review."""
    expected, review = licence.expected_orders, licence.review_weeks
    usable = np.minimum(licence.balance, licence.weeks_left * expected)
    low = usable < (desk.behaviour.reorder_weeks + review) * expected
    lot = _at_most(desk, (licence.lot_weeks + review) * expected)
    requested: Floats = lot * (low & (licence.status == IDLE))
    return requested


def _for_contracts(desk: SalesDesk, licence: Licences) -> Floats:
    """Return a request for each contract that a firm concludes, several in a week if it must.

    Each is for a lot of usual orders, ``lot_weeks * usual``, and as many are filed as bring what
    is licensed or under review to the reorder point; those under review count.
    """
    expected, review = licence.expected_orders, licence.review_weeks
    lot = _at_most(desk, licence.lot_weeks * licence.usual_orders)
    usable = np.minimum(licence.balance, licence.weeks_left * expected)
    on_file = licence.volume * (licence.status != IDLE)
    shape = (-1, desk.contracts, licence.balance.shape[1])
    covered = np.zeros_like(lot.reshape(shape)[:, 0])
    for slot in range(desk.contracts):  # one after the other: the same bits for any number of runs
        covered += (usable + on_file).reshape(shape)[:, slot]
    missing = ((desk.behaviour.reorder_weeks + review) * expected).reshape(shape)[:, 0] - covered
    size = lot.reshape(shape)[:, 0]
    count = np.divide(missing, size, out=np.zeros_like(size), where=size > 0.0)
    idle = (licence.status == IDLE).reshape(shape)
    place = np.cumsum(idle, axis=1) - 1
    chosen = idle & (place < np.ceil(count)[:, None])
    requested: Floats = lot * chosen.reshape(lot.shape)
    return requested


def _at_most(desk: SalesDesk, lot: Floats) -> Floats:
    """Return volumes, each no more than the largest that one licence is granted for."""
    if not np.isfinite(desk.control.largest_lot_weeks).any():
        return lot
    most = np.take_along_axis(desk.control.largest_lot_weeks, desk.licence.control, axis=0)
    usual = desk.licence.usual_orders
    largest = np.multiply(most, usual, out=np.full_like(usual, np.inf), where=np.isfinite(most))
    return np.minimum(lot, largest)
