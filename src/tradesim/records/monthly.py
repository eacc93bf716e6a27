"""Monthly series of markets, as pictures show them: what is bought, held and paid, and made.

Each is the mean of a month's weeks in every run; bands are taken over those. A week belongs to the
month of its Thursday, where most of its days lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats, Rows
from tradesim.measures.disruption import stock_cover
from tradesim.measures.diversification import hhi
from tradesim.measures.markets import Market, baseline_prices, market
from tradesim.measures.output import baseline_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import WINDOW, lately, mean, ratio, summed, year_before
from tradesim.records.aims import Aims, together
from tradesim.records.facts import aims_of, first_cut, markets_of, origins_of
from tradesim.records.outcomes import RecordedOutcome
from tradesim.records.places import Place
from tradesim.world.calendar import Calendar
from tradesim.world.parameters import column

INDEX, SHARE = "year before = 100", "share"


def pictures(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield the monthly series of some runs, each of shape (month, row, run)."""
    aims = aims_of(recording)
    for destination in aims.destinations:
        for found in markets_of(recording, destination):
            yield from _of_market(found, aims)
        yield from _production(recording, destination, aims)
    yield from _prices(recording)


def _of_market(found: Market, aims: Aims) -> Iterator[RecordedOutcome]:
    item, destination = found.item, found.destination
    weekly, origins = f"{item.unit}/week", origins_of(found, aims)
    for origin, rows in origins.items():
        place = Place(item.name, origin, destination)
        yield _monthly(found.recording, "delivered", place, weekly, found.quantity(rows))
    place = Place(item.name, "", destination)
    yield _monthly(found.recording, "cover", place, "week", stock_cover(found))
    yield _monthly(found.recording, "cover_least", place, "week", _least(found))
    lately = found.quarter(found.flows)
    own = found.quarter(origins.get(destination, ()))
    yield _monthly(found.recording, "own_share", place, SHARE, ratio(own, lately))
    for name, shares in _shares(found, lately).items():
        yield _monthly(found.recording, name, place, "index, 0 to 1", hhi(shares))
    sources = together(aims.sources(destination, item.name) or aims.sources(destination))
    flow = found.quantity(origins[sources])
    place = Place(item.name, sources, destination)
    yield _monthly(
        found.recording, "delivered_index", place, INDEX, _over_before(found, aims, flow)
    )


def _least(found: Market) -> Floats:
    """Return the cover of the buyer that has least."""
    panels = found.recording.panels
    rows = [ratio(panels["stock"][:, row], panels["rate"][:, row]) for row in found.needs]
    return np.asarray(np.fmin.reduce(rows))


def _shares(found: Market, lately: Floats) -> dict[str, dict[str, Floats]]:
    """Return shares in the deliveries of a quarter, by plant and by country."""
    plants = found.recording.layout.suppliers
    by_plant: dict[str, Floats] = {}
    by_country: dict[str, Floats] = {}
    for plant, row in zip(found.sources, found.flows, strict=True):
        own = ratio(found.quarter((row,)), lately)
        by_plant[plants[plant].name] = own
        country = plants[plant].country
        by_country[country] = by_country[country] + own if country in by_country else own
    return {"hhi_by_plant": by_plant, "hhi_by_country": by_country} if by_plant else {}


def _over_before(found: Market, aims: Aims, flow: Floats) -> Floats:
    """Return a quarter's mean over that of the year before the country was first cut off."""
    weeks = found.recording.weeks
    base = mean(flow, year_before(first_cut(found, aims, of_item=False), weeks))
    return 100.0 * ratio(lately(flow, WINDOW), np.broadcast_to(base, flow.shape))


def _production(recording: Recording, destination: str, aims: Aims) -> Iterator[RecordedOutcome]:
    """Yield what a country makes: buyers weigh by value, equally by capacity without one."""
    makers = recording.layout.final_buyers
    rows = [row for row, maker in enumerate(makers) if maker.country == destination]
    if not rows:
        return
    value = column(makers, lambda maker: maker.output_value)
    usual = baseline_output(recording)
    weight = np.where(value > 0.0, value, 1.0 / np.where(usual > 0.0, usual, 1.0))
    output = recording.panels["output"]
    made = summed(output[:, row] * weight[row] for row in rows)
    first = market(recording, recording.layout.items[0], destination)
    place = Place("", "", destination)
    yield _monthly(recording, "production_index", place, INDEX, _over_before(first, aims, made))


def _prices(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield the mean price of the plants of an item and origin over their prices at the start."""
    plants, price = recording.layout.suppliers, recording.panels["price"]
    usual = baseline_prices(recording)
    rows: dict[tuple[str, str], list[int]] = {}
    for row, plant in enumerate(plants):
        rows.setdefault((plant.item, plant.country), []).append(row)
    for (item, origin), chosen in rows.items():
        index = summed(price[:, row] / usual[row] for row in chosen) / len(chosen)
        yield _monthly(recording, "origin_price", Place(item, origin), "baseline = 1", index)


def _monthly(
    recording: Recording, name: str, place: Place, unit: str, values: Floats
) -> RecordedOutcome:
    monthly = by_month(values, recording.layout.calendar)
    return RecordedOutcome(name, [place], [unit], monthly[:, np.newaxis])


@cache
def weeks_in_months(calendar: Calendar) -> Floats:
    """Return how many weeks are in each month, shape (month,)."""
    return np.diff(_month_starts(calendar), append=calendar.weeks).astype(np.float64)


def months_of(calendar: Calendar) -> npt.NDArray[np.datetime64]:
    """Return the months that some week belongs to, as dates of their first days."""
    return np.unique(_month_of_week(calendar)).astype("datetime64[D]")


def _month_of_week(calendar: Calendar) -> npt.NDArray[np.datetime64]:
    return (calendar.mondays + np.timedelta64(3, "D")).astype("datetime64[M]")


@cache
def _month_starts(calendar: Calendar) -> Rows:
    """Return the first week of each month, shape (month,)."""
    months = _month_of_week(calendar)
    return np.flatnonzero(np.concatenate([[True], months[1:] != months[:-1]]))


def by_month(values: Floats, calendar: Calendar) -> Floats:
    """Return the mean of each month's weeks that have a value, (week, ...) to (month, ...)."""
    sums = _sums(values, calendar)
    if np.isfinite(sums).all():  # no week lacks a value
        count = weeks_in_months(calendar).reshape(-1, *[1] * (values.ndim - 1))
        return np.asarray(sums / count)
    known = np.isfinite(values)
    sums = _sums(np.where(known, values, 0.0), calendar)
    return ratio(sums, _sums(known.astype(np.float64), calendar))


def _sums(values: Floats, calendar: Calendar) -> Floats:
    """Return the sum of each month's weeks, with the bits of ``np.add.reduceat`` and sooner.

    To the first week is added what the others sum up to.
    """
    first = _month_starts(calendar)
    others = np.zeros((len(first), *values.shape[1:]))
    for months, weeks in _later_weeks(calendar):
        others[months] += values.take(weeks, axis=0)
    others += values.take(first, axis=0)
    return others


@cache
def _later_weeks(calendar: Calendar) -> tuple[tuple[slice | Rows, Rows], ...]:
    """Return the second week of each month that has one, the third, and so on: months and weeks."""
    first, count = _month_starts(calendar), weeks_in_months(calendar)
    longer = (count > place for place in range(1, int(count.max())))
    return tuple(
        (slice(None) if here.all() else np.flatnonzero(here), first[here] + place)
        for place, here in enumerate(longer, start=1)
    )
