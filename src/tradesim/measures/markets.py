"""The markets that are measured: an item bought in a country that a policy is aimed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Floats, Weeks
from tradesim.measures.control_weeks import announced_week, week_in_force
from tradesim.measures.prices import price_cif
from tradesim.measures.recording import Recording
from tradesim.measures.spans import WINDOW, added, trailing
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.scenario.schema import Item, Scenario, SupplierEntry
from tradesim.world.parameters import column

USD_M = 1e6
"""US dollars in a million."""


@dataclass(frozen=True)
class Market:
    """The market for one item in one country.

    Attributes:
        recording: The runs.
        item: The item.
        destination: Country code of the buyers.
        controls: Export controls aimed at the country that cover the item, in the file's order.
        flows: Rows of the ``arrivals`` panel that end here, domestic supply included.
        needs: Rows of the buyers' needs for the item.
    """

    recording: Recording
    item: Item
    destination: str
    controls: tuple[ExportControl, ...]
    flows: tuple[int, ...]
    needs: tuple[int, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """Supplier row of each flow."""
        return tuple(self.recording.flows[row].supplier for row in self.flows)

    @property
    def imposers(self) -> tuple[str, ...]:
        """Countries whose goods controls cover here: those that impose controls on exports."""
        return tuple(dict.fromkeys(code for control in self.controls for code in control.origins))

    @cached_property
    def announced(self) -> Weeks:
        """Week of the first announcement of a control, shape (1,) or (run,)."""
        return announced_week(self.recording, self.controls)

    @cached_property
    def in_force(self) -> Weeks:
        """Week of the first entry into force of a control, shape (1,) or (run,)."""
        return week_in_force(self.recording, self.controls)

    @cached_property
    def arrivals(self) -> dict[int, Floats]:
        """Weekly arrivals by supplier row, unit/week, each of shape (week, run)."""
        pairs = zip(self.sources, self.flows, strict=True)
        return {plant: self.quantity((row,)) for plant, row in pairs}

    @cached_property
    def _sums(self) -> dict[tuple[str, tuple[int, ...]], Floats]:
        """Quantities and values asked for before, by flows."""
        return {}

    @cached_property
    def _quarters(self) -> dict[tuple[int, ...], Floats]:
        """Sums over the trailing weeks asked for before, by flows."""
        return {}

    def rows_from(self, origins: Callable[[str], bool]) -> tuple[int, ...]:
        """Return the flow rows whose origin passes a test."""
        plants = self.recording.layout.suppliers
        pairs = zip(self.sources, self.flows, strict=True)
        return tuple(row for plant, row in pairs if origins(plants[plant].country))

    def quantity(self, rows: tuple[int, ...] | None = None) -> Floats:
        """Return weekly arrivals of all flows or of some, unit/week, shape (week, run)."""
        return self._once("quantity", self.flows if rows is None else rows)

    def value(self, rows: tuple[int, ...] | None = None) -> Floats:
        """Return what arrivals of all flows or of some cost, USD million, shape (week, run)."""
        return self._once("value", self.flows if rows is None else rows)

    def quarter(self, rows: tuple[int, ...]) -> Floats:
        """Return the arrivals of some flows in the trailing weeks, unit, shape (week, run)."""
        if len(rows) == 1:
            return quarter_of(self.recording, rows[0])
        if rows not in self._quarters:
            self._quarters[rows] = trailing(self.quantity(rows), WINDOW)
        return self._quarters[rows]

    def _once(self, what: str, rows: tuple[int, ...]) -> Floats:
        """Return quantities or values of some flows, worked out when first asked for."""
        if (what, rows) not in self._sums:
            made = _paid if what == "value" else _arrived
            parts = self._by_origin if rows == self.flows else {}
            whole = len(parts) > 1  # all flows: the origins are asked for by themselves, too
            self._sums[what, rows] = (
                _total([self._once(what, part) for part in parts.values()])
                if whole
                else made(self.recording, rows)
            )
        return self._sums[what, rows]

    @cached_property
    def _by_origin(self) -> dict[str, tuple[int, ...]]:
        """The flows by country of origin."""
        plants = self.recording.layout.suppliers
        origins = dict.fromkeys(plants[plant].country for plant in self.sources)
        return {origin: self.rows_from(origin.__eq__) for origin in origins}


def quarter_of(recording: Recording, flow: int) -> Floats:
    """Return the arrivals of a flow in the trailing weeks, unit, shape (week, run)."""
    arrivals = recording.panels["arrivals"]
    return recording.once(f"quarter of {flow}", lambda: trailing(arrivals[:, flow], WINDOW))


def _total(parts: list[Floats]) -> Floats:
    sums = parts[0].copy()
    for part in parts[1:]:
        sums += part
    return sums


def _arrived(recording: Recording, rows: tuple[int, ...]) -> Floats:
    panel = recording.panels["arrivals"]
    return panel[:, rows[0]] if len(rows) == 1 else added(panel, rows)


def _paid(recording: Recording, rows: tuple[int, ...]) -> Floats:
    panels = recording.panels
    paid = np.zeros(panels["arrivals"].shape[::2])
    for row in rows:
        paid += panels["arrivals"][:, row] * price_cif(recording, row)
    paid /= USD_M
    return paid


def markets(recording: Recording) -> list[Market]:
    """Return the markets that matter, by destination and item in the file's order.

    Where a destination is under control: its markets for the controlled items, and for what the
    imposing countries supply it with. Elsewhere: all its markets.
    """
    return recording.once("markets", lambda: _markets(recording))


def _markets(recording: Recording) -> list[Market]:
    everything = [
        market(recording, item, destination)
        for destination in destinations(recording.layout.scenario, recording.policies)
        for item in recording.layout.items
    ]
    return [found for found in everything if found.needs and _matters(found)]


def destinations(scenario: Scenario, policies: Sequence[Policy]) -> tuple[str, ...]:
    """Return the partners of some policies and the markets that the scenario names.

    Without any, all countries with final buyers.
    """
    partners = {market for policy in policies for market in policy.markets}
    chosen = partners.union(scenario.markets) or {maker.country for maker in scenario.buyers}
    return tuple(country.code for country in scenario.countries if country.code in chosen)


def market(recording: Recording, item: Item, destination: str) -> Market:
    """Return the market for an item in a country, the same one to whoever asks."""
    name = f"market for {item.name} in {destination}"
    return recording.once(name, lambda: _market(recording, item, destination))


def _market(recording: Recording, item: Item, destination: str) -> Market:
    layout = recording.layout
    row = layout.item_row[item.name]
    return Market(
        recording=recording,
        item=item,
        destination=destination,
        controls=tuple(
            control
            for control in controls_on(recording, destination)
            if item.name in recording.subjects[control.name]
        ),
        flows=tuple(
            number
            for number, flow in enumerate(recording.flows)
            if flow.item == row and flow.destination == destination
        ),
        needs=tuple(
            number
            for number, need in enumerate(layout.need_rows)
            if layout.item_of_need[number] == row
            and layout.buyer_countries[need.buyer] == destination
        ),
    )


def controls_on(recording: Recording, destination: str) -> list[ExportControl]:
    """Return the controls that bear on the buyers of a country."""
    return [control for control in recording.controls if destination in control.markets]


def baseline_prices(recording: Recording) -> Floats:
    """Return the baseline price of each supplier, USD/unit, shape (supplier, 1 or run)."""
    return recording.once("baseline prices", lambda: column(recording.layout.suppliers, price_of))


def price_of(plant: SupplierEntry) -> object:
    """Return the baseline price of a plant, USD/unit."""
    return plant.price


def _matters(found: Market) -> bool:
    controls = controls_on(found.recording, found.destination)
    imposers = {code for control in controls for code in control.origins}
    return not controls or bool(found.controls or found.rows_from(imposers.__contains__))
