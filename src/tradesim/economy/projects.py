"""Investment projects: building, ramping up, and the capacity that appears."""

from __future__ import annotations

import numpy as np

from tradesim.world.log import Kind
from tradesim.world.world import World


def advance_projects(world: World) -> None:
    """Do a week of work on every announced project, and set the capacity of its plant.

    A project produces when the work done reaches its building time (the plan times the drawn
    slippage); its capacity then ramps up linearly. One that waits for funds does nothing, one that
    begins without them works at its lower pace.
    """
    project = world.project
    begun = (project.start <= world.week) & (project.ramped < 1.0) & (project.funding > 0.0)
    if not begun.any():
        return
    before, ramped_before = project.done.copy(), project.ramped.copy()
    project.done += project.speed * project.funding * begun
    since = (project.done - project.work) / project.ramp_weeks
    np.clip(since, 0.0, 1.0, out=project.ramped)
    fit_capacity(world)
    world.log.add(world.week, Kind.PROJECT_STARTED, (before == 0.0) & begun)
    world.log.add(
        world.week, Kind.PROJECT_PRODUCES, (ramped_before == 0.0) & (project.ramped > 0.0)
    )
    world.log.add(
        world.week, Kind.PROJECT_COMPLETE, (ramped_before < 1.0) & (project.ramped == 1.0)
    )


def fit_capacity(world: World) -> None:
    """Set the capacity of every plant: what it began with, what was added, what moved."""
    project, move = world.project, world.move
    added = world.wiring.projects_of_supplier.total(project.capacity_added * project.ramped)
    np.add(world.supplier.baseline_capacity, added, out=world.supplier.capacity)
    if len(move.plant):
        moved = move.moved * move.ramped
        gone = world.instruments.moves_from.total(moved)
        world.supplier.capacity += world.instruments.moves_to.total(moved) - gone
        np.maximum(world.supplier.capacity, 0.0, out=world.supplier.capacity)
