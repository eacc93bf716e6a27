"""A setting of a block by itself: its own rows, told apart from those of what sleeps in it."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.panels import PANELS
from tradesim.measures.recording import Recording
from tradesim.trunk.alongside import SettingBeside
from tradesim.trunk.grafting import BEYOND_USE, renumber_projects
from tradesim.trunk.moment import (
    MAY_DIFFER,
    Array,
    control_names,
    events_of,
    fixed_of,
    keyed,
    matched,
    of_runs,
    project_names,
    state_of,
)
from tradesim.world.build import build_world
from tradesim.world.layout import Layout, lay_out
from tradesim.world.practice import practised
from tradesim.world.state import Group
from tradesim.world.world import World

Pairs = tuple[Array, Array]
"""Rows of the setting by itself, and the rows of the block that stand for the same."""


def own_recording(whole: Recording, setting: SettingBeside, runs: slice) -> Recording:
    """Return the runs of one setting of a block, as if it had been simulated alone.

    Args:
        whole: What was recorded of the block.
        setting: The setting.
        runs: Its runs in the block.
    """
    layout = lay_out(practised(setting.own))
    panels = {name: panel[..., runs] for name, panel in whole.panels.items()}
    if setting.has_sleepers:
        _, rows = _controls(layout, whole.layout, setting)
        of_controls = [name for name in panels if PANELS.get(name) == "control"]
        panels |= {name: panels[name][:, rows] for name in of_controls}
    return replace(
        whole,
        layout=layout,
        replicates=whole.replicates[runs],
        panels=panels,
        seldom={name: rows.of_runs(runs) for name, rows in whole.seldom.items()},
        events=_own_events(whole, layout, setting, runs),
    )


def stands_alike(world: World, setting: SettingBeside, runs: slice, replicate: int) -> bool:
    """Say whether a setting begins in a block as it would by itself.

    That is seen from the first of its runs: what differs in others of them is drawn alike.

    Args:
        world: The world of the block, at its start.
        setting: The setting.
        runs: Its runs in the block.
        replicate: Number of the first of them.
    """
    own = build_world(setting.own, setting.own.seed, [replicate])
    here, there = own.threat.link, world.threat.link
    feared = not world.behaviour.safety_factor.any() or np.array_equal(here, there)
    pairs = _all_pairs(own, world, setting)
    counts = {
        "licence": len(own.licence.key),
        "project": len(own.layout.investments),
        "control": len(own.layout.control_list),
    }
    whole = all(len(pairs[group][0]) == count for group, count in counts.items())
    if not (feared and whole and own.in_parts == world.in_parts):
        return False
    first = slice(runs.start, runs.start + 1)
    of_block = dict(_arrays(world))
    return all(
        _same(name, array, of_runs(of_block[name], first, world.run_count), pairs)
        or (name == BEYOND_USE and _same_where_built(own, array, of_block[name][:, first]))
        for name, array in _arrays(own)
    )


def _arrays(world: World) -> list[tuple[str, Array]]:
    """Return every array by name: what weeks change, what none does, and rows that may differ."""
    found = [*state_of(world), *fixed_of(world)]
    known = {name for name, _ in found}
    for group in sorted(MAY_DIFFER):
        held = getattr(world, group)
        if isinstance(held, Group):
            names = [column.name for column in fields(held)]  # type: ignore[arg-type]
            found += [
                (f"{group}.{name}", getattr(held, name))
                for name in names
                if f"{group}.{name}" not in known
            ]
    return found


def _same(name: str, own: Array, block: Array, pairs: dict[str, Pairs]) -> bool:
    group = name.partition(".")[0]
    if group in pairs:
        here, there = pairs[group]
        own, block = own[here], block[there]
    return own.shape[0] == block.shape[0] and bool((own == block).all())


def _same_where_built(own: World, ours: Array, theirs: Array) -> bool:
    """Compare what plants have learnt from; one that is not built has nothing to do with it."""
    built = (own.supplier.baseline_sales > 0.0).any(axis=1)
    return bool((ours[built] == theirs[built]).all())


def _all_pairs(own: World, world: World, setting: SettingBeside) -> dict[str, Pairs]:
    """Return which rows stand for the same, of the groups in which a block may have more."""
    names = setting.names
    ours = [names[shock.name] for shock in own.layout.shocks]
    theirs = [shock.name for shock in world.layout.shocks]
    return {
        "licence": matched(keyed(own.licence.key), keyed(world.licence.key)),
        "threat": matched(own.threat.link.tolist(), world.threat.link.tolist()),
        "project": _projects(own.layout, world.layout, setting),
        "control": _controls(own.layout, world.layout, setting),
        "shock": matched(ours, theirs),
    }


def _controls(own: Layout, block: Layout, setting: SettingBeside) -> Pairs:
    ours = [(setting.names[str(name[0])], *name[1:]) for name in control_names(own)]
    return matched(ours, control_names(block))


def _projects(own: Layout, block: Layout, setting: SettingBeside) -> Pairs:
    ours = [(setting.names[name], plant) for name, plant in project_names(own)]
    return matched(ours, project_names(block))


def _own_events(whole: Recording, layout: Layout, setting: SettingBeside, runs: slice) -> Floats:
    events = events_of(whole.events, runs)
    if setting.has_sleepers:
        renumber_projects(events, _projects(layout, whole.layout, setting))
    return events
