"""Policies that follow rules: what is watched, what is decided on it, and what takes hold.

A decision that has been taken is carried out; only what holds can be ended.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tradesim.arrays import Flags, Floats
from tradesim.economy.border import set_duties
from tradesim.economy.enactment import apply, govern_links, open_files
from tradesim.economy.threats import relieve, standing_wait, tell_of
from tradesim.world.log import Kind
from tradesim.world.rulebook import Watch
from tradesim.world.world import World


def follow_rules(world: World) -> None:
    """Look at what rules watch, decide, and let what is due take hold; nothing where none is."""
    if not world.rulebook.onset:
        return
    seen = watched(world)
    begins, ends = decide_by_rules(world, seen)
    world.log.add(world.week, Kind.RULE_MET, begins, seen)
    if begins.any() or ends.any():
        _tell(world, begins, ends)
    _take_hold(world)


def watched(world: World) -> Floats:
    """Return what each rule sees, shape (rule, run): a ratio; no number where it has no base."""
    found = np.full(world.rule.enacted.shape, np.nan)
    for word, watch in world.rulebook.watches.items():
        part, whole = (watch.rule_of.total(rows) for rows in _SEEN[word](world, watch))
        found[watch.of] = np.divide(part, whole, out=found[watch.of], where=whole > 0.0)
    return found


def _stock_cover(world: World, watch: Watch) -> tuple[Floats, Floats]:
    """Return stock and use at forecast output."""
    need = world.need
    return need.stock.take(watch.rows, axis=0), need.rate.take(watch.rows, axis=0)


def _output_share(world: World, watch: Watch) -> tuple[Floats, Floats]:
    """Return output and demand, each buyer's over its baseline: products differ in unit."""
    buyer, rows = world.buyer, watch.rows
    usual = buyer.baseline_output.take(rows, axis=0)
    output, demand = buyer.output.take(rows, axis=0), buyer.demand.take(rows, axis=0)
    return output / usual, demand / usual


def _price_index(world: World, watch: Watch) -> tuple[Floats, Floats]:
    """Return what arrived at its price, and at baseline prices."""
    link, supplier = world.link, world.supplier
    plants, arrived = link.supplier[watch.rows], link.arrived.take(watch.rows, axis=0)
    price, usual = supplier.price.take(plants, axis=0), supplier.baseline_price.take(plants, axis=0)
    return arrived * price, arrived * usual


def _ordered_share(world: World, watch: Watch) -> tuple[Floats, Floats]:
    """Return use by source, of the origin that is watched and of all."""
    need_of_link = world.wiring.links_of_need.group_of[watch.rows]
    rate = world.need.rate.take(need_of_link, axis=0)
    ordered = world.link.share.take(watch.rows, axis=0) * rate
    return ordered * watch.counted, ordered


_SEEN: dict[str, Callable[[World, Watch], tuple[Floats, Floats]]] = {
    "stock_cover": _stock_cover,
    "output_share": _output_share,
    "price_index": _price_index,
    "ordered_share": _ordered_share,
}
"""What each word is the ratio of, by the rows that are looked at."""


def decide_by_rules(world: World, seen: Floats) -> tuple[Flags, Flags]:
    """Return which policies are decided on this week, and which are ended, shape (rule, run).

    A bound counts when it has been passed for its weeks in a row. Nothing is decided that would
    not take effect before the last day of its policy; on that day what holds ends.
    """
    rule, week = world.rule, world.week
    rests = (rule.set_off == 0) & (rule.enacted == 0)
    holds = (rule.set_off == 1) & (rule.enacted == 1)
    met = ((seen < rule.below) | (seen > rule.above)) & (rule.first <= week)
    eased = (seen < rule.lift_below) | (seen > rule.lift_above)
    _count(rule.weeks_met, met & rests)
    _count(rule.weeks_eased, eased & holds)
    begins = rests & (rule.weeks_met >= rule.for_weeks) & (week + rule.after_weeks < rule.last)
    over = holds & (week >= rule.last)
    ends = (holds & (rule.weeks_eased >= rule.lift_for_weeks)) | over
    due = np.where(ends, week + rule.lift_after_weeks, week + rule.after_weeks)
    due = np.where(over, week, due)
    np.copyto(rule.due_week, due.astype(np.int32), where=begins | ends)
    np.copyto(rule.set_off, begins.astype(np.int8), where=begins | ends)
    return begins, ends


def _count(weeks: np.ndarray, holds: Flags) -> None:
    """Count on where something holds, begin anew where it does not."""
    weeks += 1
    weeks *= holds


def _tell(world: World, begins: Flags, ends: Flags) -> None:
    """Tell buyers what is decided, and let firms file under what is on its way into force."""
    rule, book = world.rule, world.rulebook
    files = False
    for row in np.flatnonzero((begins | ends).any(axis=1)).tolist():
        rows, due = book.controls[row], rule.due_week[row]
        open_files(world, rows, due, begins[row], ends[row])
        files |= bool(len(rows))
        told = book.heralds[row]
        if told and begins[row].any():
            world.news = True
            for effect in told:
                apply(world, effect, begins[row : row + 1])
            notice = np.maximum(due - world.week, 0).astype(np.float64).reshape(1, -1)
            tell_of(world, told, notice, begins[row : row + 1])
    if files:
        govern_links(world)


def _take_hold(world: World) -> None:
    """Let what is due take hold, or end."""
    rule, book = world.rule, world.rulebook
    due = (rule.set_off != rule.enacted) & (rule.due_week <= world.week)
    if not due.any():
        return
    binds, lifts = due & (rule.set_off == 1), due & (rule.set_off == 0)
    before, touched = standing_wait(world), set[str]()
    for row in np.flatnonzero(due.any(axis=1)).tolist():
        for effects, runs in ((book.onset[row], binds[row]), (book.ending[row], lifts[row])):
            for effect in effects:
                apply(world, effect, runs.reshape(1, -1))
                touched.add(effect.array.split(".")[0])
    np.copyto(rule.enacted, rule.set_off, where=due)
    world.log.add(world.week, Kind.RULE_IN_FORCE, binds)
    world.log.add(world.week, Kind.RULE_ENDED, lifts)
    if "control" in touched:
        world.controls_changed = True
        govern_links(world)
        relieve(world, before)
    if "tariff" in touched:
        set_duties(world)
