"""Licensing offices: applications are filed, reviewed and decided; licences run out."""

from __future__ import annotations

import numpy as np

from tradesim.policies.effects import FREE
from tradesim.randomness import normal, uniform
from tradesim.world.log import Kind
from tradesim.world.state import APPROVED, IDLE, IN_REVIEW, Flags, Floats
from tradesim.world.world import World


def decide_applications(world: World) -> None:
    """Decide the applications that are due, release approved lots, let old licences expire."""
    licence, control = world.licence, world.control
    if not len(licence.link):
        return
    for counter in (control.filed, control.granted, control.refused, control.waited):
        counter[...] = 0.0
    if not (licence.level > FREE).any():
        control.waiting[...] = 0.0
        return
    first = np.take_along_axis(_wide(world, "first_decision"), licence.control, axis=0)
    due = (licence.status == IN_REVIEW) & (licence.decision_week <= world.week)
    due = _within_capacity(world, due & (first <= world.week))
    if due.any():
        _decide(world, due)
    _release_lots(world)
    licence.balance *= licence.expiry_week > world.week


def file_applications(world: World) -> None:
    """Put this week's requests under review, each with a drawn time to its decision.

    The review takes ``median * exp(spread * z)`` weeks, at least one; an application returned for
    documents takes ``return_weeks`` longer; the statutory maximum binds.
    """
    licence = world.licence
    if not len(licence.link):
        return
    filed = licence.requested > 0.0
    if filed.any():
        review = _term(world, "review_weeks") * np.exp(
            _term(world, "review_spread") * normal(world.runs, "review", licence.key, world.week)
        )
        draw = uniform(world.runs, "return", licence.key, world.week)
        review += (draw < _term(world, "return_odds")) * _term(world, "return_weeks")
        review = np.clip(np.rint(review), 1.0, _term(world, "statutory_maximum_weeks"))
        licence.status[filed] = IN_REVIEW
        licence.volume[filed] = licence.requested[filed]
        licence.filed_week[filed] = world.week
        licence.decision_week[filed] = (world.week + review[filed]).astype(np.int32)
        _count(world, world.control.filed, filed)
        world.log.add(world.week, Kind.APPLICATION_FILED, filed, licence.volume, licence.link)
    world.control.waiting[...] = 0.0
    _count(world, world.control.waiting, licence.status == IN_REVIEW)


def _release_lots(world: World) -> None:
    licence = world.licence
    ready = (licence.status == APPROVED) & (licence.active_week <= world.week)
    licence.balance += licence.volume * ready
    licence.status[ready] = IDLE


def _decide(world: World, due: Flags) -> None:
    """Approve in full, approve in part or refuse the applications that are due."""
    licence, week = world.licence, world.week
    approved = due & (
        uniform(world.runs, "approval", licence.key, week) < _term(world, "approval_odds")
    )
    partial = approved & (
        uniform(world.runs, "partial", licence.key, week) < _term(world, "partial_odds")
    )
    licence.volume *= np.where(partial, _term(world, "partial_share"), 1.0)
    licence.status[due] = IDLE
    licence.status[approved] = APPROVED
    dispatch = np.rint(world.behaviour.dispatch_weeks).astype(np.int32)
    validity = np.rint(_term(world, "validity_weeks")).astype(np.int32)
    licence.active_week[...] = np.where(approved, week + dispatch, licence.active_week)
    expiry = np.maximum(licence.expiry_week, week + dispatch + validity)
    licence.expiry_week[...] = np.where(approved, expiry, licence.expiry_week)
    _count(world, world.control.granted, approved)
    _count(world, world.control.refused, due & ~approved)
    waited = (week - licence.filed_week).astype(np.float64)
    _add(world, world.control.waited, waited * due)
    for kind, happened in (
        (Kind.APPLICATION_GRANTED, approved & ~partial),
        (Kind.APPLICATION_PARTLY_GRANTED, partial),
        (Kind.APPLICATION_REFUSED, due & ~approved),
    ):
        world.log.add(week, kind, happened, waited, licence.link)


def _within_capacity(world: World, due: Flags) -> Flags:
    """Return the applications that their office has time for: the oldest first."""
    if not np.isfinite(world.office_capacity).any() or not due.any():
        return due
    licence = world.licence
    office = world.wiring.office_of_control[licence.control]
    rows = np.arange(len(licence.link)).reshape(-1, 1)
    age = licence.filed_week.astype(np.int64) * len(rows) + rows
    allowed = np.zeros_like(due)
    for row, capacity in enumerate(world.office_capacity):
        mine = due & (office == row)
        queue = np.where(mine, age, np.iinfo(np.int64).max)
        place = np.argsort(np.argsort(queue, axis=0, kind="stable"), axis=0, kind="stable")
        allowed |= mine & (place < capacity)
    return allowed


def _wide(world: World, term: str) -> Floats:
    array = getattr(world.control, term)
    return np.broadcast_to(array, (array.shape[0], world.run_count))


def _term(world: World, term: str) -> Floats:
    """Return a term of the control that governs each licensed link, shape (licence, run)."""
    return np.take_along_axis(_wide(world, term), world.licence.control, axis=0)


def _count(world: World, counter: Floats, happened: Flags) -> None:
    """Add one to the counter of the governing control for each licence where it happened."""
    _add(world, counter, happened.astype(np.float64))


def _add(world: World, counter: Floats, amounts: Floats) -> None:
    row, run = np.nonzero(amounts)
    np.add.at(counter, (world.licence.control[row, run], run), amounts[row, run])
