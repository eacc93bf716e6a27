"""Letting runs begin where others stand that were the same until then, and only where they were.

What could make a difference is compared, not assumed: all that no week changes, the rows of what
has begun, and what it did until then. Where something differs, nothing is carried over.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.economy.accounting import Books
from tradesim.measures.recording import Recorder
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect
from tradesim.trunk.moment import (
    RUN,
    BlockPart,
    SettingRuns,
    Stretch,
    TrunkMoment,
    control_names,
    fixed_of,
    keyed,
    matched,
    of_runs,
    project_names,
    state_of,
)
from tradesim.trunk.panel_memory import is_of_controls
from tradesim.world.log import FIELDS, Kind
from tradesim.world.world import World

KIND, ROW = FIELDS.index("kind"), FIELDS.index("row")

OF_PROJECTS = (Kind.PROJECT_STARTED, Kind.PROJECT_PRODUCES, Kind.PROJECT_COMPLETE)

BEYOND_USE = "supplier.first_experience"
"""What no week changes, and is of no matter to a plant that never made anything."""

Pairs = tuple[Rows, Rows]
"""Rows here, and the rows there that stand for the same."""


def fits(world: World, setting: BlockPart, moment: TrunkMoment) -> bool:
    """Say whether a setting of a block may begin at a moment of others, once they do not part.

    Args:
        world: The world of the block.
        setting: Which of its runs.
        moment: Where others stand.
    """
    return (
        setting.count <= moment.runs
        and set(keyed(world.licence.key)) <= set(moment.licences)
        and world.in_parts == moment.in_parts
        and _feels_the_same(world, moment)
        and _controls_match(setting, moment)
        and _did_the_same(setting, moment)
        and _is_fixed_alike(world, setting, moment)
    )


def graft(
    world: World,
    books: Books,
    recorder: Recorder,
    setting: BlockPart,
    moment: TrunkMoment,
    *,
    stands: bool = False,
) -> None:
    """Let a setting of a block begin at a moment that fits.

    Args:
        world: The world of the block, at its start.
        books: Its books.
        recorder: What records it.
        setting: Which of its runs.
        moment: Where others stand.
        stands: Whether its past stands in the panels already, but for rows of controls.
    """
    runs, count = setting.runs, setting.count
    pairs = _pairs(world, setting, moment)
    for name, array in state_of(world):
        group = name.partition(".")[0]
        here, there = pairs.get(group, (slice(None), slice(None)))
        array[here, runs] = moment.state[name][there, :count]
    rings = world.pipeline.dispatched, world.border.waiting
    for ring, kept in zip(rings, moment.rings, strict=True):
        ring[..., runs] = kept[..., :count]
    for sums, kept in zip((books.used, books.lost), moment.books, strict=True):
        sums[:, runs] = kept[:, :count]
    world.licences_needed |= moment.licences_needed
    _log(world, runs, pairs["project"], moment)
    for stretch in moment.past:
        _record(world, recorder, runs, pairs["control"], stretch, stands=stands)


def _record(
    world: World,
    recorder: Recorder,
    runs: slice,
    controls: Pairs,
    stretch: Stretch,
    *,
    stands: bool,
) -> None:
    """Write what was recorded before into panels."""
    weeks, count = slice(stretch.start, stretch.stop), runs.stop - runs.start
    for name, values in stretch.panels.items():
        if name not in recorder.panels:
            continue
        panel, known = recorder.panels[name], values[..., :count]
        if is_of_controls(name):
            here, there = controls
            panel[weeks, :, runs] = getattr(world.control, name)[:, runs]
            panel[weeks, here, runs] = known[:, there]
        elif not stands:
            panel[weeks, :, runs] = known
    for name, rows in stretch.seldom.items():
        if name in recorder.seldom:
            recorder.seldom[name].write(rows, runs)


def _pairs(world: World, setting: BlockPart, moment: TrunkMoment) -> dict[str, Pairs]:
    """Return which rows stand for the same, of the groups in which they may differ."""
    links = world.threat.link.tolist(), moment.threatened.tolist()
    return {
        "licence": matched(keyed(world.licence.key), moment.licences),
        "threat": matched(*links),
        "project": matched(project_names(setting.layout), project_names(moment.layout)),
        "control": _begun_controls(setting, moment),
    }


def _begun_controls(setting: BlockPart, moment: TrunkMoment) -> Pairs:
    """Return the rows of controls that have begun; the others stand as they were built."""
    begun = {policy.name for policy in _begun(setting, moment.week)}
    here, there = matched(control_names(setting.layout), control_names(moment.layout))
    own = np.array([setting.layout.control_list[row][0] in begun for row in here], dtype=bool)
    return here[own], there[own]


def _begun(standing: SettingRuns, week: int) -> list[Policy]:
    """Return the policies and shocks that may have done something before a week."""
    first = standing.first_weeks
    return [policy for policy in standing.layout.scenario.happenings if first[policy.name] < week]


def _feels_the_same(world: World, moment: TrunkMoment) -> bool:
    """Say whether it does not matter which links are known to be under threat, or they are."""
    same = np.array_equal(world.threat.link, moment.threatened)
    return same or not world.behaviour.safety_factor.any()


def _controls_match(setting: BlockPart, moment: TrunkMoment) -> bool:
    """Say whether the controls that have begun stand in the same rows: licences name them."""
    here, there = _begun_controls(setting, moment)
    return np.array_equal(here, there)


def _did_the_same(setting: BlockPart, moment: TrunkMoment) -> bool:
    """Say whether what was done until then was done to the same rows, and to none apart."""
    ours, theirs = (_done(each, moment.week) for each in (setting, moment))
    return len(ours) == len(theirs) and all(map(_same, ours, theirs))


def _done(standing: SettingRuns, week: int) -> list[Effect]:
    return [
        effect for policy in _begun(standing, week) for effect in policy.effects(standing.layout)
    ]


def _same(one: Effect, other: Effect) -> bool:
    return (one.array, one.operation) == (other.array, other.operation) and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("week", "rows", "value")
    )


def _is_fixed_alike(world: World, setting: BlockPart, moment: TrunkMoment) -> bool:
    """Say whether all that no week changes is the same, of rows that have nothing to do with it."""
    for name, array in fixed_of(world):
        own = of_runs(array, setting.runs, world.run_count)
        other = of_runs(moment.fixed[name], slice(setting.count), moment.runs)
        if own.shape[:1] != other.shape[:1]:
            return False
        differs = own != other
        if name == BEYOND_USE:
            differs = differs[~_unbuilt(moment)]
        if differs.any():
            return False
    return True


def _unbuilt(moment: TrunkMoment) -> Flags:
    """Say which plants neither sold nor made anything yet: there is nothing to have learnt from."""
    sold = moment.fixed["supplier.baseline_sales"] > 0.0
    made = moment.state["supplier.produced"] > 0.0
    return ~(sold.any(axis=1) | made.any(axis=1))


def _log(world: World, runs: slice, projects: Pairs, moment: TrunkMoment) -> None:
    """Log what happened to the runs before."""
    events = moment.events[moment.events[:, RUN] < runs.stop - runs.start].copy()
    events[:, RUN] += runs.start
    renumber_projects(events, projects)
    world.log.carry(events)


def renumber_projects(events: Floats, projects: Pairs) -> None:
    """Let events of projects name the rows here, in the place of those there."""
    row = {there: here for here, there in zip(*(part.tolist() for part in projects), strict=True)}
    of_projects = np.isin(events[:, KIND], [int(kind) for kind in OF_PROJECTS])
    events[of_projects, ROW] = [row[int(there)] for there in events[of_projects, ROW]]
