"""What to ask about where nobody says it: the shortage that cost most output."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tradesim.errors import QuestionError
from tradesim.explanations.asking import question
from tradesim.explanations.one_run import OneRun, Source, each_run, one_run
from tradesim.explanations.shortage import Shortage, shortages
from tradesim.scenario.wording import did_you_mean, listing
from tradesim.wording.dates import day
from tradesim.wording.numbers import counted, percent

MOST_OTHERS = 5
"""Other shortages that are named."""


@dataclass(frozen=True, slots=True)
class WorstShortage:
    """The shortage that cost most output in the first run in which somebody was short.

    Attributes:
        actor: Who is asked about: the one that was named, or the buyer.
        week: The week that was named, or the one in which the buyer lost most.
        replicate: Number of the run.
        others: What else one may ask about, as a sentence; empty where there is nothing.
    """

    actor: str
    week: str
    replicate: int
    others: str


def worst_shortage(
    source: Source | OneRun,
    actor: str | None = None,
    week: dt.date | str | None = None,
    replicate: int | None = None,
    item: str | None = None,
) -> WorstShortage:
    """Return what to ask about: of an actor, in a week, or of an item, if they are named.

    Args:
        source: A result, a recording, the folder of a run, or records of one run.
        actor: Name of a buyer, or a country by name or code.
        week: Any day of the week.
        replicate: Number of the run; the first in which there is a shortage where absent.
        item: Name of the item that bound.

    Raises:
        QuestionError: No such buyer was short in any run.
    """
    first_day = ""
    for run in _runs(source, replicate):
        first_day = run.monday(0).isoformat()
        found = _found(run, actor, week, item)
        if found:
            first, *others = sorted(found, key=lambda shortage: shortage.lost, reverse=True)
            when = first.worst.isoformat() if week is None else str(week)
            return WorstShortage(actor or first.actor, when, run.replicate, _others(others))
    never = f"{actor} was never short" if actor else "no buyer was short"
    never += f" of {item}" if item else ""
    where = "" if replicate is None else f" in replicate {replicate}"
    when = "" if week is None else f" in the week of {week}"
    raise QuestionError(
        f"{never}{when}{where}: there is no shortage to trace. Ask about a plant, or a week of "
        f"your own: --actor NAME --week {first_day}."
    )


def _runs(source: Source | OneRun, replicate: int | None) -> Iterator[OneRun]:
    yield one_run(source, replicate)
    if replicate is None and not isinstance(source, OneRun):
        yield from each_run(source)


def _found(
    run: OneRun, actor: str | None, week: dt.date | str | None, item: str | None
) -> list[Shortage]:
    """Return the shortages of a buyer or of those of a country, perhaps of a week or an item.

    Raises:
        QuestionError: There is no such actor, week or item.
    """
    buyers, items = set(run.layout.buyer_names), run.layout.item_row
    if item is not None and item not in items:
        near = did_you_mean(item, items)
        raise QuestionError(f"item: none is called '{item}'.{near} There are: {listing(items)}.")
    if actor is not None:
        asked = question(run, actor, week or run.monday(0), item)
        buyers = {member.name for member in asked.members} or {asked.name}
    date = week and run.monday(question(run, next(iter(run.layout.buyer_names)), week, None).week)
    return [
        shortage
        for shortage in shortages(run)
        if shortage.actor in buyers and item in {None, shortage.item}
        if not date or shortage.start <= date <= shortage.end
    ]


def _others(found: list[Shortage]) -> str:
    """Return the other shortages of the run, those that cost most first, as a sentence."""
    if not found:
        return ""
    named = [
        f"{each.actor} from {day(each.start)} (up to {percent(each.lost)} of a week's output)"
        for each in found[:MOST_OTHERS]
    ]
    more = len(found) - MOST_OTHERS
    rest = f", and {counted(more, 'time')} more" if more > 0 else ""
    return f"Also short: {listing(named)}{rest}."
