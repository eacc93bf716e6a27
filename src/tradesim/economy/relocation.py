"""Relocation: plants are asked to produce elsewhere, and those that agree do, late."""

from __future__ import annotations

import numpy as np

from tradesim.economy.projects import fit_capacity
from tradesim.world.engagements import AGREED, ASKED, DECLINED, MOVING, STAYING
from tradesim.world.log import Kind
from tradesim.world.world import World


def pose_requests(world: World) -> None:
    """Let the plants whose answer is due see how much of their orders the requester gives.

    ``exposure = orders of the requester / orders of all``, at buyers' forecast rate of use.
    """
    if world.week not in world.answer_weeks:
        return
    move, wiring = world.move, world.wiring
    orders = wiring.links_of_need.spread(world.need.rate) * world.link.share
    of_all = wiring.links_of_supplier.total(orders).take(move.plant, axis=0)
    asking = world.instruments.asking
    own = world.instruments.move_of_asking.total(orders.take(asking, axis=0))
    exposure = np.divide(own, of_all, out=np.zeros_like(own), where=of_all > 0.0)
    due = np.broadcast_to(move.week == world.week, move.answer.shape)
    move.exposure[...] = np.where(due, exposure, move.exposure)
    move.answer[due] = ASKED


def advance_moves(world: World) -> None:
    """Build elsewhere what was agreed to, and close at home what has ramped up there."""
    move = world.move
    if not len(move.plant):
        return
    agreed, declined = move.answer == AGREED, move.answer == DECLINED
    move.answer[agreed] = MOVING
    move.answer[declined] = STAYING
    under_way = (move.answer == MOVING) & (move.ramped < 1.0)
    before = move.ramped.copy()
    move.done += under_way
    since = np.clip((move.done - move.work) / move.ramp_weeks, 0.0, 1.0)
    move.ramped[...] = np.where(under_way, since, move.ramped)
    if under_way.any():
        fit_capacity(world)
    week, log = world.week, world.log
    log.add(week, Kind.RELOCATION_AGREED, agreed, move.exposure)
    log.add(week, Kind.RELOCATION_DECLINED, declined, move.exposure)
    log.add(week, Kind.RELOCATION_PRODUCES, (before == 0.0) & (move.ramped > 0.0))
    log.add(week, Kind.RELOCATION_COMPLETE, (before < 1.0) & (move.ramped == 1.0))
