"""Investment projects: building, ramping up, and the capacity that appears."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
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
    if (project.ramped != ramped_before).any():
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
    if len(world.outage.supplier):
        world.supplier.capacity *= left_standing(world)


def suffer_outages(world: World) -> None:
    """Take away the capacity that is lost this week, and give back what is rebuilt."""
    if world.week in world.outage_weeks:
        fit_capacity(world)


def left_standing(world: World) -> Floats:
    """Return the share of each plant's capacity that supply shocks leave, shape (supplier, run).

    ``1 - lost * (1 - rebuilt)``, where what is rebuilt grows evenly over ``ramp_weeks``, from
    ``repair_weeks`` after the loss; shocks that hit one plant multiply.
    """
    outage, standing = world.outage, np.ones_like(world.supplier.capacity)
    since = world.week - outage.start
    rebuilt = np.clip((since - outage.repair_weeks) / outage.ramp_weeks, 0.0, 1.0)
    left = 1.0 - outage.lost * (1.0 - rebuilt) * (since >= 0.0)
    for row, plant in enumerate(outage.supplier.tolist()):
        standing[plant] *= left[row]
    return standing
