"""One number a run of what a reader is told first, beside the measures of the catalogue.

How imports and stocks went (before, at their worst, in the last year), what made up for what did
not come, and how long which buyer was short. They are kept like measures: the terminal, reports
and pages read them, and none works them out anew.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.arrays import Floats, Weeks
from tradesim.measures.control_weeks import announced_week
from tradesim.measures.disruption import stock_cover
from tradesim.measures.markets import Market, controls_on, market
from tradesim.measures.measured import Measured, measured, of_market
from tradesim.measures.output import wanted_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import (
    WINDOW,
    YEAR,
    added,
    between,
    first_week,
    last_year,
    mean,
    ratio,
    total,
    year_before,
)
from tradesim.records.aims import Aims, together
from tradesim.world.log import Kind
from tradesim.world.shortage import LEAST_LOST

ABROAD = ""
"""The origin that stands for all countries but the buyers' own."""

COUNTED = (Kind.QUALIFICATION_PASSED, Kind.PROJECT_COMPLETE, Kind.MOVED_UP)
"""Events that are counted in each run."""


def facts(recording: Recording) -> list[Measured]:
    """Return all facts of some runs."""
    aims = aims_of(recording)
    every = [each for code in aims.destinations for each in markets_of(recording, code)]
    found = [fact for each in every for fact in _of_market(each, aims)]
    return [*found, *_losses(recording), *_counts(recording)]


def aims_of(recording: Recording) -> Aims:
    """Return whom the scenario is about, the same ones to whoever asks."""
    return recording.once("aims", lambda: Aims(recording.layout))


def markets_of(recording: Recording, destination: str) -> list[Market]:
    """Return the markets of a country for every item that it needs."""

    def found() -> list[Market]:
        """Return them, made when they are first asked for."""
        every = (market(recording, item, destination) for item in recording.layout.items)
        return [each for each in every if each.needs]

    return recording.once(f"markets of {destination}", found)


def _of_market(found: Market, aims: Aims) -> Iterator[Measured]:
    start = first_cut(found, aims)
    for origin, rows in origins_of(found, aims).items():
        quantity = found.quantity(rows)
        lately = found.quarter(rows) / WINDOW
        lately[: WINDOW - 1] = np.inf
        yield from _course("imports", found, origin, (start, quantity, lately))
        yield of_market("imports_year", found, _change(quantity, start), origin)
    cover = np.nan_to_num(stock_cover(found))
    yield from _course("cover", found, "", (start, cover, cover))
    yield of_market("stock_drawn", found, _drawn(found, start))


def origins_of(found: Market, aims: Aims) -> dict[str, tuple[int, ...]]:
    """Return the flows of a market by origin: each country, all abroad, those that are cut."""
    plants = found.recording.layout.suppliers
    codes = dict.fromkeys(plants[plant].country for plant in found.sources)
    origins = {code: found.rows_from(code.__eq__) for code in codes}
    origins[ABROAD] = found.rows_from(found.destination.__ne__)
    sources = aims.sources(found.destination, found.item.name) or aims.sources(found.destination)
    origins[together(sources)] = found.rows_from(sources.__contains__) if sources else origins[""]
    return origins


def first_cut(found: Market, aims: Aims, *, of_item: bool = True) -> Weeks:
    """Return the week of the first control, loss of plants or blockade that a market meets.

    Of a control it is that of the announcement. Without any on the item it is the first on the
    country, and without any on the country the week of the first policy.

    Args:
        found: The market.
        aims: Whom controls and shocks meet.
        of_item: Whether those on the item come before those on the country.
    """
    recording, country = found.recording, found.destination
    for item in ([found.item.name] if of_item else []) + [None]:
        controls = found.controls if item else controls_on(recording, country)
        cuts = aims.interruptions_of(country, item)
        if controls or cuts:
            announced = announced_week(recording, controls)
            lost = first_week(recording.layout, [cut.shock.heard for cut in cuts])
            return np.minimum(np.minimum(announced, lost), recording.weeks - 1)
    return recording.before_policies(country) + 1


def _course(
    name: str, found: Market, origin: str, series: tuple[Weeks, Floats, Floats]
) -> Iterator[Measured]:
    """Yield a series in the year before the first cut, at its lowest after, and at the end."""
    start, values, smoothed = series
    weeks = found.recording.weeks
    since = between(start, np.array([weeks]), weeks)
    lowest = np.where(since, smoothed, np.inf).min(axis=0)
    yield of_market(f"{name}_before", found, mean(values, year_before(start, weeks)), origin)
    yield of_market(f"{name}_lowest", found, np.where(lowest < np.inf, lowest, np.nan), origin)
    yield of_market(f"{name}_end", found, mean(values, last_year(weeks)), origin)


def _change(quantity: Floats, start: Weeks) -> Floats:
    """Return deliveries of the year from a week on, less a year at the pace of the year before.

    Not a number where less than half a year lies before.
    """
    weeks = len(quantity)
    after = between(start, start + YEAR, weeks)
    pace = mean(quantity, year_before(start, weeks))
    change = total(quantity, after) - after.sum(axis=0) * pace
    return np.asarray(np.where(start >= YEAR // 2, change, np.nan), dtype=np.float64)


def _drawn(found: Market, start: Weeks) -> Floats:
    """Return by how much stocks fell at most in the year from the first cut on."""
    held = added(found.recording.panels["stock"], found.needs)
    weeks = len(held)
    lowest = np.where(between(start, start + YEAR, weeks), held, np.inf).min(axis=0)
    before = total(held, between(np.maximum(start - 1, 0), np.maximum(start, 1), weeks))
    return np.asarray(np.maximum(before - lowest, 0.0))


def _losses(recording: Recording) -> Iterator[Measured]:
    """Yield of each buyer: weeks with a loss, the first and the worst of them, and their sum."""
    wanted = wanted_output(recording)
    share = np.nan_to_num(ratio(wanted - recording.panels["output"], wanted))
    for row, maker in enumerate(recording.layout.final_buyers):
        lost, place = share[:, row], {"destination": maker.country, "actor": maker.name}
        short = lost > LEAST_LOST
        first = np.where(short.any(axis=0), short.argmax(axis=0), np.nan)
        yield measured("loss_weeks", short.sum(axis=0).astype(np.float64), **place)
        yield measured("loss_first", first, **place)
        yield measured("loss_worst", lost.max(axis=0), **place)
        yield measured("loss_sum", total(np.maximum(lost, 0.0)), **place)


def _counts(recording: Recording) -> Iterator[Measured]:
    events, runs = recording.events, len(recording.replicates)
    for kind in COUNTED:
        of_run = events[events[:, 1] == kind, 3].astype(np.int64)
        counts = np.bincount(of_run, minlength=runs).astype(np.float64)
        yield measured("events", counts, actor=kind.name.lower())
