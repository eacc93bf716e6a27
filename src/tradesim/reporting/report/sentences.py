"""The answer in plain sentences: whom it hit, production, supply, money."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.measures.bands import Band
from tradesim.reporting.report.affected import UNDER_CONTROL, hit, ranked_sentence
from tradesim.reporting.report.bans import bans
from tradesim.reporting.report.money import money
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import capital, coming_from, in_prose
from tradesim.scenario.schema import Item
from tradesim.wording.dates import month
from tradesim.wording.lists import joined
from tradesim.wording.numbers import amount, fixed, percent
from tradesim.world.shortage import LEAST_LOST

AGAINST = (
    "Changes are told against the year before, whatever brought them about; what the controls "
    "alone did, the report with --depth full says."
)
"""What a reader has to know where that world was not run."""

TWO_WEEKS = 2.0

LEAST_MOVE = 0.005
"""A share that moved by less has not moved."""

MOST_RUNS = 0.5
"""Where fewer runs than this share lost something, the run in the middle lost nothing."""


def sentences(subject: Subject, apart: str = "") -> list[str]:
    """Return the answer: whom it hit hardest, production, supply, bans, money.

    Args:
        subject: The run.
        apart: What would have been lost without the controls, told after what was lost.
    """
    if not subject.main:
        return []
    lost = " ".join(filter(None, (production(subject), apart)))
    found = [ranked_sentence(subject), lost, supply(subject), *bans(subject), money(subject)]
    return [sentence for sentence in found if sentence]


def production(subject: Subject) -> str:
    """Return what production was lost, in the country hit hardest and in the others."""
    country = subject.named(subject.main)
    lost = subject.measure("output_lost_share", destination=subject.main)
    if not lost.is_known:
        return f"No output of {country} is recorded."
    if lost.high <= LEAST_LOST and lost.mean <= LEAST_LOST:
        others = [code for code in subject.destinations[1:] if subject.threatened(code)]
        other = "country under export control" if hit(subject) == UNDER_CONTROL else "country"
        where = f"{country} or any other {other}" if others else country
        return f"No production was lost in {where}: every line that wanted to run, ran."
    band = f" (90 % of runs: {percent(lost.low)} to {percent(lost.high)})"
    weeks = subject.measure("output_lost_weeks", destination=subject.main)
    span = f"from {month(subject.scenario.start)} to {month(subject.scenario.end)}"
    most = f"{percent(lost.mean)} of what it wanted to make {span}"
    most += band if subject.replicates > 1 else ""
    told = f"{most}, {_long(weeks.mean)} of usual output{_stopped(subject)}."
    affected = subject.share_of_runs("output_lost_share", LEAST_LOST, destination=subject.main)
    if affected < MOST_RUNS:
        return (
            f"In most runs {country} lost no production; in {percent(affected)} of them it did: as "
            f"a mean of all runs {told}"
        )
    return f"{capital(country)} lost {told}"


def _stopped(subject: Subject) -> str:
    stopped = [
        f"{subject.prose(row['item'])} ran short{how_often(subject, row['mean'])}"
        for row in subject.measures("stocked_out")
        if row["destination"] == subject.main and row["mean"] > 0.0
    ]
    return f"; {joined(stopped)}" if stopped else ""


def how_often(subject: Subject, share: float) -> str:
    """Return in how many runs something came about; nothing is said of one run alone."""
    if subject.replicates == 1:
        return ""
    return " in every run" if share == 1.0 else f" in {percent(share)} of runs"


def _long(weeks: float) -> str:
    """Return a time in the unit one would say it in."""
    days = 7.0 * weeks
    if days < 1.0:
        return "less than a day"
    return f"{fixed(days, 0)} days" if weeks < TWO_WEEKS else f"{amount(weeks)} weeks"


def supply(subject: Subject) -> str:
    """Return what happened to deliveries that were threatened, or to self-sufficiency."""
    threatened = (code for code in subject.destinations if subject.threatened(code))
    country = next(threatened, subject.main)
    falls = sorted(_falls(subject, country), key=lambda fall: fall[0])
    if not falls:
        return _self_sufficiency(subject)
    worst, end, item = falls[0]
    who = joined([subject.named(code) for code in subject.aims.sources(country, item.name)])
    recovered = sum(last >= 0.0 for _, last, _ in falls)
    back = "none" if not recovered else f"{recovered}"
    kind = "items" if subject.aims.interruptions_of(country) else "items under control"
    tail = f"; of the {len(falls)} {kind} {back} came back in full"
    return (
        f"Deliveries of {coming_from(item, who)} to {subject.named(country)} fell hardest, by "
        f"{percent(-worst)} in the lowest quarter; in the last year they were {_against(end)} the "
        f"year before the {subject.aims.outset}{tail if len(falls) > 1 else ''}."
    )


def _against(change: float) -> str:
    """Return a relative change as a comparison: 88 % below, 5.5 % above, at the level of."""
    if not abs(change) >= LEAST_MOVE:
        return "at the level of"
    return f"{percent(abs(change))} {'above' if change > 0.0 else 'below'}"


def _falls(subject: Subject, country: str) -> Iterator[tuple[float, float, Item]]:
    """Yield by how much threatened deliveries of each item fell: at the lowest, and at the end."""
    for item in subject.threatened(country):
        course = subject.course(item.name, country, subject.aims.sources(country, item.name))
        if course.change_lowest.is_known and course.change_lowest.mean < 0.0:
            yield course.change_lowest.mean, course.change_end.mean, item


def _self_sufficiency(subject: Subject) -> str:
    main = subject.main
    own = [(item, *_own(subject, item)) for item in subject.items(main)]
    known = [(item, start, end) for item, start, end in own if start.is_known and end.is_known]
    if not known:
        return ""
    item, start, end = max(known, key=lambda each: abs(each[2].mean - each[1].mean))
    if abs(end.mean - start.mean) < LEAST_MOVE:
        return f"The share of plants in {subject.named(main)} stayed as it was in every item."
    return (
        f"The share of plants in {subject.named(main)} moved most in {in_prose(item)}: from "
        f"{percent(start.mean)} before to {percent(end.mean)} at the end."
    )


def _own(subject: Subject, item: Item) -> tuple[Band, Band]:
    """Return the share of own plants in deliveries, before and at the end."""
    start, end = (
        subject.measure(f"self_sufficiency_{when}", item.name, destination=subject.main)
        for when in ("start", "end")
    )
    return start, end
