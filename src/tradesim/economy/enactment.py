"""Dated effects take hold: the first thing that happens in a week."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tradesim.economy.border import set_duties
from tradesim.economy.cases import LicenceCases
from tradesim.economy.lots import send_back
from tradesim.economy.threats import count_down, relieve, standing_wait
from tradesim.policies.effects import BAN, FREE, INDIVIDUAL, Effect
from tradesim.world.state import IN_REVIEW, Flags, Floats
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
    for effect, runs in due:
        apply(world, effect, runs)
    if world.controls_changed:
        govern_links(world)
    if before is not None:
        relieve(world, before)
    if any(effect.array == "tariff.rate" for effect, _ in due):
        set_duties(world)


def apply(world: World, effect: Effect, runs: Flags | None) -> None:
    """Apply one effect, in all runs or in those where it is due."""
    group, name = effect.array.split(".")
    array = getattr(getattr(world, group), name)
    present = array[effect.rows]
    changed = np.broadcast_to(OPERATIONS[effect.operation](present, effect.value), present.shape)
    array[effect.rows] = changed if runs is None else np.where(runs, changed, present)


def govern_links(world: World) -> None:
    """Let the strictest control govern each licensed link; of equals, the first in the file.

    Where trade is free again, and under a ban, licences lapse and applications are withdrawn.
    """
    licence, control = world.licence, world.control
    if not len(licence.link):
        return
    before = licence.level.copy()
    licence.level[...] = FREE
    for row in range(len(control.level)):
        level = np.where(world.wiring.covers[:, row : row + 1], control.level[row], FREE)
        stricter = level > licence.level
        licence.level[...] = np.where(stricter, level, licence.level)
        licence.control[...] = np.where(stricter, row, licence.control)
    for term in ("review_weeks", "first_decision"):
        chosen = np.take_along_axis(getattr(control, term), licence.control, axis=0)
        getattr(licence, term)[...] = chosen
    controlled = licence.level > FREE
    world.licences_needed = bool(controlled.any())
    licensed = controlled & (licence.level < BAN)
    licence.balance *= licensed
    licence.status *= licensed
    send_back(world, before)
    behaviour = world.behaviour
    grave = np.minimum(licence.review_weeks / behaviour.feared_review_weeks, 1.0)
    grave = np.where(licence.level > INDIVIDUAL, 1.0, grave) * controlled
    world.link.control_pressure[licence.link] = behaviour.distrust_under_control * grave
    for counter in (control.filed, control.granted, control.refused, control.waited):
        counter[...] = 0.0
    control.waiting[...] = 0.0
    LicenceCases(world, licence.status == IN_REVIEW).count(control.waiting)
