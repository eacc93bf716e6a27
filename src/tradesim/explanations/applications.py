"""How far an exporter's licence application had come, from the events of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

import numpy as np

from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.wording.events import NOUNS
from tradesim.world.log import Kind

FILED = NOUNS[Kind.APPLICATION_FILED]
REFUSED = NOUNS[Kind.APPLICATION_REFUSED]
GRANTED = NOUNS[Kind.APPLICATION_GRANTED]
GRANTED_IN_PART = NOUNS[Kind.APPLICATION_PARTLY_GRANTED]

KINDS = [kind for kind in Kind if NOUNS[kind] in {FILED, REFUSED, GRANTED, GRANTED_IN_PART}]
"""What happens to applications, as it is logged."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to the applications of a link.

    Attributes:
        week: The week.
        kind: Filed, refused, granted or granted in part, in the words of the events.
    """

    week: int
    kind: str


def steps(run: OneRun, link: int) -> tuple[Step, ...]:
    """Return what happened to the applications of a link; of one week, decisions first."""
    return _by_link(run).get(ends_of(run, link), ())


def standing(run: OneRun, link: int, week: int, since: int, opened: int) -> tuple[str, int]:
    """Return where the applications of a link stood in a week: a kind of cause, and since when.

    Args:
        run: The records.
        link: Row of the link.
        week: The week.
        since: Week in which the control came into force.
        opened: Week from which firms could file: earlier steps do not count.
    """
    past = [step for step in steps(run, link) if opened <= step.week <= week]
    if not past:
        return "licence_not_filed", since
    decided = [step for step in past if step.kind != FILED]
    refusals = list(takewhile(lambda step: step.kind == REFUSED, reversed(decided)))
    if refusals:
        return "licence_refused", refusals[-1].week
    if _lot_on_its_way(run, decided, week):
        return "licence_dispatch", decided[-1].week
    if past[-1].kind == FILED:
        return "licence_review", past[-1].week
    return "licence_used_up", decided[-1].week


def _lot_on_its_way(run: OneRun, decided: list[Step], week: int) -> bool:
    """Say whether an approved lot is still being made to order."""
    weeks = round(run.number(run.layout.scenario.behaviour.dispatch_weeks))
    return bool(decided) and week < decided[-1].week + weeks


@lru_cache(maxsize=4)
def _by_link(run: OneRun) -> dict[tuple[str, str], tuple[Step, ...]]:
    """Return the steps of each link, by seller and buyer: a seller makes one item."""
    found: dict[tuple[str, str], list[Step]] = {}
    for week, kind, link, _, _ in run.log[np.isin(run.log[:, 1], KINDS)].tolist():
        step = Step(int(week), NOUNS[Kind(int(kind))])
        found.setdefault(ends_of(run, int(link)), []).append(step)
    return {
        pair: tuple(sorted(listed, key=lambda step: (step.week, step.kind == FILED)))
        for pair, listed in found.items()
    }
