"""What changed and by how much: before the first control, at the worst, at the end."""

from __future__ import annotations

from tradesim.reporting.material import unit_word
from tradesim.reporting.report.document import Cell, Fold, Section, SectionPart, Table, Text
from tradesim.reporting.report.numbers import Number, told
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import joined
from tradesim.wording.numbers import writer

DECIMALS = {"share": "percent", "week": "1", "index, 0 to 1": "2"}
"""How measures of a unit are written; others with about three digits."""


def changes(subject: Subject) -> Section:
    """Return the section with the tables of what changed."""
    blocks: list[SectionPart] = [
        Text(
            f"Before: mean of the year before the {subject.aims.outset} on the item, or of the "
            "first policy. Worst: the lowest quarter after it for deliveries, the lowest week for "
            "stocks. End: the last year for deliveries and stocks, the last quarter for shares. "
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
    """Return the tables of a country; those of all but the first country are folded away."""
    items, country = subject.material.items(destination), subject.named(destination)
    imposers = [subject.named(code) for code in subject.sources(destination)]
    found = [
        (f"Deliveries to {country} from {joined(imposers)}", _controlled(subject, destination)),
        (f"Stocks and prices in {country}", _stocks(subject, destination, items)),
        (f"Dependence of {country}", _dependence(subject, destination, items)),
    ]
    tables = tuple(_table(caption, rows) for caption, rows in found if rows[1])
    rows = _abroad(subject, destination)
    everything = [_table(f"Deliveries to {country} from all abroad", rows)] if rows[1] else []
    if destination != subject.main:
        return [Fold(f"The same for {country}", (*tables, *everything))]
    if not imposers:
        return [*everything, *tables]
    return [*tables, *(Fold(table.caption, (table,)) for table in everything)]


def controlled(subject: Subject) -> Table:
    """Return how deliveries from the countries with controls went."""
    main = subject.main
    imposers = [subject.named(code) for code in subject.sources(main)]
    caption = f"Deliveries to {subject.named(main)} from {joined(imposers)}"
    return _table(caption, _controlled(subject, main))


def abroad(subject: Subject) -> Table:
    """Return how deliveries from all abroad went."""
    caption = f"Deliveries to {subject.named(subject.main)} from all abroad"
    return _table(caption, _abroad(subject, subject.main))


def stocks(subject: Subject) -> Table:
    """Return how stocks and prices went."""
    items = subject.material.items(subject.main)
    caption = f"Stocks and prices in {subject.named(subject.main)}"
    return _table(caption, _stocks(subject, subject.main, items))


def _table(caption: str, rows: Rows) -> Table:
    columns, cells, words = rows
    return Table(caption, columns, cells, words=words)


Rows = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...], int]


def _controlled(subject: Subject, destination: str) -> Rows:
    """Return deliveries from each country that controls exports, item by item."""
    imposers = subject.sources(destination)
    rows: list[tuple[Cell, ...]] = []
    for item in subject.material.items(destination):
        for code in subject.sources(destination, item.name) or imposers:
            cells = _course(subject, item, destination, (code,))
            who = (subject.country(code),) if len(imposers) > 1 else ()
            rows += [(label_of(item), *who, *cells)] if cells else []
    columns = ("item", *(("from",) if len(imposers) > 1 else ()), *COURSE)
    return columns, tuple(rows), 2 + (len(imposers) > 1)


COURSE = ("per week", "before", "worst", "change", "end", "change")
"""Columns of how deliveries went."""


def _abroad(subject: Subject, destination: str) -> Rows:
    """Return deliveries from all countries abroad, item by item."""
    rows: list[tuple[Cell, ...]] = []
    for item in subject.material.items(destination):
        cells = _course(subject, item, destination, ())
        rows += [(label_of(item), *cells)] if cells else []
    return ("item", *COURSE), tuple(rows), 2


def _course(
    subject: Subject, item: Item, destination: str, origins: tuple[str, ...]
) -> tuple[Cell, ...]:
    """Return unit, before, worst and end; nothing where nothing was ever delivered."""
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


def _stocks(subject: Subject, destination: str, items: list[Item]) -> Rows:
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        peak = subject.measure("price_peak", item.name, destination=destination)
        thin = subject.measure("weeks_below_safety_stock", item.name, destination=destination)
        course = subject.cover(item.name, destination)
        if not course.before.is_known:
            continue
        weeks = (told(part, "1") for part in (course.before, course.lowest, course.end))
        rows.append((label_of(item), *weeks, told(thin, "0"), told(peak, "2")))
    columns = (
        "item", "stock before, weeks of use", "worst", "end", "weeks below safety stock",
        "highest price, baseline = 1",
    )  # fmt: skip
    return columns, tuple(rows), 1


def _dependence(subject: Subject, destination: str, items: list[Item]) -> Rows:
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        origins = subject.imposers(destination) or ("",)
        for code in origins:
            shares = [
                subject.measure(f"imposing_country_share_{when}", item.name, code, destination)
                for when in ("start", "end")
            ]
            own = [
                subject.measure(f"self_sufficiency_{when}", item.name, destination=destination)
                for when in ("start", "end")
            ]
            index = [
                subject.measure(f"hhi_by_country_{when}", item.name, destination=destination)
                for when in ("start", "worst", "end")
            ]
            if not any(band.is_known for band in (*own, *index)):
                continue
            cells: list[Cell] = [label_of(item)]
            cells += [subject.country(code)] if code else []
            cells += [told(share, "percent") for share in shares] if code else []
            cells += [told(share, "percent") for share in own]
            cells += [told(part, "2") for part in index]
            rows.append(tuple(cells))
    imposed = bool(subject.imposers(destination))
    columns = ("item", *(("on", "its share before", "end") if imposed else ()))
    columns += ("own share before", "end", "concentration before", "worst", "end")
    return columns, tuple(rows), 2 if imposed else 1


def _every(subject: Subject) -> Table:
    """Return every measure of ``summary.json``."""
    rows: list[tuple[Cell, ...]] = []
    for row in subject.files.summary["measures"]:
        places = (row["item"], row["origin"], row["destination"], row["actor"])
        how = writer(DECIMALS.get(row["unit"], "amount"))
        numbers = (
            Number(how(_known(row[key])), _known(row[key])) for key in ("mean", "p05", "p95")
        )
        about = ", ".join(str(place) for place in places if place)
        rows.append((str(row["measure"]).replace("_", " "), about, *numbers, str(row["unit"])))
    columns = ("measure", "of", "mean", "5 %", "95 %", "unit")
    return Table("Means and percentiles over runs", columns, tuple(rows), words=2)


def _meanings(subject: Subject) -> Table:
    definitions = subject.files.summary["definitions"]
    rows = tuple((name.replace("_", " "), str(text)) for name, text in definitions.items())
    return Table("Definitions", ("measure", "what it is"), rows, words=2)


def _known(value: float | None) -> float:
    return float("nan") if value is None else float(value)
