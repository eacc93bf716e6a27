"""Licensing offices: applications are filed, reviewed and decided; licences run out."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Flags
from tradesim.economy.cases import LicenceCases
from tradesim.policies.effects import FREE
from tradesim.randomness import as_normal, as_uniform, mix, uniform
from tradesim.world.log import Kind
from tradesim.world.state import APPROVED, IDLE, IN_REVIEW
from tradesim.world.world import World


def decide_applications(world: World) -> None:
    """Decide the applications that are due, release approved lots, let old licences expire."""
    licence, control, week = world.licence, world.control, world.week
    if not world.licences_needed:
        return
    for counter in (control.filed, control.granted, control.refused, control.waited):
        counter[...] = 0.0
    if licence.papers_left.any():
        np.maximum(licence.papers_left - 1.0, 0.0, out=licence.papers_left)
    due = (licence.status == IN_REVIEW) & (licence.decision_week <= week)
    due &= (licence.first_decision <= week) & (licence.level > FREE)
    if due.any():
        _decide(world, LicenceCases(world, _within_capacity(world, due)))
    ready = (licence.status == APPROVED) & (licence.active_week <= week)
    if ready.any():
        licence.balance += licence.volume * ready
        licence.status[ready] = IDLE
    licence.balance *= licence.expiry_week > week
    np.maximum(licence.expiry_week - week, 0.0, out=licence.weeks_left)


def file_applications(world: World) -> None:
    """Put this week's requests under review, each with a drawn time to its decision.

    The review takes ``median * exp(spread * z)`` weeks, at least one; an application returned for
    documents takes ``return_weeks`` longer; the statutory maximum binds.
    """
    licence = world.licence
    if not world.licences_needed:
        return
    filed = licence.requested > 0.0
    if not filed.any():
        return
    licence.filings += filed
    cases = LicenceCases(world, filed)
    of_review, of_return = cases.words("review", "return")
    spread = cases.term("review_spread") * as_normal(of_review)
    review = cases.term("review_weeks") * np.exp(spread)
    returned = as_uniform(of_return) < cases.term("return_odds")
    review += returned * cases.term("return_weeks")
    review = np.clip(np.rint(review), 1.0, cases.term("statutory_maximum_weeks"))
    volume = cases.of(licence.requested)
    cases.put(licence.status, IN_REVIEW)
    cases.put(licence.volume, volume)
    cases.put(licence.filed_week, world.week)
    cases.put(licence.decision_week, world.week + review.astype(np.int32))
    cases.count(world.control.filed)
    cases.count(world.control.waiting)
    cases.log(Kind.APPLICATION_FILED, volume)


def _decide(world: World, cases: LicenceCases) -> None:
    """Approve in full, approve in part or refuse the applications that are due."""
    licence, control = world.licence, world.control
    of_approval, of_partial = as_uniform(cases.words("approval", "partial"))
    approved = of_approval < cases.term("approval_odds")
    partial = approved & (of_partial < cases.term("partial_odds"))
    part = np.where(partial, cases.term("partial_share"), 1.0)
    cases.put(licence.volume, cases.of(licence.volume) * part)
    cases.put(licence.status, np.where(approved, APPROVED, IDLE))
    start = world.week + np.rint(cases.read(world.behaviour.dispatch_weeks)).astype(np.int32)
    expiry = start + np.rint(cases.term("validity_weeks")).astype(np.int32)
    cases.put(licence.active_week, np.where(approved, start, cases.of(licence.active_week)))
    known = cases.of(licence.expiry_week)
    cases.put(licence.expiry_week, np.where(approved, np.maximum(known, expiry), known))
    waited = (world.week - cases.of(licence.filed_week)).astype(np.float64)
    cases.count(control.waiting, -np.ones(len(approved)))
    cases.count(control.granted, approved.astype(np.float64))
    cases.count(control.refused, (~approved).astype(np.float64))
    cases.count(control.waited, waited)
    cases.log(Kind.APPLICATION_GRANTED, waited, where=approved & ~partial)
    cases.log(Kind.APPLICATION_PARTLY_GRANTED, waited, where=partial)
    cases.log(Kind.APPLICATION_REFUSED, waited, where=~approved)


def _within_capacity(world: World, due: Flags) -> Flags:
    """Return the applications that their office has time for: the oldest first.

    An office of 0.25 decisions a week decides one every fourth week. Those filed in one week are
    taken in a drawn order, so that none is always last for its place in the file.
    """
    if not np.isfinite(world.office_capacity).any():
        return due
    licence, week = world.licence, world.week
    office = world.wiring.office_of_control[licence.control]
    lot = mix(licence.key ^ mix(licence.filings.astype(np.uint64)))
    age = licence.filed_week + uniform(world.runs, "queue", lot, 0)
    allowed = np.zeros_like(due)
    for row, pace in enumerate(world.office_capacity):
        mine = due & (office == row)
        queue = np.where(mine, age, np.inf)
        place = np.argsort(np.argsort(queue, axis=0, kind="stable"), axis=0, kind="stable")
        count = np.where(np.isfinite(pace), 0.0, np.inf)
        finite = np.where(np.isfinite(pace), pace, 0.0)
        count = count + np.floor((week + 1.0) * finite) - np.floor(week * finite)
        allowed |= mine & (place < count)
    return allowed
