"""The exporters' and third countries' side: who lost, who gained, who paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from tradesim.measures.bands import Band
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import USD, Measure, Role
from tradesim.measures.naming import filled
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.report.bars import Bar, bars
from tradesim.reporting.report.document import (
    Cell,
    Drawing,
    Fold,
    Panels,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.money import grants
from tradesim.reporting.report.numbers import band_in, told, written
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.style import COLUMN, PRINT, Size, applied, distinct
from tradesim.reporting.time_figure import Frame, draw_plots

LEAST = 0.01
"""Amounts below this share of the largest are told in the table alone."""


@dataclass(frozen=True)
class AccountLine:
    """A line of the account.

    Attributes:
        label: Who, and what.
        band: USD million, as the measure counts it.
        sign: -1 where the measure counts a loss.
        per_year: Whether it is by year; such a line is told in the table alone.
    """

    label: str
    band: Band
    sign: float
    per_year: bool = False


def sides(subject: Subject) -> Section:
    """Return the section on exporters, third countries and buyers."""
    blocks: list[SectionPart] = []
    for destination in subject.destinations:
        entries = list(_entries(subject, destination))
        if entries:
            blocks += _account(subject, destination, entries)
    blocks += _share_prices(subject)
    if not blocks:
        said = (
            "This scenario has no export control, so nothing is counted as lost by exporters or "
            "gained by third countries."
        )
        blocks = [Text(said)]
    blocks += [*_spending(subject), *_grants(subject)]
    return Section("sides", "Who lost, who gained, who paid", tuple(blocks))


def _entries(subject: Subject, destination: str) -> Iterator[AccountLine]:
    """Yield the lines of the account with a country: what sellers gained or lost, then costs."""
    for entry in (*MEASURES.of_role(Role.GAIN), *MEASURES.of_role(Role.COST)):
        rows = subject.measures(entry.name) if entry.is_in_account else []
        for row in rows:
            if row["destination"] == destination:
                yield AccountLine(
                    _line(subject, entry, row),
                    band_in(row),
                    -1.0 if entry.better == "lower" else 1.0,
                    per_year=entry.unit != USD,
                )


def _line(subject: Subject, entry: Measure, row: dict[str, object]) -> str:
    item, origin, destination, actor = (
        str(row[place]) for place in ("item", "origin", "destination", "actor")
    )
    return filled(
        entry.account or entry.label,
        subject.label(item),
        subject.country(origin) if origin else "",
        subject.country(destination) if destination else "",
        actor,
    )


def _account(
    subject: Subject, destination: str, entries: Sequence[AccountLine]
) -> list[SectionPart]:
    once = [entry for entry in entries if not entry.per_year]
    largest = max((abs(entry.band.mean) for entry in once), default=0.0)
    drawn = [entry for entry in once if abs(entry.band.mean) >= LEAST * largest] or once
    country = subject.country(destination)
    caption = (
        f"Trade with {country}: gains (right) and losses or costs (left), USD million over the "
        f"run; {subject.band_note}."
        + (" Smaller amounts stand in the table." if len(drawn) < len(once) else "")
    )
    with applied():
        wide, narrow = (_drawn(drawn, size) for size in (PRINT, COLUMN))
    rows = tuple(
        (
            entry.label,
            "USD million a year" if entry.per_year else "USD million",
            "loss or cost" if entry.sign < 0.0 else "gain",
            told(entry.band),
        )
        for entry in entries
    )
    columns = ("who", "unit", "counted as", "amount")
    table = Table(f"The account with {country}", columns, rows, words=3)
    name = f"account_{destination.lower()}"
    return [Drawing(name, caption, wide, narrow), Fold("Numbers of this figure", (table,))]


def _drawn(entries: Sequence[AccountLine], size: Size) -> Figure:
    """Draw one bar an entry with its band: losses and costs to the left."""
    signed = [
        Bar(entry.label, Band(*(entry.sign * n for n in (band.mean, band.low, band.high))))
        for entry in entries
        for band in (entry.band,)
    ]
    return bars(signed, size, "USD million")


def _share_prices(subject: Subject) -> list[SectionPart]:
    rows = tuple(
        (
            str(row["actor"]),
            told(band_in(row), "1"),
            told(subject.measure("share_price_end", actor=str(row["actor"])), "1"),
        )
        for row in subject.measures("share_price_lowest")
    )
    if not rows:
        return []
    table = Table(
        "What the exporters' profits would be worth as a share price, start = 100",
        ("firm", "lowest week", "last week"),
        rows,
    )
    return [Fold("Share prices of exporters under control", (table,))]


def _grants(subject: Subject) -> list[SectionPart]:
    """Return how the money of subsidy programmes flows, a small figure each."""
    drawings = []
    for number, name in enumerate(grants(subject)):
        lines = {
            what: subject.series(f"grants_{what}", actor=name)
            for what in ("allocated", "bound", "disbursed")
        }
        curves = [
            Curve(line, colour, what)
            for (what, line), colour in zip(lines.items(), distinct(3, first=1), strict=True)
            if line is not None
        ]
        frame = Frame(subject.span, unit="USD million")
        figure = draw_plots(frame, [Plot(curves=curves)], COLUMN)
        caption = f"Grants of '{name}', USD million"
        drawings.append(Drawing(f"grants_{number + 1}", caption, figure))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(written(value) for value in ends)) for name, ends in grants(subject).items()
    )
    columns = ("programme", "promised", "bound", "paid")
    table = Table("Grants at the end, USD million", columns, rows)
    return [Panels(tuple(drawings)), table] if drawings else []


def _spending(subject: Subject) -> list[SectionPart]:
    rows = tuple(
        (subject.country(str(row["destination"])), told(band_in(row)))
        for row in subject.measures("public_spending")
    )
    columns = ("country", "USD million")
    return [Table("Public money for new plants", columns, rows)] if rows else []
