"""What a published figure is in a simulation: one number a run.

Each statistic is a function of the runs and of what its row of ``scored.csv`` names. Dates are
days since 1970-01-01, infinity for what never happens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence import grants
from tradesim.evidence.runs import RecordedRuns, Row, UnfitError
from tradesim.measures.licences import licences_granted
from tradesim.measures.markets import USD_M
from tradesim.measures.months import WORLD, MonthlyTrade, days_of_months
from tradesim.measures.output import wanted_output
from tradesim.measures.prices import price_cif
from tradesim.wording.dates import days_until
from tradesim.world.log import Kind

HALTED = 0.5
"""A line that makes less than this part of what is wanted in some week has stopped."""


def statistic_of(runs: RecordedRuns, row: Row) -> Floats:
    """Return the statistic that a row names, shape (run,).

    Raises:
        UnfitError: The simulation has no such thing.
        KeyError: There is no statistic of this name.
    """
    return STATISTICS[row["statistic"]](runs, row)


def _imports(runs: RecordedRuns, row: Row, measure: str) -> Floats:
    """Return imports over some months; into all countries for the destination ``WLD``."""
    return _traded(runs, runs.imports, row, measure)


def _traded(runs: RecordedRuns, trade: MonthlyTrade, row: Row, measure: str) -> Floats:
    """Return trade over some months, as imports or exports count it."""
    months = runs.months(row["first"], row["last"])
    table = trade.quantity if measure == "quantity" else trade.value
    into = row["destination"]
    rows = [
        place
        for place, (group, destination, origin) in enumerate(trade.rows)
        if group == row["subject"] and origin == row["origin"] and into in {WORLD, destination}
    ]
    if not rows:
        runs.check_customs_group(row["subject"])
        raise UnfitError(f"no {row['subject']} travels from {row['origin']} to {into}")
    total: Floats = table[months][:, rows].sum(axis=(0, 1))
    return total


def _imports_a_month(runs: RecordedRuns, row: Row, measure: str) -> Floats:
    months = runs.months(row["first"], row["last"])
    return np.asarray(_imports(runs, row, measure) / (months.stop - months.start))


def _imports_share(runs: RecordedRuns, row: Row, measure: str) -> Floats:
    """Return the share of an origin in imports, per cent; none of nothing."""
    whole = _imports(runs, {**row, "origin": WORLD}, measure)
    return 100.0 * _imports(runs, row, measure) / np.where(whole > 0.0, whole, 1.0)


def _exports_change(runs: RecordedRuns, row: Row) -> Floats:
    """Return the change of exports against earlier months, per cent; none from nothing."""
    now = _traded(runs, runs.exports, row, "quantity")
    earlier = {**row, "first": row["base_first"], "last": row["base_last"]}
    before = _traded(runs, runs.exports, earlier, "quantity")
    return np.where(before > 0.0, 100.0 * (now / np.where(before > 0.0, before, 1.0) - 1.0), 0.0)


def _plant_change(runs: RecordedRuns, row: Row, *, in_money: bool) -> Floats:
    """Return the change of a plant's shipments or sales against earlier months, per cent."""
    panels, plant = runs.recording.panels, runs.supplier(row["actor"])
    weekly = panels["shipped"][:, [plant]]
    if in_money:
        weekly = weekly * panels["price"][:, [plant]]
    now, before = _now_and_before(runs, row, weekly)
    return 100.0 * (now / before - 1.0)


def _now_and_before(runs: RecordedRuns, row: Row, weekly: Floats) -> tuple[Floats, Floats]:
    """Return the sum of some columns in some months, and in those they are compared with."""
    monthly = days_of_months(runs.recording.layout.calendar).total(weekly).sum(axis=1)
    now = runs.months(row["first"], row["last"])
    before = runs.months(row["base_first"], row["base_last"])
    return monthly[now].sum(axis=0), monthly[before].sum(axis=0)


def _sales_lost(runs: RecordedRuns, row: Row) -> Floats:
    """Return sales of some plants to a country lost against earlier months, on arrival.

    In USD million times ``scale``, which is an exchange rate where the figure is in other money.
    """
    recording = runs.recording
    plants = {runs.supplier(name.strip()) for name in row["actor"].split(";")}
    flows = [
        number
        for number, flow in enumerate(recording.flows)
        if flow.supplier in plants and flow.destination == row["destination"]
    ]
    price = np.stack([price_cif(recording, number) for number in flows], axis=1)
    weekly = recording.panels["arrivals"][:, flows] * price / USD_M
    now, before = _now_and_before(runs, row, weekly)
    return np.asarray((before - now) * float(row["scale"] or 1.0))


def _licences(runs: RecordedRuns, row: Row) -> Floats:
    """Return the licences that a country granted by a date."""
    layout = runs.recording.layout
    if row["origin"] not in {country.code for country in layout.countries}:
        raise UnfitError(f"there is no country {row['origin']}")
    runs.weeks_until(row["last"])
    controls = layout.control_list
    policies = {name for name, control in controls if control.imposer == row["origin"]}
    last = dt.date.fromisoformat(row["last"])
    items = runs.group(row["subject"])
    return licences_granted(runs.recording, last, items=items, policies=policies)


def _first_arrival(runs: RecordedRuns, row: Row) -> Floats:
    """Return the first day of the week, from a date on, in which goods arrive."""
    recording = runs.recording
    runs.weeks_until(row["first"])
    layout, items = recording.layout, runs.group(row["subject"])
    flows = [
        number
        for number, flow in enumerate(recording.flows)
        if layout.items[flow.item].name in items
        and flow.destination == row["destination"]
        and layout.suppliers[flow.supplier].country == row["origin"]
    ]
    if not flows:
        raise UnfitError(f"no {row['subject']} travels from {row['origin']}")
    arrived = recording.panels["arrivals"][:, flows].sum(axis=1) > 0.0
    monday = layout.calendar.mondays.astype(np.int64).astype(np.float64)
    since = monday >= days_until(row["first"])
    return np.where(arrived & since[:, None], monday[:, None], np.inf).min(axis=0)


def _first_licence(runs: RecordedRuns, row: Row) -> Floats:
    """Return the first day of the week, from a date on, in which a licence is granted.

    To one plant, or where none is named to any.
    """
    granted = (Kind.APPLICATION_GRANTED, Kind.APPLICATION_PARTLY_GRANTED)
    plant = runs.supplier(row["actor"]) if row["actor"] else None
    return _first_event(runs, row, granted, plant)


def _first_event(
    runs: RecordedRuns, row: Row, kinds: tuple[Kind, ...], supplier: int | None = None
) -> Floats:
    """Return the first day of the week of an event on some links, from a date on.

    The destination is a country or one buyer; no origin or destination stands for any.
    """
    recording, items = runs.recording, runs.group(row["subject"])
    runs.weeks_until(row["first"])
    layout = recording.layout
    first = np.full(len(recording.replicates), np.inf)
    chosen = set()
    for place, link in enumerate(layout.link_rows):
        buyer, plant = layout.buyer_of_link[place], layout.suppliers[link.supplier]
        known = {layout.buyer_names[buyer], layout.buyer_countries[buyer]}
        if (
            row["destination"] in {"", *known}
            and plant.item in items
            and row["origin"] in {"", plant.country}
            and supplier in {None, link.supplier}
        ):
            chosen.add(place)
    if not chosen:
        raise UnfitError(f"nobody sells {row['subject']} to {row['destination']}")
    for week, kind, place, run, _ in recording.events:
        if int(kind) in kinds and int(place) in chosen:
            day = days_until(str(layout.calendar.monday(int(week))))
            if day >= days_until(row["first"]):
                first[int(run)] = min(first[int(run)], day)
    return first


def _production_stops(runs: RecordedRuns, row: Row) -> Floats:
    """Return how many buyers of a country stopped: made less than half of what is wanted."""
    recording = runs.recording
    layout = recording.layout
    makers = [n for n, m in enumerate(layout.final_buyers) if m.country == row["destination"]]
    if not makers:
        raise UnfitError(f"{row['destination']} has no buyer")
    span = days_of_months(layout.calendar).share[runs.months(row["first"], row["last"])]
    weeks = np.flatnonzero(span.sum(axis=0))
    made = recording.panels["output"][weeks][:, makers]
    wanted = wanted_output(recording)[weeks][:, makers]
    stopped: Floats = (made < HALTED * wanted).any(axis=0).sum(axis=0).astype(np.float64)
    return stopped


def _capacity(runs: RecordedRuns, row: Row) -> Floats:
    """Return the capacity of a plant in the last week before a date, shape (run,).

    In item units a week times ``scale``, which is the weeks of a year where the figure is yearly.

    Raises:
        UnfitError: There is no such plant, it makes something else, or the date is not simulated.
    """
    plant = runs.supplier(row["actor"])
    made = runs.recording.layout.suppliers[plant].item
    if made not in runs.group(row["subject"]):
        raise UnfitError(f"'{row['actor']}' makes {made}, not {row['subject']}")
    week = max(runs.weeks_until(row["last"]) - 1, 0)
    scale = float(row["scale"] or 1.0)
    reached: Floats = runs.recording.panels["capacity"][week, plant] * scale
    return reached


STATISTICS: dict[str, Callable[[RecordedRuns, Row], Floats]] = {
    "imports_quantity": partial(_imports, measure="quantity"),
    "imports_value": partial(_imports, measure="value"),
    "imports_quantity_a_month": partial(_imports_a_month, measure="quantity"),
    "imports_value_a_month": partial(_imports_a_month, measure="value"),
    "imports_value_share": partial(_imports_share, measure="value"),
    "imports_quantity_share": partial(_imports_share, measure="quantity"),
    "exports_change": _exports_change,
    "shipments_change": partial(_plant_change, in_money=False),
    "sales_change": partial(_plant_change, in_money=True),
    "sales_lost": _sales_lost,
    "licences_granted": _licences,
    "first_arrival": _first_arrival,
    "first_licence": _first_licence,
    "first_qualified": partial(_first_event, kinds=(Kind.QUALIFICATION_PASSED,)),
    "production_stops": _production_stops,
    "grants_allocated": partial(grants.level, panel="allocated"),
    "grants_bound": partial(grants.level, panel="bound"),
    "grants_bound_between": grants.bound_between,
    "grants_disbursed": partial(grants.level, panel="disbursed"),
    "awards_bound": grants.awards_bound,
    "capacity": _capacity,
}
"""What a row of ``scored.csv`` may ask for."""
