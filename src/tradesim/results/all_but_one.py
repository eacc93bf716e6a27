"""Which policies matter, asked of all of them in one block: in each run one has no date to come.

A policy whose dates all lie after the last week does nothing, so a run in which it is put off
stands for the run without it, and all of them are lived together at little more than the cost of
one. A policy is known to matter by a number that differs from the run that has them all. Of one
that is not, nothing is said here: it is asked about again, with the world that lacks it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

from tradesim.arrays import Flags
from tradesim.ensemble import CACHED_LINKS, sourcing_links
from tradesim.fields import DateFigure
from tradesim.measures.panels import OF_POLICIES, PANELS
from tradesim.measures.recording import Recorder
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario, without
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world
from tradesim.world.world import World

TOGETHER = 4
"""Weeks that are compared together: fewer comparisons are worth a week lived too many."""

LONG_AFTER = np.timedelta64(3650, "D")
"""How long after the end of a scenario the dates of a policy lie that is put off."""


def known_to_matter(scenario: Scenario, seed: int) -> frozenset[str]:
    """Return the names of policies and shocks without which some outcome differs.

    Those that have no date, and all of a world in which such a block would be large, are not asked.

    Args:
        scenario: A scenario of standard agents in which neither governments nor rules decide.
        seed: Seed of all draws.
    """
    asked = few_enough(scenario)
    if not asked:
        return frozenset()
    differ = _differ(all_but_one(scenario, asked), seed, len(asked) + 1)
    return frozenset(policy.name for policy, does in zip(asked, differ[1:], strict=True) if does)


def few_enough(scenario: Scenario) -> list[Policy]:
    """Return the policies that have a date to put off, none where their block would be large."""
    asked = with_dates(scenario)
    return asked if sourcing_links(scenario) * (len(asked) + 1) <= CACHED_LINKS else []


def with_dates(scenario: Scenario) -> list[Policy]:
    """Return the policies and shocks that have a date to put off."""
    return [p for p in scenario.happenings if dates_moved(p, lambda date: date) is not p]


def all_but_one(scenario: Scenario, asked: Sequence[Policy]) -> Scenario:
    """Return the scenario whose first run has all policies, and each other run lacks one.

    What answers a policy is put off with it.
    """
    late = np.datetime64(scenario.end) + LONG_AFTER
    lacking = [set[str](), *({p.name, *without(scenario, p.name)[1]} for p in asked)]
    moved: dict[str, list[Any]] = {"policies": [], "shocks": []}
    for section, policies in moved.items():
        for policy in getattr(scenario, section):
            gone = np.array([policy.name in names for names in lacking])
            put_off = partial(_put_off, gone=gone, late=late)
            policies.append(dates_moved(policy, put_off))
    return scenario.model_copy(update=moved)


def _put_off(date: dt.date, gone: Flags, late: np.datetime64) -> npt.NDArray[np.datetime64]:
    return np.where(gone, late, np.datetime64(date))


def dates_moved(block: Any, move: Callable[[Any], Any]) -> Any:
    """Return a part of a scenario with all its dates moved; itself where it has none.

    Args:
        block: A policy, a field of one, or whatever else a scenario is made of.
        move: Returns the date that stands in the place of one.
    """
    if isinstance(block, DateFigure):
        return block.model_copy(update={"value": move(block.value)})
    if isinstance(block, BaseModel):
        fields = {name: getattr(block, name) for name in type(block).model_fields}
        moved = {name: dates_moved(value, move) for name, value in fields.items()}
        changed = {name: value for name, value in moved.items() if value is not fields[name]}
        return block.model_copy(update=changed) if changed else block
    if isinstance(block, list | tuple):
        parts = [dates_moved(part, move) for part in block]
        is_same = all(new is part for part, new in zip(block, parts, strict=True))
        return block if is_same else type(block)(parts)
    return block


def _differ(scenario: Scenario, seed: int, runs: int) -> Flags:
    """Say which runs of a block differ from its first, all on the draws of the same replicate."""
    world = build_world(scenario, seed, [0] * runs)
    world.log.enabled = False
    recorder = Recorder(world, [0] * runs)
    differ = np.zeros(runs, dtype=bool)
    for weeks in lived(world, recorder):
        differ |= differing(recorder, weeks)
        if differ[1:].all():
            break
    return differ


def differing(recorder: Recorder, weeks: slice) -> Flags:
    """Say which runs of a block had another outcome than its first in some weeks."""
    differ = np.zeros(len(recorder.replicates), dtype=bool)
    for name, kind in PANELS.items():
        if kind == "control" or kind not in OF_POLICIES:
            values = recorder.panels[name][weeks]
            differ |= (values != values[:, :, :1]).any(axis=(0, 1))
    return differ


def lived(world: World, recorder: Recorder, each: Callable[[], object] = int) -> Iterator[slice]:
    """Live a world and record it; yield the weeks that are to be compared, some at a time.

    Args:
        world: The world at its start.
        recorder: Its recorder.
        each: What is done after each week.
    """
    everyone, weeks = Everyone(world), world.layout.calendar.weeks
    for week in range(weeks):
        world.week = week
        live_week(world, everyone)
        recorder.record()
        each()
        if week % TOGETHER == TOGETHER - 1 or week == weeks - 1:
            yield slice(week - week % TOGETHER, week + 1)
