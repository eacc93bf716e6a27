"""What governments have decided is done: rungs, procedures, complaints; tension moves."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Flags, Floats
from tradesim.economy.enactment import apply, govern_links, open_files
from tradesim.economy.threats import call_back, relieve, standing_wait, tell_notice
from tradesim.policies.wto_complaint import CONSULTATIONS, PANEL, RESUMED, STAGES
from tradesim.randomness import normal
from tradesim.world.log import Kind
from tradesim.world.world import World

WEIGHT_OF_STAGE = np.zeros(len(STAGES))
WEIGHT_OF_STAGE[[CONSULTATIONS, RESUMED, PANEL]] = (1.0, 1.0, 2.0)
"""How much a complaint weighs on the respondent while it is pursued; nothing while it rests."""


def conduct_diplomacy(world: World) -> None:
    """Enact what governments decided, let due procedures take hold, and move tension."""
    if not world.chancery.at_work:
        return
    move_rungs(world)
    pull_levers(world)
    take_hold(world)
    move_complaints(world)
    count_losses(world)
    move_tension(world)
    weigh_pressure(world)


def move_rungs(world: World) -> None:
    """Let each government stand where it decided; a scripted one where its controls put it."""
    relation = world.relation
    decided = relation.decided * relation.adaptive
    for row, controls, rung in world.chancery.dated:
        binds = (world.control.level[controls] > 0).any(axis=0)
        decided[row] = np.maximum(decided[row], binds * rung)
    moved = decided - relation.escalation
    raised = moved > 0
    relation.moved[...] = moved
    if not moved.any():
        return
    answered = relation.raised_week.take(relation.mirror, axis=0)
    relation.answered_week[...] = np.where(raised, answered, relation.answered_week)
    relation.escalation[...] = decided
    relation.raised_week[raised] = world.week
    values = decided.astype(np.float64)
    world.log.add(world.week, Kind.MOVED_UP, raised & relation.adaptive, values)
    world.log.add(world.week, Kind.MOVED_DOWN, (moved < 0) & relation.adaptive, values)


def pull_levers(world: World) -> None:
    """Begin the procedure of each control that its government now wants in force, or lifted.

    Only a government that decides pulls what stands ready; a scripted one follows its dates. Buyers
    hear of it at once; a procedure that is reversed before its end comes to nothing.
    """
    lever, relation = world.lever, world.relation
    if not len(lever.relation) or not relation.moved.any():
        return
    wanted = relation.escalation.take(lever.relation, axis=0) >= lever.rung
    wanted &= relation.adaptive.take(lever.relation, axis=0)
    begins, ends = wanted & (lever.wanted == 0), ~wanted & (lever.wanted == 1)
    weeks = np.where(wanted, lever.up_weeks, lever.down_weeks).astype(np.int32)
    lever.due_week[...] = np.where(begins | ends, world.week + weeks, lever.due_week)
    lever.wanted[...] = wanted
    if (begins | ends).any():
        _open_files(world, begins, ends)
    for row in np.flatnonzero(begins.any(axis=1)).tolist():
        world.news = True
        for effect in world.chancery.news[row]:
            apply(world, effect, begins[row : row + 1])
        tell_notice(world, row, begins[row : row + 1])
    for row in np.flatnonzero(ends.any(axis=1)).tolist():
        call_back(world, row, ends[row : row + 1])


def _open_files(world: World, begins: Flags, ends: Flags) -> None:
    """Let firms file under what is on its way into force, and not under what is called off."""
    for row in np.flatnonzero((begins | ends).any(axis=1)):
        rows, due = world.chancery.binding[row].rows, world.lever.due_week[row]
        open_files(world, rows, due, begins[row], ends[row])
    govern_links(world)


def take_hold(world: World) -> None:
    """Let the procedures that are over take hold."""
    lever = world.lever
    due = (lever.wanted != lever.holds) & (lever.due_week <= world.week)
    if not due.any():
        return
    binds, lifts = due & (lever.wanted == 1), due & (lever.wanted == 0)
    before = standing_wait(world)
    for row in np.flatnonzero(due.any(axis=1)):
        apply(world, world.chancery.binding[row], binds[row : row + 1])
        apply(world, world.chancery.lifting[row], lifts[row : row + 1])
    lever.holds[...] = np.where(due, lever.wanted, lever.holds)
    world.log.add(world.week, Kind.CONTROL_IN_FORCE, binds)
    world.log.add(world.week, Kind.CONTROL_LIFTED, lifts)
    world.controls_changed = True
    govern_links(world)
    relieve(world, before)


def move_complaints(world: World) -> None:
    """Move each complaint that its government conducts itself to the stage it decided on."""
    relation = world.relation
    own = relation.adaptive & relation.may_complain
    moved = own & (relation.complaint_decided != relation.complaint)
    if not moved.any():
        return
    relation.complaint[...] = np.where(moved, relation.complaint_decided, relation.complaint)
    relation.complaint_week[moved] = world.week
    world.log.add(world.week, Kind.COMPLAINT, moved, relation.complaint.astype(np.float64))


def count_losses(world: World) -> None:
    """See what exporters lose: ``1 - exports / usual``, smoothed, while their government stands up.

    Usual exports are the running mean of the time on rung 0; losses in ordinary times are not laid
    at anybody's door.
    """
    relation, link, chancery = world.relation, world.link, world.chancery
    value = link.shipped[chancery.links] * _baseline_price(world)
    exports = chancery.relation_of_link.total(value)
    part, at_rest = world.diplomacy.loss_smoothing, relation.escalation == 0
    usual = relation.usual_exports
    usual += part * at_rest * (exports - usual)
    kept = np.divide(exports, usual, out=np.ones_like(usual), where=usual > 0.0)
    lost = np.maximum(1.0 - kept, 0.0) * ~at_rest
    relation.loss += part * (lost - relation.loss)


def _baseline_price(world: World) -> Floats:
    plants = world.link.supplier[world.chancery.links]
    price: Floats = world.supplier.baseline_price.take(plants, axis=0)
    return price


def move_tension(world: World) -> None:
    """Move the tension of every relation.

    ``T <- max(0, T * kept + events + reciprocity * partner's rung + provocation * rungs the
    partner moved up - conciliation * rungs it moved down + noise)``.
    """
    relation, rule = world.relation, world.diplomacy
    partner = relation.escalation.take(relation.mirror, axis=0)
    moved = relation.moved.take(relation.mirror, axis=0)
    change = rule.reciprocity * partner
    change = change + rule.provocation * np.maximum(moved, 0)
    change = change - rule.conciliation * np.maximum(-moved, 0)
    change = change + rule.tension_noise * normal(world.runs, "tension", relation.key, world.week)
    for row, felt in enumerate(world.chancery.felt):
        change[felt] += _weekly_shock(world, row)
    relation.tension *= rule.tension_kept
    relation.tension += change
    np.maximum(relation.tension, 0.0, out=relation.tension)


def _weekly_shock(world: World, row: int) -> Floats:
    """Return what a diplomatic event adds to tension this week, shape (1,) or (run,)."""
    incident = world.incident
    since = world.week - incident.start[row]
    acting = (since >= 0) & (since < incident.weeks[row])
    shock: Floats = acting * incident.tension[row] / incident.weeks[row]
    return shock


def weigh_pressure(world: World) -> None:
    """Set pressure, and count the weeks it has been beyond each threshold.

    ``pressure = tension - domestic cost weight * loss - complaint cost * stage``.
    """
    relation, rule = world.relation, world.diplomacy
    against = WEIGHT_OF_STAGE[relation.complaint.take(relation.mirror, axis=0)]
    relation.pressure[...] = relation.tension - relation.domestic_cost_weight * relation.loss
    relation.pressure -= rule.complaint_cost * against
    _count(relation.weeks_above, relation.pressure > rule.escalation_threshold, relation.moved == 0)
    _count(
        relation.weeks_below, relation.pressure < rule.deescalation_threshold, relation.moved == 0
    )


def _count(weeks: np.ndarray, holds: Flags, at_rest: Flags) -> None:
    """Count on where something holds; begin anew where it does not, or a move was made."""
    weeks *= at_rest
    weeks += 1
    weeks *= holds
