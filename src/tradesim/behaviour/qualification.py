"""When a buyer begins to qualify a new source."""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.desk import PurchasingDesk
from tradesim.world.state import UNQUALIFIED

NEGLIGIBLE = 1e-12
"""Distrust that is rounding and no worry: a delivery of all but the last bit."""


def begin_qualifications(desk: PurchasingDesk) -> None:
    """Mark the candidates whose qualification the buyer begins this week.

    It begins when the exposure of the need, its sourcing shares weighted by distrust, passes the
    threshold, or when the candidate opens new capacity; the plant must be able to make samples.
    """
    trial, supplier, link = desk.trial, desk.supplier, desk.link
    if not len(trial.link):
        return
    exposure = desk.links_of_need.total(link.share * link.distrust)
    threshold = desk.behaviour.qualification_threshold + NEGLIGIBLE
    worried = desk.need_of_trial.spread(exposure) > threshold
    capacity = supplier.capacity.take(trial.supplier, axis=0)
    opened = capacity > supplier.baseline_capacity.take(trial.supplier, axis=0)
    waiting = trial.status == UNQUALIFIED
    np.logical_and(waiting & (capacity > 0.0), worried | opened, out=trial.begin)
