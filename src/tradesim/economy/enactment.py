"""Dated effects take hold: the first thing that happens in a week."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.economy.border import set_duties
from tradesim.economy.cases import LicenceCases
from tradesim.economy.licensed_trade import forget_parts
from tradesim.economy.lots import send_back
from tradesim.economy.threats import count_down, relieve, standing_wait
from tradesim.policies.effects import BAN, FREE, NEVER, Effect
from tradesim.policies.export_control import LEAST_ODDS
from tradesim.randomness import normal
from tradesim.world.state import IN_REVIEW
from tradesim.world.world import World

OPERATIONS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "set": lambda _, value: value,
    "add": np.add,
    "raise": np.maximum,
}
"""What an effect does to what is there."""


def enact(world: World) -> None:
    """Apply the effects that are due, then see which control governs each licensed link."""
    due = world.effects.get(world.week, [])
    count_down(world)
    before = standing_wait(world) if due else None
    world.news = any(effect.array.startswith("link.announced") for effect, _ in due)
    world.controls_changed = any(effect.array.startswith("control.") for effect, _ in due)
    world.controls_changed |= world.week in world.announcement_weeks
    for effect, runs in due:
        apply(world, effect, runs)
    if world.controls_changed:
        govern_links(world)
    if before is not None:
        relieve(world, before)
    levies_change = any(effect.array.startswith("tariff.") for effect, _ in due)
    if levies_change or world.instruments.levies_move:
        set_duties(world)


def apply(world: World, effect: Effect, runs: Flags | None) -> None:
    """Apply one effect, in all runs or in those where it is due."""
    group, name = effect.array.split(".")
    array = getattr(getattr(world, group), name)
    present = array[effect.rows]
    changed = np.broadcast_to(OPERATIONS[effect.operation](present, effect.value), present.shape)
    array[effect.rows] = changed if runs is None else np.where(runs, changed, present)


def open_files(world: World, rows: Rows, due: Rows, begins: Flags, ends: Flags) -> None:
    """Let firms file under controls on their way into force; not under those called off.

    Args:
        world: The world.
        rows: Rows of the controls.
        due: Week in which they take hold, shape (run,).
        begins: Runs in which they are decided.
        ends: Runs in which they are called off.
    """
    control = world.control
    for array, week in ((control.announced_week, world.week), (control.effective_week, due)):
        begun = np.where(begins, week, array[rows])
        array[rows] = np.where(ends, NEVER, begun)


def govern_links(world: World) -> None:
    """Let the strictest control govern each licensed link; of equals, the first in the file.

    It covers as much of the trade as any control in force does. From the announcement of a
    control on, firms may file under it. Where trade is free again, and under a ban, licences
    lapse and applications are withdrawn.
    """
    licence, control = world.licence, world.control
    if not len(licence.link):
        return
    before = licence.level.copy()
    may_file = licence.open > 0
    _open_offices(world)
    _choose_governing(world)
    licensed = (licence.open > 0) & (licence.level < BAN)
    _gather_papers(world, ~may_file & licensed)
    for term in ("review_weeks", "first_decision"):
        chosen = np.take_along_axis(getattr(control, term), licence.control, axis=0)
        getattr(licence, term)[...] = chosen
    lot = np.take_along_axis(control.licence_lot_weeks, licence.control, axis=0)
    licence.lot_weeks[...] = np.where(np.isfinite(lot), lot, world.behaviour.licence_lot_weeks)
    controlled = licence.level > FREE
    world.licences_needed = bool((controlled | licensed | (licence.held > 0.0)).any())
    licence.balance *= licensed
    licence.status *= licensed
    forget_parts(world)
    send_back(world, before)
    _press(world, controlled)
    for counter in (control.filed, control.granted, control.refused, control.waited):
        counter[...] = 0.0
    control.waiting[...] = 0.0
    LicenceCases(world, licence.status == IN_REVIEW).count(control.waiting)


def _open_offices(world: World) -> None:
    """Where a control comes into force, let its office take its time before it decides anything."""
    control = world.control
    begins = (control.level > FREE) & (control.stood == FREE)
    if begins.any():
        ready = world.week + np.rint(control.first_decision_weeks).astype(np.int32)
        later = np.maximum(control.first_decision, ready)
        control.first_decision[...] = np.where(begins, later, control.first_decision)
    control.stood[...] = control.level


def _choose_governing(world: World) -> None:
    """See which control governs each licensed link, which will, and how much they cover."""
    licence, control, week = world.licence, world.control, world.week
    for array in (licence.level, licence.open, licence.covered, licence.held):
        array[...] = 0
    reviewed = world.wiring.rung_of_control < BAN
    for row in range(len(control.level)):
        covers = world.wiring.covers[:, row : row + 1]
        if control.informal[row]:
            held = np.where(covers & (control.level[row] > FREE), control.covers_share[row], 0.0)
            licence.held[...] = 1.0 - (1.0 - licence.held) * (1.0 - held)
            continue
        level = np.where(covers, control.level[row], FREE)
        coming = (control.announced_week[row] <= week) & (week <= control.effective_week[row])
        coming &= (control.level[row] == FREE) & reviewed[row]
        first = covers & coming & (licence.open == 0)
        stricter = level > licence.level
        licence.level[...] = np.where(stricter, level, licence.level)
        licence.control[...] = np.where(stricter | first, row, licence.control)
        licence.open[...] |= (level > FREE) | (covers & coming)
        share = np.where(level > FREE, control.covers_share[row], 0.0)
        np.maximum(licence.covered, share, out=licence.covered)


def _gather_papers(world: World, begins: Flags) -> None:
    """Draw how long each firm needs for its first file: ``median * exp(spread * z)`` weeks."""
    licence = world.licence
    if not begins.any() or not (world.control.papers_weeks > 0.0).any():
        return
    cases = LicenceCases(world, begins)
    drawn = normal(world.runs[0, cases.run], "papers", licence.firm_key[cases.row, 0], 0)
    weeks = cases.term("papers_weeks") * np.exp(cases.term("papers_spread") * drawn)
    cases.put(licence.papers_left, np.rint(weeks))


def _press(world: World, controlled: Flags) -> None:
    """Set how fast distrust rises on the links under control: by the delay that they bring.

    ``min(1, review / odds / feared_review_weeks)`` under licence, 1 under a ban, times the share
    of the trade that is covered.
    """
    licence, behaviour = world.licence, world.behaviour
    odds = np.take_along_axis(world.control.approval_odds, licence.control, axis=0)
    wait = licence.review_weeks / np.maximum(odds, LEAST_ODDS)
    grave = np.minimum(wait / behaviour.feared_review_weeks, 1.0)
    grave = np.where(licence.level >= BAN, 1.0, grave) * controlled * licence.covered
    world.link.control_pressure[licence.link] = behaviour.distrust_under_control * grave
