"""Who was short of what in which weeks, and how much output that cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.explanations.one_run import OneRun, Source, one_run
from tradesim.world.shortage import LEAST_LOST

MERGED = 3
"""Weeks of plenty between two shortages that count as one."""


NEAREST = 3
"""Spells of shortage that are named where the week asked about is none."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """Weeks in which a buyer made less than it would have for want of an item.

    Attributes:
        actor: The buyer.
        item: The item that bound it in its worst week.
        start: Monday of the first week.
        end: Monday of the last week.
        worst: Monday of the week in which it lost most.
        lost: Share of what it would have made that it lost in that week.
    """

    actor: str
    item: str
    start: dt.date
    end: dt.date
    worst: dt.date
    lost: float


def shortages(source: Source | OneRun, replicate: int | None = None) -> tuple[Shortage, ...]:
    """Return the shortages of the final buyers of a run, by the date on which they began.

    Args:
        source: A result, a recording, the folder of a run, or records.
        replicate: Number of the run; the first where absent.

    Raises:
        ExplainError: There is no such run, or its records do not hold what is needed.
    """
    run = one_run(source, replicate)
    found = [
        _shortage(run, buyer, first, last)
        for buyer in range(len(run.layout.final_buyers))
        for first, last in spells(output_lost(run, buyer) > LEAST_LOST)
    ]
    return tuple(sorted(found, key=lambda shortage: shortage.start))


def output_lost(run: OneRun, buyer: int) -> Floats:
    """Return the share of what a buyer would have made that it lost, shape (week,).

    ``1 - lowest of the critical items * lowest of (1 - yield loss * (1 - met))``.
    """
    limit, kept = np.ones(run.weeks), np.ones(run.weeks)
    for row in run.needs_of(buyer):
        need, met = run.layout.need_rows[row].need, run.met[:, row]
        if need.importance == "critical":
            limit = np.minimum(limit, met)
        elif need.importance == "important":
            kept = np.minimum(kept, 1.0 - run.number(need.yield_loss) * (1.0 - met))
    lost: Floats = 1.0 - limit * kept
    return lost


def binding_need(run: OneRun, buyer: int, week: int) -> int | None:
    """Return the row of the need that cost a buyer most in a week, None where none did."""
    costs = {}
    for row in run.needs_of(buyer):
        need, missing = run.layout.need_rows[row].need, 1.0 - float(run.met[week, row])
        weight = {"critical": 1.0, "important": run.number(need.yield_loss), "replaceable": 0.0}
        costs[row] = weight[need.importance] * missing
    worst = max(costs, key=costs.__getitem__)
    return worst if costs[worst] > LEAST_LOST else None


def spells(happened: np.ndarray) -> list[tuple[int, int]]:
    """Return first and last week of each spell; spells with few weeks between them are one."""
    found: list[tuple[int, int]] = []
    for week in np.flatnonzero(happened).tolist():
        if found and week - found[-1][1] <= MERGED + 1:
            found[-1] = (found[-1][0], week)
        else:
            found.append((week, week))
    return found


def nearest_spells(run: OneRun, happened: np.ndarray, week: int, what: str) -> str:
    """Return the nearest weeks in which something happened, as a sentence.

    Args:
        run: The records.
        happened: Whether it did, shape (week,).
        week: The week that is asked about.
        what: What happened.
    """
    found = sorted(spells(happened), key=lambda spell: min(abs(end - week) for end in spell))
    if not found:
        return f"It was never {what} in replicate {run.replicate}."
    days = [run.days(first, last) for first, last in sorted(found[:NEAREST])]
    return f"The nearest weeks in which it was {what}: {', '.join(days)}."


def _shortage(run: OneRun, buyer: int, first: int, last: int) -> Shortage:
    lost = output_lost(run, buyer)
    worst = first + int(lost[first : last + 1].argmax())
    need = binding_need(run, buyer, worst)
    item = "" if need is None else run.layout.need_rows[need].need.item
    name = run.layout.buyer_names[buyer]
    start, end, day = (run.monday(week) for week in (first, last, worst))
    return Shortage(name, item, start, end, day, float(lost[worst]))
