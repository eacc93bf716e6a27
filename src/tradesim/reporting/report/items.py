"""The story of each item: a sentence, four small figures, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tradesim.measures.spans import Floats
from tradesim.reporting.experiment_sheet import slug
from tradesim.reporting.labels import shortened
from tradesim.reporting.material import Series, unit_word
from tradesim.reporting.report.document import (
    Block,
    Drawing,
    Fold,
    Panels,
    Subheading,
    Table,
    Text,
    row,
)
from tradesim.reporting.report.numbers import Number
from tradesim.reporting.report.plots import Plot, by_period
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.style import COLUMN, MUTED, OTHERS, applied
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item
from tradesim.wording.numbers import amount, fixed, percent, signed

LETTERS = 18
"""Letters of a label at the end of a line."""

MOST_LINES = 5
"""Origins drawn each by itself; the smaller ones are added up."""

LEAST = 0.01
"""Origins that never give more than this share are left out."""

LEAST_RANGE = 0.1
"""A price is drawn on an axis at least this wide on both sides of its baseline."""


def story(subject: Subject, item: Item, destination: str) -> list[Block]:
    """Return the blocks of an item bought in a country."""
    label = label_of(item)
    with applied():
        origins = _origins(subject, item, destination)
        cover = subject.material.series("cover", item=item.name, destination=destination)
        prices = _prices(subject, item, destination)
        drawings = [
            _deliveries(subject, item, destination, origins),
            _cover(subject, item, destination, cover),
            _price(subject, item, destination, prices),
            _shares(subject, item, destination, origins),
        ]
    shown = tuple(drawing for drawing in drawings if drawing is not None)
    numbers = {
        f"from {name}, {unit_word(item.unit)} per week": line for name, line in origins.items()
    }
    numbers |= {"stock, weeks of use": cover} if cover else {}
    numbers |= {f"price, {name}": line for name, line in prices.items()}
    caption = f"{label} in {subject.country(destination)}: means of all runs"
    table = _numbers(caption, numbers, subject.material.weeks)
    told = short_story(subject, item, destination)
    return [*told, Panels(shown), Fold(f"Numbers: {label}", (table,))]


def short_story(subject: Subject, item: Item, destination: str) -> list[Block]:
    """Return the heading and the sentences of an item."""
    heading = f"{label_of(item)}, bought in {subject.country(destination)}"
    said = " ".join(sentences(subject, item, destination))
    return [Subheading(heading), *([Text(said)] if said else [])]


def sentences(subject: Subject, item: Item, destination: str) -> Iterator[str]:
    """Yield what is to be told of an item, in the order of time."""
    unit = f"{unit_word(item.unit)} a week"
    for code in subject.sources(destination, item.name) or subject.sources(destination):
        course = subject.course(item.name, destination, (code,))
        country = subject.country(code)
        if course.before.mean > 0.0:
            yield (
                f"Deliveries from {country} were {amount(course.before.mean)} {unit} before, "
                f"{amount(course.worst.mean)} in their lowest quarter "
                f"({signed(course.change_worst.mean, percent)}) and {amount(course.end.mean)} "
                f"in the last year ({signed(course.change_end.mean, percent)})."
            )
    cover = subject.cover(item.name, destination)
    if cover.before.is_known and cover.worst.is_known:
        yield (
            f"Stocks covered {fixed(cover.before.mean, 1)} weeks of use before and "
            f"{fixed(cover.worst.mean, 1)} at the lowest."
        )
    peak = subject.measure("price_peak", item.name, destination=destination)
    if peak.is_known:
        yield f"The price paid peaked at {fixed(peak.mean, 2)} times its baseline."
    yield from _licences(subject, item, destination)


def _licences(subject: Subject, item: Item, destination: str) -> Iterator[str]:
    for code in subject.imposers(destination, item.name):
        filed, granted, wait = (
            subject.measure(name, item.name, code, destination)
            for name in ("licences_filed", "licences_granted", "licence_waiting_weeks")
        )
        if filed.is_known and filed.mean > 0.0:
            waited = f"; a decision took {fixed(wait.mean, 0)} weeks" if wait.is_known else ""
            yield (
                f"Of {amount(filed.mean)} applications for licences of {subject.country(code)}, "
                f"{amount(granted.mean)} were granted{waited}."
            )


def _origins(subject: Subject, item: Item, destination: str) -> dict[str, Series]:
    """Return deliveries by origin, the largest first; small ones left out or added up."""
    found = {}
    for code in subject.material.country_names:
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
    codes = {subject.country(code): code for code in subject.material.country_names}
    return subject.material.colours.country(codes[name]) if name in codes else OTHERS


def _name(item: Item, destination: str, kind: str) -> str:
    return f"{kind}_{slug(item.name)}_{destination.lower()}"


def _plot(subject: Subject, item: Item, destination: str) -> Plot:
    moments = subject.material.moments(destination, [item.name])
    return Plot(subject.material.span, COLUMN, moments)


def _deliveries(
    subject: Subject, item: Item, destination: str, origins: dict[str, Series]
) -> Drawing | None:
    if not origins:
        return None
    plot = _plot(subject, item, destination)
    for name, line in reversed(origins.items()):
        plot.panel.line(line, _colour(subject, name), shortened(name, LETTERS))
    figure = plot.finish(f"{unit_word(item.unit)} per week")
    caption = f"Deliveries by origin, {unit_word(item.unit)} per week"
    return Drawing(_name(item, destination, "deliveries"), caption, figure)


def _cover(subject: Subject, item: Item, destination: str, cover: Series | None) -> Drawing | None:
    if cover is None:
        return None
    plot = _plot(subject, item, destination)
    about = {"item": item.name, "destination": destination}
    least = subject.material.series("cover_least", **about)
    if least is not None and len(subject.material.bands("stock_cover", **about)) > 1:
        plot.panel.line(Series(least.days, least.mean), MUTED, "least of any")
    colour = subject.material.colours.country(destination)
    plot.panel.line(cover, colour, "all buyers")
    figure = plot.finish("weeks of use")
    return Drawing(_name(item, destination, "cover"), "Stocks of buyers, weeks of use", figure)


def _prices(subject: Subject, item: Item, destination: str) -> dict[str, Series]:
    """Return the mean price of an origin's plants over their baseline price."""
    about = {"item": item.name, "destination": destination}
    origins = {band.place.origin for band in subject.material.bands("sourcing_share", **about)}
    found = {}
    for code in (code for code in subject.material.country_names if code in origins):
        line = subject.material.series("origin_price", item=item.name, origin=code)
        if line is not None:
            found[subject.country(code)] = line
    return dict(list(found.items())[:MOST_LINES])


def _price(
    subject: Subject, item: Item, destination: str, prices: dict[str, Series]
) -> Drawing | None:
    if not prices:
        return None
    plot = _plot(subject, item, destination)
    lowest, plot.panel.highest = 1.0 - LEAST_RANGE, 1.0 + LEAST_RANGE
    for name, data in prices.items():
        plot.panel.line(data, _colour(subject, name), shortened(name, LETTERS))
        lowest = min(lowest, data.bottom)
    plot.panel.bottom = lowest
    caption = "Price by origin, baseline = 1"
    return Drawing(_name(item, destination, "price"), caption, plot.finish("baseline = 1"))


def _shares(
    subject: Subject, item: Item, destination: str, origins: dict[str, Series]
) -> Drawing | None:
    if not origins:
        return None
    plot = _plot(subject, item, destination)
    plot.panel.numbers, plot.panel.top = "percent", 1.0
    lately = {
        name: pd.Series(np.nan_to_num(line.mean)).rolling(3, min_periods=1).sum()
        for name, line in origins.items()
    }
    total = sum(lately.values(), start=0.0 * next(iter(lately.values())))
    foot = np.zeros(len(total))
    days = next(iter(origins.values())).days
    for name, amounts in lately.items():
        share = (amounts / total.where(total > 0.0)).fillna(0.0).to_numpy()
        text = shortened(name, LETTERS)
        plot.panel.layer(days, foot, foot + share, _colour(subject, name), text)
        foot = foot + share
    caption = "Who supplies it, share of deliveries of three months"
    return Drawing(_name(item, destination, "shares"), caption, plot.finish(""))


def _numbers(caption: str, columns: dict[str, Series], weeks: Floats) -> Table:
    periods, means = by_period(columns, weeks)
    rows = tuple(
        row(period, *(Number(amount(v[place]), v[place]) for v in means.values()))
        for place, period in enumerate(periods)
    )
    return Table(caption, ("mean of", *means), rows)
