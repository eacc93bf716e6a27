"""Why stops happened: the chain of causes behind each; where none happened, what prevented it."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.errors import ExplainError, RecordsError
from tradesim.explanations import Cause, Explanation, OneRun, explain, one_run, shortages
from tradesim.measures.bands import band_of
from tradesim.measures.spans import YEAR
from tradesim.reporting.material import unit_word
from tradesim.reporting.report.affected import causes
from tradesim.reporting.report.document import (
    Branch,
    Cell,
    Fold,
    Section,
    SectionPart,
    Subheading,
    Table,
    Text,
    Tree,
)
from tradesim.reporting.report.numbers import told, written
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import joined
from tradesim.wording.numbers import counted, percent
from tradesim.world.shortage import LEAST_LOST

MOST = 3
"""Buyers whose stop is explained: those that lost most."""

LEAST_PART = 0.005
"""A smaller part of what was missing is not told."""

TITLE = "Why lines ran short, or why they did not"


def stops(subject: Subject) -> Section:
    """Return the section on stops."""
    losses = _losses(subject)
    if not losses:
        return Section("stops", TITLE, tuple(_carried(subject)))
    blocks: list[SectionPart] = [_who(subject, losses)]
    for actor, lost in list(losses.items())[:MOST]:
        blocks += _explained(subject, actor, lost)
    carried = _carriers(subject)
    if carried is not None:
        blocks.append(Fold("What made up for the goods that did not come", (carried,)))
    return Section("stops", TITLE, tuple(blocks))


def _losses(subject: Subject) -> dict[str, Floats]:
    """Return the buyers that lost output, the worst first, with the sum of lost shares by run."""
    found = {}
    for maker in subject.scenario.buyers:
        lost = subject.measure("output_lost_share", destination=maker.country, actor=maker.name)
        weeks = subject.of_runs("loss_sum", "", "", maker.country, maker.name)
        if weeks is not None and weeks.any() and not lost.mean <= LEAST_LOST:
            found[maker.name] = weeks
    return dict(sorted(found.items(), key=lambda pair: -float(pair[1].mean())))


def _who(subject: Subject, losses: dict[str, Floats]) -> SectionPart:
    rows = []
    homes = {maker.name: maker.country for maker in subject.scenario.buyers}
    for actor in losses:
        weeks, first, worst = (
            subject.records.fact(f"loss_{what}", "", "", homes[actor], actor)
            for what in ("weeks", "first", "worst")
        )
        if weeks is None or first is None or worst is None or not weeks.values.any():
            continue
        happened = float((weeks.values > 0.0).mean())
        week = subject.layout.calendar.monday(int(np.nanmin(first.values)))
        rows.append(
            (
                actor,
                str(week),
                written(happened, "percent"),
                told(band_of(weeks.values), "1"),
                told(band_of(worst.values), "percent"),
            )
        )
    columns = (
        "who", "first week of any run", "runs with a loss", "weeks with a loss",
        "output lost in the worst week",
    )  # fmt: skip
    return Table("Who made less than wanted, for want of an item", columns, tuple(rows), words=2)


def _explained(subject: Subject, actor: str, lost: Floats) -> list[SectionPart]:
    """Return the chain of causes behind a buyer's worst week, in the run nearest the middle."""
    suffering = np.flatnonzero(lost > 0.0)
    middle = suffering[np.argsort(lost[suffering], kind="stable")[(len(suffering) - 1) // 2]]
    try:
        run = one_run(subject.records, subject.records.again.replicates[int(middle)])
        found = _worst(run, actor)
    except (ExplainError, RecordsError) as error:
        said = f"Why {actor} ran short cannot be traced in this folder: {error}"
        return [Text(said, "note")]
    if found is None:
        return []
    return _told(subject, found, len(suffering))


def _worst(run: OneRun, actor: str) -> Explanation | None:
    own = [shortage for shortage in shortages(run) if shortage.actor == actor and shortage.item]
    if not own:
        return None
    worst = max(own, key=lambda shortage: shortage.lost)
    return explain(run, actor, worst.worst, worst.item)


def _told(subject: Subject, found: Explanation, runs: int) -> list[SectionPart]:
    which = f"replicate {found.replicate}, the middle of {counted(runs, 'run')} with a loss"
    blocks: list[SectionPart] = [
        Subheading(f"{found.actor}: {subject.label(found.item)}"),
        Text(f"{found.headline} ({which})" if subject.replicates > 1 else found.headline),
    ]
    if found.cover:
        blocks.append(Text(found.course, "note"))
    if found.causes:
        blocks.append(Tree(tuple(_branch(cause) for cause in found.causes)))
    if found.late:
        late = Tree(tuple(_branch(cause) for cause in found.late))
        blocks += [Text("What did not come in time:"), late]
    return [*blocks, *(Text(note, "note") for note in found.notes)]


def _branch(cause: Cause) -> Branch:
    text = cause.text if cause.share is None else f"{percent(cause.share)}: {cause.text}"
    return Branch(text, tuple(_branch(inner) for inner in cause.causes))


def _carried(subject: Subject) -> list[SectionPart]:
    """Say that no line stopped, and what took the place of the goods that did not come."""
    runs = "In the run" if subject.replicates == 1 else f"In none of the {subject.replicates} runs"
    said = "no line stopped" if subject.replicates == 1 else "did a line stop"
    blocks: list[SectionPart] = [
        Text(f"{runs} {said}: every buyer always had enough of every item to make what it wanted.")
    ]
    table = _carriers(subject)
    if table is None:
        return blocks
    sentence = _largest(subject)
    return [*blocks, *([Text(sentence)] if sentence else []), table]


def _carriers(subject: Subject) -> Table | None:
    """Return, by item, what came less from imposing countries in a year, and what more."""
    rows: list[tuple[Cell, ...]] = []
    for destination in subject.destinations:
        for item in subject.threatened(destination):
            parts = _parts(subject, item, destination)
            if parts is None:
                continue
            name = f"{label_of(item)}, {unit_word(item.unit)}"
            numbers = (told(band_of(part)) for part in parts)
            rows.append((name, subject.country(destination), *numbers))
    if not rows:
        return None
    columns = (
        "item", "bought in", f"less from countries with {causes(subject)}", "more from home",
        "more from third countries", "stock drawn down at most",
    )  # fmt: skip
    caption = f"The year after the {subject.aims.outset}, against the year before"
    return Table(caption, columns, tuple(rows), words=2)


def _parts(
    subject: Subject, item: Item, destination: str
) -> tuple[Floats, Floats, Floats, Floats] | None:
    """Return less from countries under control, more from home and third ones, stock drawn down.

    Each of shape (run,), in the item's unit over a year; none where there is no year to compare.
    """
    change = {}
    for code in subject.country_names:
        found = subject.of_runs("imports_year", item.name, code, destination)
        if found is not None and np.isfinite(found).all():
            change[code] = found
    drawn = subject.of_runs("stock_drawn", item.name, "", destination)
    if not change or drawn is None:
        return None
    imposers = subject.aims.sources(destination, item.name)
    nothing = np.zeros(len(drawn))
    third = [part for code, part in change.items() if code not in {*imposers, destination}]
    less = -sum((change[code] for code in imposers if code in change), nothing)
    return less, change.get(destination, nothing), sum(third, nothing), drawn


def _largest(subject: Subject) -> str:
    """Return what took the place of the item that missed most, in a sentence."""
    main, worst = subject.main, None
    for item in subject.threatened(main):
        parts = _parts(subject, item, main)
        before = subject.course(item.name, main, subject.aims.sources(main, item.name)).before.mean
        if parts is None or not before > 0.0:
            continue
        missing = float(parts[0].mean()) / (YEAR * before)
        if missing > 0.0 and (worst is None or missing > worst[0]):
            worst = missing, item, parts
    if worst is None:
        return ""
    missing, item, (less, home, third, drawn) = worst
    whole = float(less.mean())
    named = {
        f"additional deliveries of plants in {subject.named(main)} itself,": home,
        "additional deliveries of third countries,": third,
        "stocks drawn down,": drawn,
    }
    shares = {words: float(part.mean()) / whole for words, part in named.items()}
    told = {words: share for words, share in shares.items() if share > LEAST_PART}
    carriers = joined([f"{words} {percent(share)}" for words, share in told.items()])
    more = ". Together that is more than was missing: the surplus was used, or went into stocks"
    rest = f" In its place: {carriers} of what was missing" if told else ""
    rest += f"{more if sum(told.values()) > 1.0 + LEAST_PART else ''}." if told else ""
    return (
        f"Hit hardest was {in_prose(item)}: {percent(missing)} of a year's deliveries from "
        f"{joined([subject.named(c) for c in subject.aims.sources(main, item.name)])} did not come."
        f"{rest}"
    )
