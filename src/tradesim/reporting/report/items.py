"""The story of each item: a sentence, four small figures, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tradesim.records.pictures import PICTURES
from tradesim.reporting.by_item import price_plot, prices
from tradesim.reporting.material import Series, unit_word
from tradesim.reporting.plot import Curve, Plot, stacked
from tradesim.reporting.report.document import (
    Drawing,
    Fold,
    Panels,
    SectionPart,
    Subheading,
    Text,
)
from tradesim.reporting.report.periods import period_table
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.sheet import slug
from tradesim.reporting.style import COLUMN, MUTED, OTHERS
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import country_in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.numbers import amount, fixed, percent, signed
from tradesim.wording.said import said
from tradesim.wording.shortening import shortened

LETTERS = 18
"""Letters of a label at the end of a line."""

MOST_LINES = 5
"""Origins drawn each by itself; the smaller ones are added up."""

LEAST = 0.01
"""Origins that never give more than this share are left out."""


@dataclass(frozen=True)
class _Lines:
    """What is drawn of an item: deliveries by origin, stocks, prices by origin."""

    origins: dict[str, Series]
    cover: Series | None
    prices: dict[str, Series]


def story(subject: Subject, item: Item, destination: str) -> list[SectionPart]:
    """Return the blocks of an item bought in a country."""
    label = label_of(item)
    cover = subject.series("cover", item=item.name, destination=destination)
    priced = [
        (subject.country(code), line)
        for code, line in prices(subject, item.name, destination).items()
    ]
    lines = _Lines(_origins(subject, item, destination), cover, dict(priced[:MOST_LINES]))
    shown = tuple(
        _drawn(subject, item, destination, told)
        for told in _plots(subject, item, destination, lines)
    )
    unit = unit_word(item.unit)
    numbers = {
        f"from {country_in_prose(name)}, {unit} per week": line
        for name, line in lines.origins.items()
    }
    numbers |= {"stock, weeks of use": cover} if cover else {}
    numbers |= {f"price, {country_in_prose(name)}": line for name, line in lines.prices.items()}
    caption = f"{label} in {subject.named(destination)}: means of all runs"
    table = period_table(caption, numbers, subject.weeks)
    told = short_story(subject, item, destination)
    return [*told, Panels(shown), Fold(f"Numbers: {label}", (table,))]


def short_story(subject: Subject, item: Item, destination: str) -> list[SectionPart]:
    """Return the heading and the sentences of an item."""
    heading = f"{label_of(item)}, bought in {subject.named(destination)}"
    text = " ".join(sentences(subject, item, destination))
    return [Subheading(heading), *([Text(text)] if text else [])]


def sentences(subject: Subject, item: Item, destination: str) -> Iterator[str]:
    """Yield what is to be told of an item, in the order of time."""
    unit = f"{unit_word(item.unit)} a week"
    for code in subject.aims.sources(destination, item.name) or subject.aims.sources(destination):
        course = subject.course(item.name, destination, (code,))
        country = subject.named(code)
        if course.before.mean > 0.0:
            yield (
                f"Deliveries from {country} were {amount(course.before.mean)} {unit} before, "
                f"{amount(course.lowest.mean)} in their lowest quarter "
                f"({signed(course.change_lowest.mean, percent)}) and {amount(course.end.mean)} "
                f"in the last year ({signed(course.change_end.mean, percent)})."
            )
    cover = subject.cover(item.name, destination)
    if cover.before.is_known and cover.lowest.is_known:
        yield (
            f"Stocks covered {fixed(cover.before.mean, 1)} weeks of use before and "
            f"{fixed(cover.lowest.mean, 1)} at the lowest."
        )
    peak = subject.measure("price_peak", item.name, destination=destination)
    if peak.is_known:
        yield f"The price paid peaked at {fixed(peak.mean, 2)} times its baseline."
    yield from _licences(subject, item, destination)


def _licences(subject: Subject, item: Item, destination: str) -> Iterator[str]:
    for code in subject.aims.imposers(destination, item.name):
        filed, granted, wait = (
            subject.measure(name, item.name, code, destination)
            for name in ("licences_filed", "licences_granted", "licence_waiting_weeks")
        )
        if filed.is_known and filed.mean > 0.0:
            waited = f"; a decision took {fixed(wait.mean, 1)} weeks" if wait.is_known else ""
            yield (
                f"Of {amount(filed.mean)} applications for licences of {subject.named(code)}, "
                f"{amount(granted.mean)} were granted{waited}."
            )


def _origins(subject: Subject, item: Item, destination: str) -> dict[str, Series]:
    """Return deliveries by origin, the largest first; small ones left out or added up."""
    found = {}
    for code in subject.country_names:
        line = subject.deliveries(item.name, destination, (code,))
        if line is not None and line.top > 0.0:
            found[subject.country(code)] = line
    sizes = {name: float(np.nanmax(line.mean)) for name, line in found.items()}
    most = max(sizes.values(), default=0.0)
    order = sorted((n for n in found if sizes[n] > LEAST * most), key=lambda name: -sizes[name])
    kept = {name: found[name] for name in order[:MOST_LINES]}
    rest = [found[name] for name in order[MOST_LINES:]]
    if rest:
        kept["Others"] = Series(rest[0].days, np.add.reduce([line.mean for line in rest]))
    return kept


def _colour(subject: Subject, name: str) -> str:
    codes = {subject.country(code): code for code in subject.country_names}
    return subject.colours.country(codes[name]) if name in codes else OTHERS


def _drawn(subject: Subject, item: Item, destination: str, given: tuple[str, str, Plot]) -> Drawing:
    kind, caption, plot = given
    moments = subject.moments(destination, [item.name])
    frame = Frame(subject.span, moments)
    figure = draw_plots(frame, [plot], COLUMN, labelled=False)
    return Drawing(f"{kind}_{slug(item.name)}_{destination.lower()}", caption, figure)


def _plots(
    subject: Subject, item: Item, destination: str, lines: _Lines
) -> Iterator[tuple[str, str, Plot]]:
    """Yield name, caption and plot of deliveries, stocks, prices and shares, where there are."""
    if lines.origins:
        unit = said(PICTURES["deliveries"].unit, unit=unit_word(item.unit))
        largest_last = dict(reversed(lines.origins.items()))
        deliveries = Plot(curves=_curves(subject, largest_last), unit=unit)
        yield "deliveries", _caption("deliveries", subject, destination, unit), deliveries
    if lines.cover is not None:
        cover = _cover(subject, item, destination, lines.cover)
        yield "cover", _caption("cover", subject, destination), cover
    if lines.prices:
        plot = price_plot(_curves(subject, lines.prices), unit=PICTURES["price"].unit)
        yield "price", _caption("price", subject, destination), plot
    if lines.origins:
        shares = _shares(subject, lines.origins)
        yield "shares", _caption("shares", subject, destination), shares


def _caption(name: str, subject: Subject, destination: str, unit: str = "") -> str:
    picture = PICTURES[name]
    return f"{picture.titled(subject.named(destination))}, {unit or picture.unit}"


def _curves(subject: Subject, lines: dict[str, Series]) -> list[Curve]:
    return [
        Curve(line, _colour(subject, name), shortened(name, LETTERS))
        for name, line in lines.items()
    ]


def _cover(subject: Subject, item: Item, destination: str, cover: Series) -> Plot:
    """Return the stocks of all buyers, and the least of any where there are several."""
    about = {"item": item.name, "destination": destination}
    least = subject.series("cover_least", **about)
    several = len(subject.bands("stock_cover", **about)) > 1
    curves = [Curve(cover, subject.colours.country(destination), "all buyers")]
    if least is not None and several:
        curves.insert(0, Curve(Series(least.days, least.mean), MUTED, "least of any"))
    return Plot(curves=curves, unit=PICTURES["cover"].unit)


def _shares(subject: Subject, origins: dict[str, Series]) -> Plot:
    """Return the share of each origin in what came in three months."""
    lately = {
        name: pd.Series(np.nan_to_num(line.mean)).rolling(3, min_periods=1).sum()
        for name, line in origins.items()
    }
    total = sum(lately.values(), start=0.0 * next(iter(lately.values())))
    shares = [
        (
            shortened(name, LETTERS),
            (amounts / total.where(total > 0.0)).fillna(0.0).to_numpy(),
            _colour(subject, name),
        )
        for name, amounts in lately.items()
    ]
    days = next(iter(origins.values())).days
    return Plot(layers=stacked(days, shares), numbers="percent", top=1.0)
