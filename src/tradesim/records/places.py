"""What and whom a series is about, and the places of the rows of each panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tradesim.measures.panels import DETAILS, PANELS
from tradesim.measures.recording import Recording


class Place(NamedTuple):
    """What and whom a series of an outcome is about; the empty string where nothing is meant."""

    item: str = ""
    origin: str = ""
    destination: str = ""
    actor: str = ""


def places_of(recording: Recording, panel: str) -> tuple[Place, ...]:
    """Return what each row of a panel is about."""
    kind = (PANELS | DETAILS)[panel]
    return recording.once(f"places of {kind}", lambda: tuple(_PLACES[kind](recording)))


def _flows(recording: Recording) -> list[Place]:
    plants = recording.layout.suppliers
    return [
        Place(plants[f.supplier].item, plants[f.supplier].country, f.destination,
              plants[f.supplier].name)
        for f in recording.flows
    ]  # fmt: skip


def _suppliers(recording: Recording) -> list[Place]:
    return [Place(p.item, p.country, "", p.name) for p in recording.layout.suppliers]


def _needs(recording: Recording) -> list[Place]:
    layout = recording.layout
    names, countries = layout.buyer_names, layout.buyer_countries
    return [
        Place(row.need.item, "", countries[row.buyer], names[row.buyer]) for row in layout.need_rows
    ]


def _buyers(recording: Recording) -> list[Place]:
    return [Place(m.product, m.country, "", m.name) for m in recording.layout.final_buyers]


def _controls(recording: Recording) -> list[Place]:
    rows = recording.layout.control_list
    return [Place(row.item, row.origin, row.market, name) for name, row in rows]


def _programmes(recording: Recording) -> list[Place]:
    return [Place("", "", p.country, p.name) for p in recording.layout.programmes]


def _relations(recording: Recording) -> list[Place]:
    pairs = recording.layout.relation_pairs
    return [Place("", government, partner) for government, partner in pairs]


def _rules(recording: Recording) -> list[Place]:
    ruled = recording.layout.ruled
    return [Place("", policy.actor, policy.target, policy.name) for policy, _ in ruled]


def _links(recording: Recording) -> list[Place]:
    """Return what each sourcing link is about; its origin is the plant."""
    layout = recording.layout
    found = []
    for row, link in enumerate(layout.link_rows):
        buyer, plant = layout.buyer_of_link[row], layout.suppliers[link.supplier]
        country, name = layout.buyer_countries[buyer], layout.buyer_names[buyer]
        found.append(Place(plant.item, plant.name, country, name))
    return found


_PLACES: Mapping[str, Callable[[Recording], list[Place]]] = {
    "flow": _flows,
    "supplier": _suppliers,
    "need": _needs,
    "buyer": _buyers,
    "control": _controls,
    "programme": _programmes,
    "rule": _rules,
    "relation": _relations,
    "link": _links,
}
