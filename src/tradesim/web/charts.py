"""The charts of the page: what each shows, and its weekly values in a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tradesim.measures.disruption import price_index
from tradesim.measures.markets import market
from tradesim.measures.output import wanted_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats, added, ratio
from tradesim.policies.export_control import ExportControl
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.scenario.naming import label_of, units, words
from tradesim.web.numbers import lately
from tradesim.web.view import View
from tradesim.wording.said import said

SMOOTHED = 4
"""Weeks over which imports are averaged: a month, as customs statistics have it."""

Values = Callable[[Recording], Floats]


@dataclass(frozen=True)
class Chart:
    """One chart.

    Attributes:
        name: Its key.
        label: Its title.
        unit: Unit of its values.
        series: Label of each series, by name.
        values: Gives its weekly values, shape (series, week, run).
        settings: How it is drawn: ``format``, ``from_zero``, ``digits``, ``help``, and ``span``,
            the least that its axis spans, so that next to nothing does not fill it.
    """

    name: str
    label: str
    unit: str
    series: dict[str, str]
    values: Values = field(repr=False)
    settings: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """Return what the page needs to know of it."""
        lines = [{"name": name, "label": label} for name, label in self.series.items()]
        facts = {"name": self.name, "label": self.label, "unit": self.unit, "series": lines}
        return facts | self.settings


def charts_of(view: View) -> tuple[Chart, ...]:
    """Return the charts of a scenario, in the order in which they are shown."""
    return tuple(_charts(view))


def _charts(view: View) -> Iterator[Chart]:
    if view.final_buyers:
        yield _output(view)
    yield _cover(view)
    for group in view.groups:
        yield _imports(view, group)
    yield _price(view)
    if any(isinstance(policy, ExportControl) for policy in view.scenario.policies):
        yield _waiting(view)
    if any(isinstance(policy, SubsidyProgramme) for policy in view.scenario.policies):
        yield _money()


def _drawn(
    style: str, *, from_zero: bool, digits: int, help_text: str, span: float = 0.0
) -> dict[str, Any]:
    facts = {"format": style, "from_zero": from_zero, "digits": digits, "help": help_text}
    return {**facts, "span": span}


def _output(view: View) -> Chart:
    names = [maker.name for maker in view.final_buyers]

    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        rows = [maker.name for maker in recording.layout.final_buyers]
        made = ratio(recording.panels["output"], wanted_output(recording))
        return np.stack([made[:, rows.index(name)] for name in names])

    return Chart(
        "output",
        said("Output of buyers, {country}", country=view.country_name(view.country)),
        said("share of what could be sold"),
        dict(zip(names, names, strict=True)),
        values,
        _drawn(
            "percent",
            from_zero=False,
            digits=0,
            help_text=said("Below 100 % where missing material stops lines."),
            span=0.2,
        ),
    )


def _cover(view: View) -> Chart:
    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        layout, panels = recording.layout, recording.panels
        lines = []
        for item in view.items:
            rows = [
                row
                for row, need in enumerate(layout.need_rows)
                if need.need.item == item.name and layout.buyer_names[need.buyer] in view.buyers
            ]
            lines.append(ratio(added(panels["stock"], rows), added(panels["rate"], rows)))
        return np.stack(lines)

    return Chart(
        "cover",
        said("Stock in hand"),
        said("weeks of use"),
        _item_labels(view),
        values,
        _drawn(
            "number",
            from_zero=True,
            digits=1,
            help_text=said("What the buyers shown hold together, in weeks of their usual use."),
        ),
    )


def _imports(view: View, group: str) -> Chart:
    origins = view.origins[group]
    home = {view.country: said("{country} itself", country=view.country_name(view.country))}
    labels = {code: home.get(code, view.country_name(code)) for code in origins}
    unit = next(item.unit for item in view.scenario.items if item.customs_group == group)

    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        layout, arrivals = recording.layout, recording.panels["arrivals"]
        cells = list(enumerate(recording.flows))
        lines = []
        for origin in origins:
            rows = [
                row
                for row, flow in cells
                if flow.destination == view.country
                and layout.items[flow.item].customs_group == group
                and layout.suppliers[flow.supplier].country == origin
            ]
            lines.append(lately(added(arrivals, rows), SMOOTHED))
        return np.stack(lines)

    return Chart(
        f"imports {group}",
        said("{goods}: where it comes from", goods=_group_label(view, group)),
        said("{unit} a week", unit=units(unit)),
        labels,
        values,
        _drawn(
            "number",
            from_zero=True,
            digits=0,
            help_text=said("Mean of {weeks} weeks.", weeks=SMOOTHED),
        ),
    )


def _group_label(view: View, group: str) -> str:
    """Return what a customs group is called: as its one item is, or by itself with its items."""
    labels = [label_of(item) for item in view.items if item.customs_group == group]
    if len(labels) == 1:
        return labels[0]
    return f"{words(group)} ({'; '.join(labels)})" if labels else words(group)


def _price(view: View) -> Chart:
    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        found = [market(recording, item, view.country) for item in view.items]
        return np.stack([price_index(each) for each in found])

    return Chart(
        "price",
        said("Price paid"),
        said("multiple of the usual price"),
        _item_labels(view),
        values,
        _drawn(
            "number",
            from_zero=False,
            digits=2,
            help_text=said("The same goods at usual prices are 1."),
            span=0.1,
        ),
    )


def _waiting(view: View) -> Chart:
    """Return the chart of applications that no office has decided yet."""

    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        layout, waiting = recording.layout, recording.panels["waiting"]
        lines = []
        for item in view.items:
            rows = [
                row
                for row, (_, control) in enumerate(layout.control_list)
                if control.item == item.name and control.market == view.country
            ]
            lines.append(added(waiting, rows) if rows else np.zeros(waiting.shape[::2]))
        return np.stack(lines)

    return Chart(
        "waiting",
        said("Licences waiting for a decision"),
        said("applications"),
        _item_labels(view),
        values,
        _drawn(
            "number",
            from_zero=True,
            digits=0,
            help_text=said("Applications for export licences that lie at the office."),
        ),
    )


def _money() -> Chart:
    """Return the chart of public money: what is promised, owed and paid."""
    panels: dict[str, str] = {
        "allocated": said("promised"),
        "bound": said("owed by contract"),
        "disbursed": said("paid"),
    }

    def values(recording: Recording) -> Floats:
        """Return the lines of the chart, shape (line, week, run)."""
        funds = range(recording.panels["allocated"].shape[1])
        return np.stack([added(recording.panels[name], funds) for name in panels])

    return Chart(
        "money",
        said("Public money"),
        said("USD million"),
        panels,
        values,
        _drawn(
            "number", from_zero=True, digits=0, help_text=said("Grants, added up since the start.")
        ),
    )


def _item_labels(view: View) -> dict[str, str]:
    return {item.name: label_of(item) for item in view.items}
