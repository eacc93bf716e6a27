"""Whom a scenario is about: the countries, items and origins that are told of, by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tradesim.measures.markets import destinations
from tradesim.policies.base import Policy
from tradesim.policies.effects import ControlRow
from tradesim.policies.export_control import ExportControl
from tradesim.world.layout import Layout


@dataclass(frozen=True, slots=True)
class Interruption:
    """A shock that cuts what plants of a country sell to buyers of another.

    Attributes:
        shock: The loss of plants, or the blockade.
        origin: Country code of the plants.
        destination: Country code of the buyers.
        item: Name of the item.
    """

    shock: Policy
    origin: str
    destination: str
    item: str

    @property
    def words(self) -> str:
        """What reports call it."""
        return self.shock.interruption or self.shock.instrument

    @property
    def place(self) -> str:
        """Where it happens: the country of the buyers where they are cut off from everybody."""
        struck = self.shock.targets
        return self.destination if self.destination in struck else self.origin


@dataclass(frozen=True)
class Aims:
    """The controls of a scenario, and its losses of plants and blockades, and whom they meet.

    Attributes:
        layout: Names of all rows.
    """

    layout: Layout

    @cached_property
    def controls(self) -> tuple[ExportControl, ...]:
        """The export controls of the scenario."""
        return tuple(p for p in self.layout.scenario.happenings if isinstance(p, ExportControl))

    @cached_property
    def destinations(self) -> tuple[str, ...]:
        """Country codes to tell of: the partners of the policies."""
        return destinations(self.layout.scenario, self.layout.scenario.policies)

    def controls_on(self, destination: str, item: str | None = None) -> list[ExportControl]:
        """Return the controls aimed at a country, perhaps those that cover an item."""
        return [
            control
            for control in self.controls
            if destination in control.markets
            and (item is None or item in self.layout.subjects(control))
        ]

    @cached_property
    def interruptions(self) -> tuple[Interruption, ...]:
        """What shocks cut of trade between countries, in the order of the file."""
        layout = self.layout
        found = {}
        for shock in layout.scenario.shocks:
            for row in shock.interrupts(layout):
                link = layout.link_rows[int(row)]
                plant, need = layout.suppliers[link.supplier], layout.need_rows[link.need]
                country = layout.buyer_countries[need.buyer]
                if plant.country != country:
                    cut = (shock.name, plant.country, country, plant.item)
                    found[cut] = Interruption(shock, *cut[1:])
        return tuple(found.values())

    @property
    def outset(self) -> str:
        """What a time before is before: the first control, or the first loss of plants."""
        kinds = dict.fromkeys(cut.words for cut in self.interruptions)
        ruled = ["control"] if self.controls or not kinds else []
        return f"first {' or '.join([*kinds, *ruled])}"

    def interruptions_of(self, destination: str, item: str | None = None) -> list[Interruption]:
        """Return what shocks cut of the supply of a country, perhaps with an item."""
        return [
            cut
            for cut in self.interruptions
            if cut.destination == destination and item in {None, cut.item}
        ]

    def imposers(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose controls are aimed at a country, perhaps on an item."""
        found = self.controls_on(destination, item)
        return tuple(dict.fromkeys(code for control in found for code in control.origins))

    def sources(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose plants a control, or a shock, keeps from selling to a country.

        These are not always the imposing countries: a control may reach plants abroad.
        """
        if (destination, item) not in self._found:
            self._found[destination, item] = self._sources(destination, item)
        return self._found[destination, item]

    @cached_property
    def _found(self) -> dict[tuple[str, str | None], tuple[str, ...]]:
        """Sources asked for before."""
        return {}

    def _sources(self, destination: str, item: str | None) -> tuple[str, ...]:
        plants = self.layout.suppliers
        found = [cut.origin for cut in self.interruptions_of(destination, item)]
        for control in self.controls_on(destination, item):
            for row in self._rows[control.name]:
                if row.market == destination and item in {None, row.item}:
                    links = (self.layout.link_rows[int(link)] for link in row.links)
                    found += [plants[link.supplier].country for link in links]
        return tuple(dict.fromkeys(found)) or self.imposers(destination, item)

    @cached_property
    def _rows(self) -> dict[str, list[ControlRow]]:
        """What each control covers, by its name."""
        return {control.name: control.controls(self.layout) for control in self.controls}


def together(codes: tuple[str, ...]) -> str:
    """Return the name under which the deliveries of several countries stand as one series."""
    return "+".join(codes)
