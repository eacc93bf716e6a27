"""How far an exporter's licence application had come, from the events of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.wording.events import NOUNS
from tradesim.world.log import Kind

FILED = NOUNS[Kind.APPLICATION_FILED]
REFUSED = NOUNS[Kind.APPLICATION_REFUSED]
GRANTED = NOUNS[Kind.APPLICATION_GRANTED]
GRANTED_IN_PART = NOUNS[Kind.APPLICATION_PARTLY_GRANTED]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to the applications of a link.

    Attributes:
        week: The week.
        kind: Filed, refused, granted or granted in part, in the words of the events.
    """

    week: int
    kind: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the applications of a link stood in a week.

    Attributes:
        phase: The kind of cause it makes.
        since: Week since which.
        step: The step that brought it there, None where nobody had applied.
    """

    phase: str
    since: int
    step: Step | None


def steps(run: OneRun, link: int) -> tuple[Step, ...]:
    """Return what happened to the applications of a link; of one week, decisions first."""
    return _by_link(run).get(ends_of(run, link), ())


def standing(run: OneRun, link: int, week: int, since: int, opened: int) -> Standing:
    """Return where the applications of a link stood in a week.

    Args:
        run: The records.
        link: Row of the link.
        week: The week.
        since: Week in which the control came into force.
        opened: Week from which firms could file: earlier steps do not count.
    """
    past = [step for step in steps(run, link) if opened <= step.week <= week]
    if not past:
        return Standing("licence_not_filed", since, None)
    last = past[-1]
    decided = [step for step in past if step.kind != FILED]
    if decided and decided[-1].kind == REFUSED:
        refusals = _since_last_grant(decided)
        return Standing("licence_refused", refusals[0].week, refusals[-1])
    if last.kind == FILED and not _lot_on_its_way(run, decided, week):
        return Standing("licence_review", last.week, last)
    granted = decided[-1]
    if _lot_on_its_way(run, decided, week):
        return Standing("licence_dispatch", granted.week, granted)
    return Standing("licence_used_up", granted.week, granted)


def _since_last_grant(decided: list[Step]) -> list[Step]:
    refusals: list[Step] = []
    for step in reversed(decided):
        if step.kind != REFUSED:
            break
        refusals.insert(0, step)
    return refusals


def _lot_on_its_way(run: OneRun, decided: list[Step], week: int) -> bool:
    """Say whether an approved lot is still being made to order."""
    if not decided or decided[-1].kind == REFUSED:
        return False
    weeks = round(run.number(run.layout.scenario.behaviour.dispatch_weeks))
    return week < decided[-1].week + weeks


@lru_cache(maxsize=4)
def _by_link(run: OneRun) -> dict[tuple[str, str], tuple[Step, ...]]:
    """Return the steps of each link, by seller and buyer: a seller makes one item."""
    found: dict[tuple[str, str], list[Step]] = {}
    monday = run.layout.calendar.first_monday
    steps = {FILED, REFUSED, GRANTED, GRANTED_IN_PART}
    for each in run.events:
        if each.kind in steps:
            filed = each.kind == FILED
            seller = each.actor if filed else each.detail.rpartition(", after ")[0]
            step = Step((each.date - monday).days // 7, each.kind)
            found.setdefault((seller, each.target), []).append(step)
    return {
        pair: tuple(sorted(listed, key=lambda step: (step.week, step.kind == FILED)))
        for pair, listed in found.items()
    }
