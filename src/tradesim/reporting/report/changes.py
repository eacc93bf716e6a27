"""What changed and by how much: before the first control, at the worst, at the end."""

from __future__ import annotations

import math

from tradesim.reporting.material import unit_word
from tradesim.reporting.report.document import Cell, Fold, Section, SectionPart, Table, Text
from tradesim.reporting.report.numbers import told, written
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import joined

DECIMALS = {"share": "percent", "week": "1", "index, 0 to 1": "2"}
"""How measures of a unit are written; others with about three digits."""


def changes(subject: Subject) -> Section:
    """Return the section with the tables of what changed."""
    blocks: list[SectionPart] = [
        Text(
            f"Before: mean of the year before the {subject.aims.outset} on the item; where "
            "there is none, before the first policy. Worst: the lowest quarter after it for "
            "deliveries, the lowest week for stocks. End: the last year for deliveries and stocks. "
            "Shares and concentration are those of a quarter's deliveries: before, of the one up "
            "to the first policy of any kind, projects too; worst, of the most concentrated one "
            "since; end, of the last. "
            f"Numbers are {_what(subject)}.",
            "note",
        )
    ]
    for destination in subject.destinations:
        blocks += _tables(subject, destination)
    blocks.append(Fold("Every measure of the run", (_every(subject),), is_long=True))
    blocks.append(Fold("What each measure means", (_meanings(subject),), is_long=True))
    return Section("changes", "What changed, and by how much", tuple(blocks))


def _what(subject: Subject) -> str:
    if subject.replicates == 1:
        return "those of one run; more replicates give bands"
    return f"means of {subject.replicates} runs; below them the band that holds 90 % of runs"


def _tables(subject: Subject, destination: str) -> list[SectionPart]:
    """Return the tables of a country; all but the first country's folded away."""
    found = (of(subject, destination) for of in (controlled, stocks, _dependence))
    tables = tuple(table for table in found if table.rows)
    everything = abroad(subject, destination)
    rest = [everything] if everything.rows else []
    if destination != subject.main:
        return [Fold(f"The same for {subject.named(destination)}", (*tables, *rest))]
    if not subject.aims.sources(destination):
        return [*rest, *tables]
    return [*tables, *(Fold(table.caption, (table,)) for table in rest)]


COURSE = ("per week", "before", "worst", "change", "end", "change")
"""Columns of deliveries."""


def controlled(subject: Subject, destination: str) -> Table:
    """Return what a country got from those that sources are cut off in, by item and source."""
    imposers = subject.aims.sources(destination)
    several = len(imposers) > 1
    rows: list[tuple[Cell, ...]] = []
    for item in subject.items(destination):
        for code in subject.aims.sources(destination, item.name) or imposers:
            cells = _course(subject, item, destination, (code,))
            who = (subject.country(code),) if several else ()
            rows += [(label_of(item), *who, *cells)] if cells else []
    columns = ("item", *(("from",) if several else ()), *COURSE)
    whence = joined([subject.named(code) for code in imposers])
    caption = f"Deliveries to {subject.named(destination)} from {whence}"
    return Table(caption, columns, tuple(rows), words=3 if several else 2)


def abroad(subject: Subject, destination: str) -> Table:
    """Return what a country got from all abroad, for one whose sources nothing cuts off."""
    rows: list[tuple[Cell, ...]] = []
    for item in subject.items(destination):
        cells = _course(subject, item, destination, ())
        rows += [(label_of(item), *cells)] if cells else []
    caption = f"Deliveries to {subject.named(destination)} from all abroad"
    return Table(caption, ("item", *COURSE), tuple(rows), words=2)


def _course(
    subject: Subject, item: Item, destination: str, origins: tuple[str, ...]
) -> tuple[Cell, ...]:
    """Return deliveries before, at the lowest and at the end; empty where there were none."""
    course = subject.course(item.name, destination, origins)
    if not subject.is_delivered(item.name, destination, origins):
        return ()
    return (
        unit_word(item.unit),
        told(course.before),
        told(course.lowest),
        told(course.change_lowest, "percent"),
        told(course.end),
        told(course.change_end, "percent"),
    )


def stocks(subject: Subject, destination: str) -> Table:
    """Return stocks and prices of a country, by item."""
    rows: list[tuple[Cell, ...]] = []
    for item in subject.items(destination):
        course = subject.cover(item.name, destination)
        if course.before.is_known:
            weeks = (told(part, "1") for part in (course.before, course.lowest, course.end))
            thin = subject.measure("weeks_below_safety_stock", item.name, destination=destination)
            peak = subject.measure("price_peak", item.name, destination=destination)
            rows.append((label_of(item), *weeks, told(thin, "1"), told(peak, "2")))
    columns = (
        "item", "stock before, weeks of use", "worst", "end", "weeks below safety stock",
        "highest price, baseline = 1",
    )  # fmt: skip
    return Table(f"Stocks and prices in {subject.named(destination)}", columns, tuple(rows))


OWN = (
    ("self_sufficiency_start", "percent"),
    ("self_sufficiency_end", "percent"),
    ("hhi_by_country_start", "2"),
    ("hhi_by_country_worst", "2"),
    ("hhi_by_country_end", "2"),
)
"""What is told of how a country depends on others, whoever they are, and how it is written."""


def _dependence(subject: Subject, destination: str) -> Table:
    """Return on whom a country depends, by item and imposing country."""
    imposers = subject.aims.imposers(destination)
    rows: list[tuple[Cell, ...]] = []
    for item in subject.items(destination):
        own = [(subject.measure(name, item.name, "", destination), how) for name, how in OWN]
        if any(band.is_known for band, _ in own):
            cells = [told(band, how) for band, how in own]
            rows += [
                (label_of(item), *_on(subject, item, code, destination), *cells)
                for code in imposers or ("",)
            ]
    columns = ("item", *(("on", "its share before", "end") if imposers else ()))
    columns += ("own share before", "end", "concentration before", "worst", "end")
    caption = f"Dependence of {subject.named(destination)}"
    return Table(caption, columns, tuple(rows), words=2 if imposers else 1)


def _on(subject: Subject, item: Item, code: str, destination: str) -> tuple[Cell, ...]:
    """Return a country and its share of an item before and at the end; nothing of no country."""
    shares = (
        subject.measure(f"imposing_country_share_{when}", item.name, code, destination)
        for when in ("start", "end")
    )
    return (subject.country(code), *(told(share, "percent") for share in shares)) if code else ()


def _every(subject: Subject) -> Table:
    """Return every measure of ``summary.json``."""
    rows: list[tuple[Cell, ...]] = []
    for row in subject.files.summary["measures"]:
        places = (row["item"], row["origin"], row["destination"], row["actor"])
        how = DECIMALS.get(row["unit"], "amount")
        known = (math.nan if row[key] is None else row[key] for key in ("mean", "p05", "p95"))
        numbers = (written(float(number), how) for number in known)
        about = ", ".join(str(place) for place in places if place)
        rows.append((str(row["measure"]).replace("_", " "), about, *numbers, str(row["unit"])))
    columns = ("measure", "of", "mean", "5 %", "95 %", "unit")
    return Table("Means and percentiles over runs", columns, tuple(rows), words=2)


def _meanings(subject: Subject) -> Table:
    definitions = subject.files.summary["definitions"]
    rows = tuple((name.replace("_", " "), str(text)) for name, text in definitions.items())
    return Table("Definitions", ("measure", "what it is"), rows, words=2)
