"""Public money on its way to projects: promised, agreed, raced for, lapsed, paid."""

from __future__ import annotations

import numpy as np

from tradesim.policies.effects import NEVER
from tradesim.world.engagements import ALLOCATED, BOUND, LAPSED, PENDING
from tradesim.world.log import Kind
from tradesim.world.world import World


def advance_awards(world: World) -> None:
    """Take every award a week further, then book what is promised, bound and paid."""
    if not len(world.award.stage):
        return
    _negotiate(world)
    _pay(world)
    _book(world)


def _negotiate(world: World) -> None:
    """Allocate what is due, work on agreements, let what is late lapse.

    A week of the race before the deadline does ``race_pace`` weeks of negotiation. A binding
    agreement lets its project go at full pace.
    """
    award, project, week = world.award, world.project, world.week
    pending, allocated = award.stage == PENDING, award.stage == ALLOCATED
    racing = (award.race_start <= week) & (week < award.deadline)
    award.negotiated += np.where(racing, award.race_pace, 1.0) * allocated
    bound = allocated & (award.negotiated >= award.work)
    lapsed = (pending | allocated) & ~bound & (award.deadline <= week) & award.doomed
    promised = pending & ~lapsed & (award.due <= week)
    for happened, stage in ((promised, ALLOCATED), (bound, BOUND), (lapsed, LAPSED)):
        award.stage[happened] = stage
    funded = world.instruments.project_of_award
    project.funding[funded] = np.where(bound, 1.0, project.funding[funded])
    amount = np.broadcast_to(award.amount, award.stage.shape)
    world.log.add(week, Kind.AWARD_ALLOCATED, promised, amount)
    world.log.add(week, Kind.AWARD_BOUND, bound, amount)
    world.log.add(week, Kind.AWARD_LAPSED, lapsed, amount)


def _pay(world: World) -> None:
    """Pay the tranches whose milestone was reached so long ago as the payment takes."""
    tranche, project, week = world.tranche, world.project, world.week
    done = project.done.take(tranche.project, axis=0)
    work = project.work.take(tranche.project, axis=0)
    progress = np.divide(done, work, out=np.ones_like(done), where=work > 0.0)
    progress *= done > 0.0
    bound = (world.award.stage == BOUND).take(tranche.award, axis=0)
    reached = bound & (progress >= tranche.part) & (tranche.due == NEVER)
    tranche.due[...] = np.where(reached, week + tranche.lag, tranche.due)
    paid = (tranche.due <= week) & ~tranche.paid
    tranche.paid |= paid
    amount = np.broadcast_to(tranche.amount, paid.shape)
    world.log.add(week, Kind.AWARD_PAID, paid, amount, tranche.award)


def _book(world: World) -> None:
    award, programme, wiring = world.award, world.programme, world.instruments
    bound = award.amount * (award.stage == BOUND)
    promised = bound + award.amount * (award.stage == ALLOCATED)
    programme.allocated[...] = wiring.awards_of_programme.total(promised)
    programme.bound[...] = wiring.awards_of_programme.total(bound)
    paid = world.tranche.amount * world.tranche.paid
    programme.disbursed[...] = wiring.tranches_of_programme.total(paid)
