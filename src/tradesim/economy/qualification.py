"""Qualification of new sources: samples, line tests, and a verdict."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Flags
from tradesim.economy.cases import Cases
from tradesim.world.log import Kind
from tradesim.world.state import FAILED, IN_QUALIFICATION, QUALIFIED, UNQUALIFIED
from tradesim.world.world import World


def advance_qualifications(world: World) -> None:
    """Begin what buyers decided on, do a week of tests, and give the verdicts that are due."""
    trial = world.trial
    running = (trial.status == IN_QUALIFICATION) | (trial.status == FAILED)
    if running.any():
        trial.left -= running
        over = running & (trial.left <= 0.0)
        if over.any():
            _conclude(world, over)
    if trial.begin.any():
        _begin(world)


def _begin(world: World) -> None:
    """Draw how long it takes: the item's median, shorter in alarm, longer for a lower grade.

    ``weeks = (median + grade_distance * weeks_a_nine) * (1 - crash * alarm) * exp(spread * z)``.
    """
    trial, behaviour = world.trial, world.behaviour
    cases = Cases(world, trial.begin, trial.key, trial.link)
    alarm = world.need.alarm[trial.need[cases.row], cases.run]
    distance = cases.read(trial.grade_distance) * cases.read(behaviour.grade_distance_weeks)
    weeks = cases.read(trial.median_weeks) + distance
    weeks *= 1.0 - cases.read(behaviour.crash_programme) * alarm
    weeks *= np.exp(cases.read(trial.spread) * cases.normal("qualification"))
    weeks = np.maximum(np.rint(weeks), 1.0)
    cases.put(trial.left, weeks)
    cases.put(trial.status, IN_QUALIFICATION)
    cases.log(Kind.QUALIFICATION_STARTED, weeks)


def _conclude(world: World, over: Flags) -> None:
    """Pass or fail the qualifications that are over; a failed one may be retried later."""
    trial = world.trial
    cases = Cases(world, over, trial.key, trial.link)
    tested = cases.of(trial.status) == IN_QUALIFICATION
    passed = tested & (cases.uniform("verdict") < cases.read(trial.odds))
    failed = tested & ~passed
    verdict = np.where(passed, QUALIFIED, np.where(failed, FAILED, UNQUALIFIED))
    cases.put(trial.status, verdict)
    retry = cases.read(world.behaviour.retry_weeks)
    cases.put(trial.left, np.where(failed, retry, cases.of(trial.left)))
    world.link.qualified[trial.link[cases.row], cases.run] += passed
    cases.log(Kind.QUALIFICATION_PASSED, where=passed)
    cases.log(Kind.QUALIFICATION_FAILED, where=failed)
