"""The question and the answer: three plain sentences, the numbers to remember, the key figure."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.measures.bands import Band
from tradesim.reporting.report.document import (
    Block,
    Section,
    Text,
    Tile,
    Tiles,
)
from tradesim.reporting.report.key_figure import key_figure
from tradesim.reporting.report.money import money
from tradesim.reporting.report.numbers import told
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import joined
from tradesim.wording.numbers import amount, fixed, percent, signed
from tradesim.world.shortage import LEAST_LOST

TWO_WEEKS = 2.0

MOST_NAMES = 5
"""Items that the question names."""

LEAST_MOVE = 0.005
"""A share that moved by less has not moved."""


def answer(subject: Subject) -> Section:
    """Return the section that says what was asked and what came out."""
    blocks: list[Block] = [
        Text(question(subject)),
        *(Text(sentence, "lead") for sentence in sentences(subject)),
    ]
    tiles = tuple(_tiles(subject))
    if tiles:
        blocks.append(Tiles(tiles))
    blocks += key_figure(subject)
    blocks.append(
        Text(f"The scenario in its author's words: {subject.scenario.description}", "note")
    )
    return Section("answer", "The question and the answer", tuple(blocks))


def question(subject: Subject) -> str:
    """Return the question of the run."""
    main = subject.main
    if not main:
        return "What happens in this world, with nobody intervening?"
    country = subject.country(main)
    imposers = subject.imposers(main)
    items = _some([in_prose(item) for item in subject.controlled(main)])
    if imposers and items:
        who = joined([subject.country(code) for code in imposers])
        return (
            f"What do the export controls of {who} do to the supply of {items} in {country}, "
            "and to the production that depends on it?"
        )
    means = joined(list(dict.fromkeys(p.instrument for p in subject.scenario.policies)))
    items = _some([in_prose(item) for item in subject.material.items(main)])
    if means:
        return f"What comes of {means} for the supply of {items} in {country}?"
    return f"How is {country} supplied with {items} if nobody intervenes?"


def _some(names: list[str]) -> str:
    """Return names as a phrase, the first of them where they are many."""
    rest = len(names) - MOST_NAMES
    return joined(names if rest <= 1 else [*names[:MOST_NAMES], f"{rest} more goods"])


def sentences(subject: Subject) -> list[str]:
    """Return the answer in three sentences: production, supply, money."""
    if not subject.main:
        return []
    found = [_production(subject), _supply(subject), money(subject)]
    return [sentence for sentence in found if sentence]


def _production(subject: Subject) -> str:
    country = subject.country(subject.main)
    lost = subject.measure("output_lost_share", destination=subject.main)
    if not lost.is_known:
        return f"No output of {country} is recorded."
    if lost.high <= LEAST_LOST and lost.mean <= LEAST_LOST:
        return f"No production was lost in {country}: every line that wanted to run, ran."
    weeks = subject.measure("output_lost_weeks", destination=subject.main)
    stopped = joined(
        [
            f"{_prose(subject, row['item'])} ran short in {percent(row['mean'])} of runs"
            for row in subject.measures("stocked_out")
            if row["destination"] == subject.main and row["mean"] > 0.0
        ]
    )
    because = f": {stopped}" if stopped else ""
    band = f" (90 % of runs: {percent(lost.low)} to {percent(lost.high)})"
    return (
        f"{country} lost {percent(lost.mean)} of the production it wanted"
        f"{band if subject.replicates > 1 else ''}, or {_long(weeks.mean)} of ordinary "
        f"output{because}."
    )


def _long(weeks: float) -> str:
    """Return a time in the unit one would say it in."""
    days = 7.0 * weeks
    if days < 1.0:
        return "less than a day"
    return f"{fixed(days, 0)} days" if weeks < TWO_WEEKS else f"{amount(weeks)} weeks"


def _supply(subject: Subject) -> str:
    """Return what happened to deliveries from the imposing countries, or to self-sufficiency."""
    main = subject.main
    falls: list[tuple[float, float, Item]] = []
    for item in subject.controlled(main):
        origins = subject.sources(main, item.name)
        course = subject.course(item.name, main, origins)
        if course.change_worst.is_known:
            falls.append((course.change_worst.mean, course.change_end.mean, item))
    if falls:
        who = joined([subject.country(code) for code in subject.sources(main)])
        worst, end, item = min(falls, key=lambda fall: fall[0])
        recovered = sum(last >= 0.0 for _, last, _ in falls)
        back = "none" if not recovered else f"{recovered} of {len(falls)}"
        tail = (
            f"; of the {len(falls)} items under control, {back} came back in full"
            if len(falls) > 1
            else ""
        )
        return (
            f"Deliveries of {in_prose(item)} from {who} fell hardest, by {percent(-worst)} in the "
            f"lowest quarter, and were {signed(end, percent)} in the last year against the year "
            f"before{tail}."
        )
    moved = [(_gain(subject, item), item) for item in subject.material.items(main)]
    known = [(gain, item) for gain, item in moved if gain.is_known]
    if not known:
        return ""
    gain, item = max(known, key=lambda pair: pair[0].mean)
    if gain.mean < LEAST_MOVE:
        return f"The share of plants in {subject.country(main)} stayed as it was in every item."
    start = subject.measure("self_sufficiency_start", item.name, destination=main)
    end_share = subject.measure("self_sufficiency_end", item.name, destination=main)
    return (
        f"The share of plants in {subject.country(main)} moved most in {in_prose(item)}: from "
        f"{percent(start.mean)} before to {percent(end_share.mean)} at the end."
    )


def _gain(subject: Subject, item: Item) -> Band:
    start = subject.measure("self_sufficiency_start", item.name, destination=subject.main)
    end = subject.measure("self_sufficiency_end", item.name, destination=subject.main)
    return end._replace(mean=abs(end.mean - start.mean))


def item_label(subject: Subject, name: str) -> str:
    """Return what figures call an item."""
    return next((label_of(item) for item in subject.scenario.items if item.name == name), name)


def _prose(subject: Subject, name: str) -> str:
    return next((in_prose(item) for item in subject.scenario.items if item.name == name), name)


def _tiles(subject: Subject) -> Iterator[Tile]:
    main = subject.main
    lost = subject.measure("output_lost_share", destination=main)
    if lost.is_known:
        yield Tile(f"of wanted output lost in {subject.country(main)}", told(lost, "percent"))
    for item in subject.material.items(main)[:3] if not subject.imposers(main) else ():
        own = subject.measure("self_sufficiency_end", item.name, destination=main)
        if own.is_known:
            label = f"of {in_prose(item)} from own plants at the end"
            yield Tile(label, told(own, "percent"))
    for code in subject.imposers(main)[:1]:
        revenue = subject.measure("exporter_revenue_lost_under_control", "", code, main)
        if revenue.is_known and revenue.mean != 0.0:
            label = f"USD million of sales lost by exporters of {subject.country(code)}"
            yield Tile(f"{label} under control", told(revenue))
            lasting = subject.measure("exporter_revenue_lost_for_good", "", code, main)
            yield Tile("USD million a year still lost in the last year", told(lasting))
    waits = [row for row in subject.measures("licence_waiting_weeks") if row["destination"] == main]
    if waits:
        row = max(waits, key=lambda wait: float(wait["mean"]))
        label = f"weeks for a licence, {_prose(subject, row['item'])}, the slowest item"
        band = Band(float(row["mean"]), float(row["p05"]), float(row["p95"]))
        yield Tile(label, told(band, "1"))
