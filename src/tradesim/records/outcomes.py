"""The weekly outcomes that analysts see, taken from the panels of a recording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import quarter_of
from tradesim.measures.output import wanted_output
from tradesim.measures.price_series import price_series
from tradesim.measures.recording import Recording
from tradesim.policies.levy import Levy
from tradesim.records.places import Place, places_of


@dataclass(frozen=True)
class RecordedOutcome:
    """One outcome of a recording.

    Attributes:
        name: Its name, as in the data dictionary.
        places: What each row is about.
        units: Unit of each row.
        panel: Shape (week, row, run).
        rows: Which rows of the panel are meant; all where absent.
    """

    name: str
    places: Sequence[Place]
    units: Sequence[str]
    panel: Floats
    rows: Sequence[int] | None = None

    @property
    def values(self) -> Floats:
        """What is meant of the panel, shape (week, row, run)."""
        return self.panel if self.rows is None else self.panel[:, self.rows]

    def series(self) -> Iterator[Floats]:
        """Yield each row, of shape (week, run)."""
        for row in range(self.panel.shape[1]) if self.rows is None else self.rows:
            yield self.panel[:, row]


def outcomes(recording: Recording) -> tuple[RecordedOutcome, ...]:
    """Return all outcomes of a recording, in the order in which they are written."""
    return tuple(each_outcome(recording))


def each_outcome(recording: Recording, *, links: bool = True) -> Iterator[RecordedOutcome]:
    """Yield the outcomes of a recording one by one, so that not all need be held.

    Args:
        recording: The runs.
        links: Whether what happened on each sourcing link is an outcome.
    """
    for kind in (_trade, _supply, _prices, _stocks, *((_links,) if links else ())):
        yield from kind(recording)
    for kind in (_output, _licensing, _public_money, _diplomacy, _rules):
        yield from kind(recording)


def _trade(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield what leaves and arrives, across borders and at home, and each plant's share of it."""
    flows, panels = recording.flows, recording.panels
    places = places_of(recording, "arrivals")
    units = [f"{recording.layout.items[flow.item].unit}/week" for flow in flows]
    abroad = [place.origin != place.destination for place in places]
    at_home = [not a for a in abroad]
    for name, panel, chosen in (
        ("exports", "dispatches", abroad),
        ("imports", "arrivals", abroad),
        ("domestic_supply", "arrivals", at_home),
    ):
        rows = np.flatnonzero(chosen).tolist()
        at, unit = [places[row] for row in rows], [units[row] for row in rows]
        yield RecordedOutcome(name, at, unit, panels[panel], rows)
    yield RecordedOutcome(
        "sourcing_share", places, ["share"] * len(flows), sourcing_shares(recording)
    )


def sourcing_shares(recording: Recording) -> Floats:
    """Return each plant's share of an item's arrivals in a country over the trailing quarter.

    Returns:
        Shape (week, flow, run); not a number while nothing at all has arrived.
    """
    arrivals = recording.panels["arrivals"]
    shares = np.empty_like(arrivals)  # laid out as they are: row after row
    rows_of: dict[tuple[int, str], list[int]] = {}
    for row, flow in enumerate(recording.flows):
        rows_of.setdefault((flow.item, flow.destination), []).append(row)
    for rows in rows_of.values():
        lately = [quarter_of(recording, row) for row in rows]
        total = lately[0].copy()
        for further in lately[1:]:
            total += further
        total[total <= 0.0] = np.nan
        for row, own in zip(rows, lately, strict=True):
            np.divide(own, total, out=shares[:, row])
    return shares


def _supply(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield price and production of each plant."""
    layout, panels = recording.layout, recording.panels
    places = places_of(recording, "price")
    units = [layout.items[row].unit for row in layout.item_of_supplier]
    weekly = [f"{unit}/week" for unit in units]
    yield RecordedOutcome("price", places, [f"USD/{unit}" for unit in units], panels["price"])
    yield RecordedOutcome("production", places, weekly, panels["production"])
    yield RecordedOutcome("capacity", places, weekly, panels["capacity"])


def _prices(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield what goods cost where they leave, arrive and are used, where that is not one price."""
    for name, places, units, values in price_series(recording):
        yield RecordedOutcome(name, [Place(*place) for place in places], units, values)


def _stocks(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield stock, cover and unmet need of each need."""
    layout, panels = recording.layout, recording.panels
    places = places_of(recording, "stock")
    units = [layout.items[row].unit for row in layout.item_of_need]
    weekly = [f"{unit}/week" for unit in units]
    rate = panels["rate"]
    cover = np.divide(panels["stock"], rate, out=np.full_like(rate, np.nan), where=rate > 0.0)
    yield RecordedOutcome("stock", places, units, panels["stock"])
    yield RecordedOutcome("stock_cover", places, ["week"] * len(places), cover)
    yield RecordedOutcome("unmet_need", places, weekly, panels["unmet"])
    yield RecordedOutcome("item_used", places, weekly, panels["used"])
    yield RecordedOutcome("item_lost", places, weekly, panels["lost"])


LEAST = 1e-9
"""Orders of less than this share of the largest delivery of all are rounding."""


def _links(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield what each sourcing link delivered and what waited on it, where that was recorded.

    A link whose orders always left at once has no series of what waited.
    """
    layout, panels = recording.layout, recording.panels
    if "deliveries" not in panels:
        return
    places = places_of(recording, "deliveries")
    units = [layout.items[layout.item_row[place.item]].unit for place in places]
    weekly = [f"{unit}/week" for unit in units]
    yield RecordedOutcome("deliveries", places, weekly, panels["deliveries"])
    least = LEAST * panels["deliveries"].max(initial=0.0)
    for name in ("unfilled", "held", "called_off"):
        rows = np.flatnonzero((panels[name] > least).any(axis=(0, 2))).tolist()
        at, unit = [places[row] for row in rows], [units[row] for row in rows]
        yield RecordedOutcome(f"orders_{name}", at, unit, panels[name], rows)


def _output(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield output of each final buyer, and what stocks kept it from making."""
    panels, places = recording.panels, places_of(recording, "output")
    units = [f"{maker.output_unit}/week" for maker in recording.layout.final_buyers]
    lost = np.maximum(wanted_output(recording) - panels["output"], 0.0)
    yield RecordedOutcome("output", places, units, panels["output"])
    yield RecordedOutcome("output_lost", places, units, lost)


def _licensing(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield what exporters filed and offices decided under each control."""
    places = places_of(recording, "filed")
    for panel in ("filed", "granted", "refused", "waiting"):
        unit = "applications" if panel == "waiting" else "applications/week"
        yield RecordedOutcome(
            f"licences_{panel}", places, [unit] * len(places), recording.panels[panel]
        )


def _public_money(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield what tariffs bring and what subsidy programmes promise and pay, where there are any."""
    layout, panels = recording.layout, recording.panels
    tariffs = [Place("", "", policy.actor, policy.name) for policy, _ in layout.rows_of(Levy.group)]
    if tariffs:
        yield RecordedOutcome(
            "duty_levied", tariffs, ["USD million/week"] * len(tariffs), panels["levied"]
        )
    funds = places_of(recording, "allocated")
    for name in ("allocated", "bound", "disbursed") if funds else ():
        yield RecordedOutcome(f"grants_{name}", funds, ["USD million"] * len(funds), panels[name])


def _diplomacy(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield the tension of each government with each partner, and the rung it stands on."""
    places = places_of(recording, "tension")
    for name, unit in (("tension", "tension"), ("escalation", "rung")) if places else ():
        yield RecordedOutcome(name, places, [unit] * len(places), recording.panels[name])


def _rules(recording: Recording) -> Iterator[RecordedOutcome]:
    """Yield which policies that follow rules are in force, where there are any."""
    places = places_of(recording, "enacted")
    if places:
        yield RecordedOutcome(
            "in_force_by_rule", places, ["flag"] * len(places), recording.panels["enacted"]
        )
