"""Qualification of new sources: samples, line tests, and a verdict."""

from __future__ import annotations

import numpy as np

from tradesim.randomness import normal, uniform
from tradesim.world.log import Kind
from tradesim.world.state import FAILED, IN_QUALIFICATION, QUALIFIED, UNQUALIFIED, Flags
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
    alarm = world.need.alarm.take(trial.need, axis=0)
    usual = trial.median_weeks + trial.grade_distance * behaviour.grade_distance_weeks
    draw = normal(world.runs, "qualification", trial.key, world.week)
    weeks = usual * (1.0 - behaviour.crash_programme * alarm) * np.exp(trial.spread * draw)
    trial.left[...] = np.where(trial.begin, np.maximum(np.rint(weeks), 1.0), trial.left)
    trial.status[trial.begin] = IN_QUALIFICATION
    world.log.add(world.week, Kind.QUALIFICATION_STARTED, trial.begin, trial.left, trial.link)


def _conclude(world: World, over: Flags) -> None:
    """Pass or fail the qualifications that are over; a failed one may be retried later."""
    trial = world.trial
    tested = over & (trial.status == IN_QUALIFICATION)
    draw = uniform(world.runs, "verdict", trial.key, world.week)
    passed = tested & (draw < trial.odds)
    failed = tested & ~passed
    trial.status[over] = UNQUALIFIED
    trial.status[passed] = QUALIFIED
    trial.status[failed] = FAILED
    trial.left[...] = np.where(failed, world.behaviour.retry_weeks, trial.left)
    world.link.qualified[trial.link] += passed
    world.log.add(world.week, Kind.QUALIFICATION_PASSED, passed, None, trial.link)
    world.log.add(world.week, Kind.QUALIFICATION_FAILED, failed, None, trial.link)
