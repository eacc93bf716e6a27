"""Why stops happened: the chain of causes behind each; where none happened, what prevented it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from tradesim.errors import ExplainError
from tradesim.explanations import Cause, Explanation, Records, explain, records, shortages
from tradesim.measures.bands import band_of
from tradesim.measures.spans import YEAR, Floats
from tradesim.reporting.material import unit_word, wide_table
from tradesim.reporting.report.document import (
    Block,
    Branch,
    Cell,
    Fold,
    Section,
    Subheading,
    Table,
    Text,
    Tree,
)
from tradesim.reporting.report.numbers import Number, told
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
    blocks: list[Block] = [_who(losses)]
    for actor, table in list(losses.items())[:MOST]:
        blocks += _explained(subject, actor, table)
    carried = _carriers(subject)
    if carried is not None:
        blocks.append(Fold("What made up for the goods that did not come", (carried,)))
    return Section("stops", TITLE, tuple(blocks))


def _losses(subject: Subject) -> dict[str, pd.DataFrame]:
    """Return lost output of each buyer that lost some: share by week and run, the worst first."""
    lost, made = subject.material.outcome("output_lost"), subject.material.outcome("output")
    found = {}
    for maker in subject.scenario.buyers:
        missing = wide_table(lost[lost["actor"] == maker.name])
        if missing.empty or not missing.to_numpy().any():
            continue
        wanted = missing + wide_table(made[made["actor"] == maker.name])
        if float(missing.to_numpy().sum()) > LEAST_LOST * float(wanted.to_numpy().sum()):
            found[maker.name] = missing / wanted.where(wanted > 0.0)
    return dict(sorted(found.items(), key=lambda pair: -float(pair[1].to_numpy().mean())))


def _who(losses: dict[str, pd.DataFrame]) -> Block:
    rows = []
    for actor, table in losses.items():
        values = table.fillna(0.0).to_numpy()
        happened = (values > LEAST_LOST).any(axis=0)
        weeks = (values > LEAST_LOST).sum(axis=0).astype(float)
        first = min(
            str(table.index[int(np.argmax(values[:, run] > LEAST_LOST))])
            for run in np.flatnonzero(happened)
        )
        rows.append(
            (
                actor,
                first[:10],
                Number(percent(float(happened.mean())), float(happened.mean())),
                told(band_of(weeks), "1"),
                told(band_of(values.max(axis=0)), "percent"),
            )
        )
    columns = (
        "who", "first week of any run", "runs with a loss", "weeks with a loss",
        "output lost in the worst week",
    )  # fmt: skip
    return Table("Who made less than wanted, for want of an item", columns, tuple(rows), words=2)


def _explained(subject: Subject, actor: str, table: pd.DataFrame) -> list[Block]:
    """Return the chain of causes behind a buyer's worst week, in the run nearest the middle."""
    lost = table.fillna(0.0).to_numpy().sum(axis=0)
    suffering = np.flatnonzero(lost > 0.0)
    middle = suffering[np.argsort(lost[suffering], kind="stable")[(len(suffering) - 1) // 2]]
    replicate = int(table.columns[int(middle)])
    try:
        run = records(subject.files.records, replicate)
        found = _worst(run, actor)
    except ExplainError as error:
        said = f"Why {actor} ran short cannot be traced in this folder: {error}"
        return [Text(said, "note")]
    if found is None:
        return []
    return _told(subject, found, len(suffering))


def _worst(run: Records, actor: str) -> Explanation | None:
    own = [shortage for shortage in shortages(run) if shortage.actor == actor and shortage.item]
    if not own:
        return None
    worst = max(own, key=lambda shortage: shortage.lost)
    return explain(run, actor, worst.worst, worst.item)


def _told(subject: Subject, found: Explanation, runs: int) -> list[Block]:
    label = next((label_of(i) for i in subject.scenario.items if i.name == found.item), found.item)
    which = f"replicate {found.replicate}, the middle of {counted(runs, 'run')} with a loss"
    blocks: list[Block] = [
        Subheading(f"{found.actor}: {label}"),
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


def _carried(subject: Subject) -> list[Block]:
    """Say that no line stopped, and what took the place of the goods that did not come."""
    runs = "In the run" if subject.replicates == 1 else f"In none of the {subject.replicates} runs"
    said = "no line stopped" if subject.replicates == 1 else "did a line stop"
    blocks: list[Block] = [
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
        for item in subject.controlled(destination):
            parts = _parts(subject, item, destination)
            if parts is None:
                continue
            name = f"{label_of(item)}, {unit_word(item.unit)}"
            numbers = (told(band_of(part)) for part in parts)
            rows.append((name, subject.country(destination), *numbers))
    if not rows:
        return None
    columns = (
        "item", "bought in", "less from countries with controls", "more from home",
        "more from third countries", "stock drawn down at most",
    )  # fmt: skip
    caption = "The year after the first control, against the year before"
    return Table(caption, columns, tuple(rows), words=2)


def _parts(
    subject: Subject, item: Item, destination: str
) -> tuple[Floats, Floats, Floats, Floats] | None:
    """Return less from countries under control, more from home and third ones, stock drawn down.

    Each of shape (run,), in the item's unit over a year; none where there is no year to compare.
    """
    since = subject.first_control(destination, item.name)
    everything = {
        code: subject.arrivals(item.name, destination, (code,))
        for code in subject.material.country_names
    }
    found = {code: table for code, table in everything.items() if not table.empty}
    if since is None or not found:
        return None
    first = _week(next(iter(found.values())), since)
    if first < YEAR // 2:
        return None
    imposers = subject.sources(destination, item.name)
    change = {code: _change(table, first) for code, table in found.items()}
    nothing = 0.0 * next(iter(change.values()))
    third = [c for code, c in change.items() if code not in {*imposers, destination}]
    stock = wide_table(subject.material.outcome("stock", item=item.name, destination=destination))
    held = stock.to_numpy(dtype=float)
    drawn = held[max(first - 1, 0)] - held[first : first + YEAR].min(axis=0)
    less = -sum((change[code] for code in imposers if code in change), nothing)
    return less, change.get(destination, nothing), sum(third, nothing), np.maximum(drawn, 0.0)


def _week(table: pd.DataFrame, day: dt.date) -> int:
    days = pd.to_datetime(pd.Series(list(table.index)))
    return int((days + pd.Timedelta(days=6) < pd.Timestamp(day)).sum())


def _change(table: pd.DataFrame, first: int) -> Floats:
    """Return deliveries of the year from a week on, less a year at the pace of the year before."""
    values = np.nan_to_num(table.to_numpy(dtype=float))
    after = values[first : first + YEAR]
    before = values[max(first - YEAR, 0) : first]
    return np.asarray(after.sum(axis=0) - len(after) * before.mean(axis=0))


def _largest(subject: Subject) -> str:
    """Return what took the place of the item that missed most, in a sentence."""
    main, worst = subject.main, None
    for item in subject.controlled(main):
        parts = _parts(subject, item, main)
        before = subject.course(
            subject.arrivals(item.name, main, subject.sources(main, item.name)),
            subject.first_control(main, item.name),
        ).before.mean
        if parts is None or not before > 0.0:
            continue
        missing = float(parts[0].mean()) / (YEAR * before)
        if missing > 0.0 and (worst is None or missing > worst[0]):
            worst = missing, item, parts
    if worst is None:
        return ""
    missing, item, (less, home, third, drawn) = worst
    whole = float(less.mean())
    carriers = [
        f"{words} {percent(float(part.mean()) / whole)}"
        for words, part in (
            (f"additional deliveries of plants in {subject.country(main)} itself,", home),
            ("additional deliveries of third countries,", third),
            ("stocks drawn down,", drawn),
        )
        if float(part.mean()) > LEAST_PART * whole
    ]
    rest = f" In its place: {joined(carriers)} of what was missing." if carriers else ""
    return (
        f"Hit hardest was {in_prose(item)}: {percent(missing)} of a year's deliveries from "
        f"{joined([subject.country(c) for c in subject.sources(main, item.name)])} did not come."
        f"{rest}"
    )
