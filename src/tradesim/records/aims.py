"""Whom a scenario is about: the countries, items and origins that are told of, by name."""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.measures.markets import destinations
from tradesim.policies.export_control import ExportControl
from tradesim.world.layout import Layout, dated


@dataclass(frozen=True)
class Aims:
    """The controls of a scenario and whom they meet.

    Attributes:
        layout: Names of all rows.
    """

    layout: Layout

    @property
    def controls(self) -> tuple[ExportControl, ...]:
        """The export controls of the scenario."""
        return tuple(p for p in dated(self.layout.scenario) if isinstance(p, ExportControl))

    @property
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

    def imposers(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose controls are aimed at a country, perhaps on an item."""
        found = self.controls_on(destination, item)
        return tuple(dict.fromkeys(code for control in found for code in control.origins))

    def sources(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose plants need licences to sell to a country, or are banned.

        These are not always the imposing countries: a control may reach plants abroad.
        """
        plants, found = self.layout.suppliers, []
        for control in self.controls_on(destination, item):
            for row in control.controls(self.layout):
                if row.market == destination and item in {None, row.item}:
                    links = (self.layout.link_rows[int(link)] for link in row.links)
                    found += [plants[link.supplier].country for link in links]
        return tuple(dict.fromkeys(found)) or self.imposers(destination, item)


def together(codes: tuple[str, ...]) -> str:
    """Return the name under which the deliveries of several countries stand as one series."""
    return "+".join(codes)
