"""The charts of the page: the pictures of a run with the lines of what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.recording import Recording
from tradesim.policies.export_control import ExportControl
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.records.pictures import PICTURES, Picture
from tradesim.records.series import Line, Sum
from tradesim.scenario.naming import in_prose, label_of, units, words
from tradesim.web.places import country_said
from tradesim.web.view import View
from tradesim.wording.said import said

SMOOTHED = 4
"""Weeks over which imports are averaged: a month, as customs statistics have it."""

MONEY = {"allocated": "promised", "bound": "owed by contract", "disbursed": "paid"}
"""What is shown of public money, and what it is called."""


Names = tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """One chart.

    Attributes:
        name: Its key.
        label: Its title.
        unit: Unit of its values.
        lines: What it shows.
        picture: How it is drawn.
    """

    name: str
    label: str
    unit: str
    lines: tuple[Line, ...]
    picture: Picture = field(repr=False)

    @property
    def panels(self) -> frozenset[str]:
        """The panels that it is made of."""
        return frozenset(panel for line in self.lines for panel in line.panels)

    def values(self, recording: Recording, span: range) -> Floats:
        """Return its values in some weeks, shape (line, week, run)."""
        return np.stack([line.values(recording, span=span) for line in self.lines])

    def document(self) -> dict[str, Any]:
        """Return what the page needs to know of it."""
        return {
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "series": [{"name": line.name, "label": line.label} for line in self.lines],
            "format": self.picture.style,
            "from_zero": self.picture.from_zero,
            "digits": self.picture.digits,
            "help": self.picture.help,
            "span": self.picture.span,
        }


def charts_of(view: View) -> Iterator[Chart]:
    """Yield the charts of a scenario, in the order in which they are shown."""
    country, policies = view.place, view.scenario.policies
    if view.final_buyers:
        yield _chart("output", country, _output(view))
    held = _of_items(view, "stock", "rate", actors=view.buyers)
    yield _chart("cover", country, held)
    for group in view.groups:
        yield _imports(view, group)
        for origin, destinations in view.held_exports(group).items():
            yield _exports(view, group, origin, destinations)
    paid = _of_items(view, "paid", "usually_paid", destinations=view.countries)
    yield _chart("price", country, paid)
    if any(isinstance(policy, ExportControl) for policy in policies):
        waiting = _of_items(view, "waiting", destinations=view.countries)
        yield _chart("waiting", country, waiting)
    if any(isinstance(policy, SubsidyProgramme) for policy in policies):
        yield _chart("money", country, [Line(n, label, Sum(n)) for n, label in MONEY.items()])


def _chart(name: str, country: str, lines: list[Line]) -> Chart:
    picture = PICTURES[name]
    return Chart(name, picture.titled(country), picture.unit, tuple(lines), picture)


def _output(view: View) -> list[Line]:
    return [
        Line(name, name, Sum("output", actors=(name,)), Sum("wanted", actors=(name,)))
        for name in (maker.name for maker in view.final_buyers)
    ]


def _of_items(
    view: View, part: str, whole: str = "", *, destinations: Names = (), actors: Names = ()
) -> list[Line]:
    """Return a line for each item: a quantity, over another where one is named."""
    into = ((), destinations, actors)
    return [
        Line(
            item.name,
            label_of(item),
            Sum(part, (item.name,), *into),
            Sum(whole, (item.name,), *into) if whole else None,
        )
        for item in view.items
    ]


def _imports(view: View, group: str) -> Chart:
    items = view.names_in(group)
    lines = [
        Line(
            origin,
            said("{country} itself", country=view.country_name(origin))
            if origin in view.countries
            else view.country_name(origin),
            Sum("arrivals", items, (origin,), view.countries),
            weeks=SMOOTHED,
        )
        for origin in view.origins[group]
    ]
    label = PICTURES["imports"].titled(view.place, _group_label(view, group))
    return _trade(view, group, "imports", f"imports {group}", label, lines)


def _exports(view: View, group: str, origin: str, destinations: tuple[str, ...]) -> Chart:
    """Return what leaves a country, a line for each country that it goes to."""
    items = view.names_in(group)
    lines = [
        Line(code, view.country_name(code), Sum("dispatches", items, (origin,), (code,)),
             weeks=SMOOTHED)
        for code in destinations
    ]  # fmt: skip
    label = PICTURES["exports"].titled(
        country_said(view.country_name(origin)), _group_label(view, group)
    )
    return _trade(view, group, "exports", f"exports {group} {origin}", label, lines)


def _trade(view: View, group: str, picture: str, name: str, label: str, lines: list[Line]) -> Chart:
    unit = next(item.unit for item in view.scenario.items if item.customs_group == group)
    drawn = PICTURES[picture]
    return Chart(name, label, said(drawn.unit, unit=units(unit)), tuple(lines), drawn)


def _group_label(view: View, group: str) -> str:
    """Return what a customs group is called: as its one item is, or by itself with its items.

    What the name of an item repeats of the group is left out: Acids (liquid; gas).
    """
    items = [item for item in view.items if item.customs_group == group]
    if len(items) == 1:
        return label_of(items[0])
    kinds = [_kind(in_prose(item), words(group)) for item in items]
    return f"{words(group)} ({'; '.join(kinds)})" if kinds else words(group)


def _kind(name: str, group: str) -> str:
    """Return the name of an item without that of its group, whole if nothing else is in it."""
    rest = re.sub(rf"\b{re.escape(group)}\b", " ", name, flags=re.IGNORECASE)
    return " ".join(rest.split()).strip(" ,") or name
