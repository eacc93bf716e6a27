"""What was under way to help and did not come in time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.explanations.applications import GRANTED, GRANTED_IN_PART, steps
from tradesim.explanations.delivery import why_held, why_not_made
from tradesim.explanations.explanation import Cause
from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.explanations.rundown import Rundown
from tradesim.explanations.tally import Span
from tradesim.explanations.wording import amount, count_weeks, sentence
from tradesim.wording.events import NOUNS
from tradesim.wording.lists import listed
from tradesim.wording.said import said
from tradesim.world.log import Kind

STARTED = NOUNS[Kind.QUALIFICATION_STARTED]
PASSED = NOUNS[Kind.QUALIFICATION_PASSED]
FAILED = NOUNS[Kind.QUALIFICATION_FAILED]
PRODUCES = NOUNS[Kind.PROJECT_PRODUCES]

MOST = 3
"""Other sources that are told of one by one."""

MORE = 1.05
"""What is on its way, over what arrives now, from which it is worth a word."""

TESTS = {
    "qualification_running": (
        "The qualification of {plant}, begun on {day}, was still running. {ended}"
    ),
    "qualification_failed": "The qualification of {plant} had failed on {day}. {ended}",
    "qualification_late": "The qualification of {plant} began on {day} only. {ended}",
}
"""What is said of a qualification, by the kind of cause."""

MUCH = 0.05
"""Share of a week's need from which unfilled orders elsewhere are worth a word."""


def came_late(run: OneRun, fall: Rundown) -> tuple[Cause, ...]:
    """Return what would have filled the gap of a need, and did not by the week explained."""
    return (
        *_qualifications(run, fall),
        *_expansions(run, fall),
        *_licences(run, fall),
        *_other_sources(run, fall),
        *_in_transit(run, fall),
    )


def _qualifications(run: OneRun, fall: Rundown) -> Iterator[Cause]:
    """Yield the new sources whose qualification was running, had failed, or had not begun."""
    for link in run.links_of(fall.need):
        if run.layout.link_rows[link].incumbent:
            continue
        plant, buyer = ends_of(run, link)
        started, passed, failed = (
            _weeks_of(run, word, buyer, plant) for word in (STARTED, PASSED, FAILED)
        )
        if any(week <= fall.last for week in passed):
            continue
        yield from _qualification(run, plant, fall.last, (started, passed, failed))


def _qualification(
    run: OneRun, plant: str, last: int, weeks: tuple[list[int], list[int], list[int]]
) -> Iterator[Cause]:
    started, passed, failed = weeks
    begun = [week for week in started if week <= last]
    over = [week for week in failed if week <= last]
    ended = said("It was not passed until the end.")
    if passed:
        after = count_weeks(passed[0] - last)
        ended = said("It was passed on {day}, {weeks} after.", day=run.day(passed[0]), weeks=after)
    if begun and (not over or over[-1] < begun[-1]):
        yield _tested(run, plant, "qualification_running", begun[-1], ended)
    elif over:
        yield _tested(run, plant, "qualification_failed", over[-1], ended)
    elif started:
        yield _tested(run, plant, "qualification_late", started[0], ended)


def _tested(run: OneRun, plant: str, kind: str, week: int, ended: str) -> Cause:
    text = said(TESTS[kind], plant=plant, day=run.day(week), ended=ended)
    return Cause(kind, text, actor=plant, since=run.monday(week))


def _expansions(run: OneRun, fall: Rundown) -> Iterator[Cause]:
    """Yield the investments in known plants that were announced and did not produce yet."""
    layout = run.layout
    plants = {layout.suppliers[layout.link_rows[link].supplier].name
              for link in run.links_of(fall.need)}  # fmt: skip
    for project in layout.investments:
        announced = run.week_of(project.announced)
        if project.supplier not in plants or announced > fall.last:
            continue
        weeks = _weeks_of(run, PRODUCES, project.supplier, "", f"{project.name}: ")
        if weeks and weeks[0] <= fall.last:
            continue
        planned = run.day(announced + round(run.number(project.build_weeks)))
        came = said("it did not produce until the end")
        if weeks:
            late = count_weeks(weeks[0] - fall.last)
            began = run.day(weeks[0])
            came = said("it produced from {day} on, {weeks} after", day=began, weeks=late)
        text = said(
            "The expansion '{project}' of {plant} was planned for {planned}; {came}.",
            project=project.name,
            plant=project.supplier,
            planned=planned,
            came=came,
        )
        yield Cause("expansion", text, policy=project.name, actor=project.supplier,
                    since=run.monday(announced))  # fmt: skip


def _licences(run: OneRun, fall: Rundown) -> Iterator[Cause]:
    """Yield the first licence after the week for each source that delivered less."""
    for link, less in fall.less.items():
        granted = [
            step.week
            for step in steps(run, link)
            if step.week > fall.last and step.kind in {GRANTED, GRANTED_IN_PART}
        ]
        if less <= 0.0 or not granted:
            continue
        plant, _ = ends_of(run, link)
        weeks = count_weeks(granted[0] - fall.last)
        when = run.day(granted[0])
        text = said(
            "{plant} got its next licence on {day}, {weeks} after.",
            plant=plant, day=when, weeks=weeks,
        )  # fmt: skip
        yield Cause("licence_late", text, actor=plant, since=run.monday(granted[0]))


def _other_sources(run: OneRun, fall: Rundown) -> Iterator[Cause]:
    """Yield the sources that gave no less than before, and had more orders than they could ship."""
    least = MUCH * float(run.needed[fall.last, fall.need])
    waiting = {
        link: float(run.panels["unfilled"][fall.last - int(run.lead[link]), link])
        for link, less in fall.less.items()
        if less <= 0.0 and fall.last >= run.lead[link]
    }
    many = sorted((link for link, q in waiting.items() if q >= least), key=lambda k: -waiting[k])
    for link in many[:MOST]:
        yield _full_or_held(run, link, fall.last - int(run.lead[link]))
    if len(many) > MOST:
        rest = listed([ends_of(run, link)[0] for link in many[MOST:]])
        yield Cause("alternative_full", said("Orders waited of others too: {plants}.", plants=rest))


def _full_or_held(run: OneRun, link: int, week: int) -> Cause:
    """Return why a source had more orders than it shipped in a week."""
    unfilled = float(run.panels["unfilled"][week, link])
    held = float(run.panels["held"][week, link])
    mostly_held = held > unfilled - held
    reason = why_held(run, link, week) if mostly_held else why_not_made(run, link, week)
    span = Span(unfilled, week, week, week, unfilled)
    why = sentence(run, link, reason, span, begins=False)
    plant, _ = ends_of(run, link)
    item = run.layout.suppliers[run.layout.link_rows[link].supplier].item
    waited = amount(run, item, unfilled)
    text = said(
        "{amount} ordered of {plant} had not left; {why}", amount=waited, plant=plant, why=why
    )
    kind = "alternative_held" if mostly_held else "alternative_full"
    return Cause(kind, text, policy="; ".join(reason.policies), actor=plant)


def _in_transit(run: OneRun, fall: Rundown) -> Iterator[Cause]:
    """Yield what was on its way at the end of the week, where that is more than arrives by now."""
    item = run.layout.need_rows[fall.need].need.item
    deliveries, now = run.panels["deliveries"], fall.last
    coming: dict[str, float] = {}
    first = run.weeks
    for link in run.links_of(fall.need):
        arriving = deliveries[now + 1 : now + 1 + int(run.lead[link]), link]
        if float(arriving.sum()) > MORE * len(arriving) * float(deliveries[now, link]):
            plant, _ = ends_of(run, link)
            coming[plant] = float(arriving.sum())
            first = min(first, now + 1 + int(np.flatnonzero(arriving > 0.0)[0]))
    if coming:
        parts = [
            said("{amount} of {plant}", amount=amount(run, item, quantity), plant=plant)
            for plant, quantity in coming.items()
        ]
        text = said(
            "On their way were {parts}, the first due in the week of {day}.",
            parts=listed(parts),
            day=run.day(first),
        )
        yield Cause("in_transit", text, actor="; ".join(coming), since=run.monday(first))


def _weeks_of(run: OneRun, kind: str, actor: str, target: str, begins: str = "") -> list[int]:
    """Return the weeks of some events of an actor, by what their detail begins with."""
    of = (actor, target)
    return run.weeks_of(
        kind, lambda each: (each.actor, each.target) == of and each.detail.startswith(begins)
    )
