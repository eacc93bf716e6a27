"""Who is in the world and who is connected to whom: names and rows, the same for every run.

Sourcing links are sorted by buyer, need and supplier, so that the rows of one buyer are one
slice. Buyers are the final buyers, as the scenario lists them, then suppliers with a recipe.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Rows, Weeks
from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.effects import ControlRow
from tradesim.policies.export_control import ExportControl
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.supply_shock import SupplyShock
from tradesim.scenario.schema import BuyerEntry, Country, Item, Scenario, SupplierEntry
from tradesim.world.calendar import Calendar
from tradesim.world.engagements import Engagements
from tradesim.world.identities import Identities, LinkRow, NeedRow
from tradesim.world.relations import Neighbourhood
from tradesim.world.rulebook import Ruled
from tradesim.world.segments import Segments

Kind = TypeVar("Kind", bound=Policy)
"""A kind of policy."""


@dataclass(frozen=True)
class Layout(Identities, Neighbourhood, Engagements, Ruled):
    """Names and rows of everything in a scenario; implements the policies' ``Terrain``."""

    scenario: Scenario
    calendar: Calendar
    countries: tuple[Country, ...]
    items: tuple[Item, ...]
    suppliers: tuple[SupplierEntry, ...]
    final_buyers: tuple[BuyerEntry, ...]
    need_rows: tuple[NeedRow, ...]
    link_rows: tuple[LinkRow, ...]
    investments: tuple[SubstitutionInvestment, ...]
    shocks: tuple[DemandShock, ...]
    control_list: list[tuple[str, ControlRow]] = field(default_factory=list)

    # names to rows

    @cached_property
    def item_row(self) -> dict[str, int]:
        """Row of each item by name."""
        return {item.name: row for row, item in enumerate(self.items)}

    @cached_property
    def supplier_row(self) -> dict[str, int]:
        """Row of each supplier by name."""
        return {supplier.name: row for row, supplier in enumerate(self.suppliers)}

    @cached_property
    def processors(self) -> tuple[int, ...]:
        """Rows of the suppliers that have a recipe; they are buyers after the final buyers."""
        return tuple(row for row, supplier in enumerate(self.suppliers) if supplier.recipe)

    @cached_property
    def buyer_names(self) -> tuple[str, ...]:
        """Name of each buyer."""
        makers = [maker.name for maker in self.final_buyers]
        return (*makers, *(self.suppliers[row].name for row in self.processors))

    @cached_property
    def buyer_countries(self) -> tuple[str, ...]:
        """Country code of each buyer."""
        makers = [maker.country for maker in self.final_buyers]
        return (*makers, *(self.suppliers[row].country for row in self.processors))

    # policies

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the policies and shocks of a kind, in the order of the file."""
        return tuple(policy for policy in self.scenario.happenings if isinstance(policy, kind))

    @cached_property
    def damages(self) -> list[tuple[SupplyShock, int]]:
        """Each supply shock with each plant that it hits."""
        shocks = self.of_kind(SupplyShock)
        return [(shock, int(plant)) for shock in shocks for plant in shock.plants(self)]

    def subjects(self, policy: Policy) -> tuple[str, ...]:
        """Return the items a policy concerns; of a control, those it covers in this scenario."""
        if not isinstance(policy, ExportControl):
            return policy.subjects
        covered = [row.item for name, row in self.control_list if name == policy.name]
        return tuple(dict.fromkeys(covered))

    # rows to rows

    @cached_property
    def needs_of_buyer(self) -> Segments:
        """Needs grouped by buyer."""
        return Segments([row.buyer for row in self.need_rows], len(self.buyer_names))

    @cached_property
    def links_of_need(self) -> Segments:
        """Links grouped by need."""
        return Segments([row.need for row in self.link_rows], len(self.need_rows))

    @cached_property
    def links_of_supplier(self) -> Segments:
        """Links grouped by supplier."""
        return Segments([row.supplier for row in self.link_rows], len(self.suppliers))

    @cached_property
    def item_of_need(self) -> npt.NDArray[np.int64]:
        """Item row of each need."""
        return np.array([self.item_row[row.need.item] for row in self.need_rows], dtype=np.int64)

    @cached_property
    def item_of_supplier(self) -> npt.NDArray[np.int64]:
        """Item row of each supplier."""
        return np.array([self.item_row[s.item] for s in self.suppliers], dtype=np.int64)

    @cached_property
    def buyer_of_link(self) -> npt.NDArray[np.int64]:
        """Buyer row of each link."""
        return self.needs_of_buyer.group_of[self.links_of_need.group_of]

    @cached_property
    def _link_labels(self) -> dict[str, npt.NDArray[np.str_]]:
        """What each link is chosen by, as words."""
        plants, supplier, buyer = (
            self.suppliers,
            self.links_of_supplier.group_of,
            self.buyer_of_link,
        )
        return {
            "origin": np.array([s.country for s in plants])[supplier],
            "technology": np.array([s.technology_origin or s.country for s in plants])[supplier],
            "item": np.array([s.item for s in plants])[supplier],
            "destination": np.array(self.buyer_countries)[buyer],
            "buyer": np.array(self.buyer_names)[buyer],
        }

    # the terrain that policies see

    def weeks(self, date: DateFigure | None) -> Weeks:
        """Return the first week in which a rule of that date binds, NEVER for None."""
        return self.calendar.week_of(None if date is None else date.value)

    def links(
        self,
        *,
        origin: str | None = None,
        destination: str | None = None,
        technology: str | None = None,
        items: Collection[str] | None = None,
        buyers: Collection[str] | None = None,
        with_programme: bool = True,
    ) -> Rows:
        """Return rows of sourcing links; ``with_programme=False`` leaves out ICP exporters."""
        chosen = np.ones(len(self.link_rows), dtype=bool)
        words = {"origin": origin, "destination": destination, "technology": technology}
        for label, word in words.items():
            if word is not None:
                chosen &= self._link_labels[label] == word
        for label, listed in {"item": items, "buyer": buyers}.items():
            if listed is not None:
                chosen &= np.isin(self._link_labels[label], list(listed))
        if not with_programme:
            programme = np.array([s.compliance_programme for s in self.suppliers])
            chosen &= ~programme[self.links_of_supplier.group_of]
        return np.flatnonzero(chosen)

    def plants(self, names: Collection[str]) -> Rows:
        """Return rows of the plants of some names."""
        return np.array([self.supplier_row[name] for name in names], dtype=np.int64)

    def plants_in(self, country: str, items: Collection[str] | None = None) -> Rows:
        """Return rows of the plants of a country, all or those of some items."""
        plants = enumerate(self.suppliers)
        chosen = [n for n, p in plants if p.country == country and (not items or p.item in items)]
        return np.array(chosen, dtype=np.int64)

    def links_of(self, plants: Rows) -> Rows:
        """Return rows of the sourcing links from some plants."""
        return np.flatnonzero(np.isin(self.links_of_supplier.group_of, plants))

    def attributes(self) -> dict[str, dict[str, float]]:
        """Return the technical attributes of each item by name."""
        return {item.name: item.attributes for item in self.items}

    def country_codes(self) -> tuple[str, ...]:
        """Return the codes of all countries."""
        return tuple(country.code for country in self.countries)

    def quarters(self) -> Weeks:
        """Return the weeks in which calendar quarters begin, from the first to past the end."""
        return self.calendar.quarters

    def years(self) -> Weeks:
        """Return the weeks in which calendar years begin, from the first to past the end."""
        return self.calendar.years

    def needs(self, *, buyers: Collection[str], items: Collection[str]) -> Rows:
        """Return rows of the needs of some buyers for some items."""
        return np.array(
            [
                row
                for row, need_row in enumerate(self.need_rows)
                if self.buyer_names[need_row.buyer] in buyers and need_row.need.item in items
            ],
            dtype=np.int64,
        )

    def control_rows(self, policy: str, items: Collection[str] | None = None) -> Rows:
        """Return the control rows a policy brought in, all or those of some items."""
        return np.array(
            [
                row
                for row, (name, control) in enumerate(self.control_list)
                if name == policy and (items is None or control.item in items)
            ],
            dtype=np.int64,
        )

    def projects(self, *, country: str, items: Collection[str] | None = None) -> Rows:
        """Return rows of the investment projects in a country."""
        plants = [self.suppliers[self.supplier_row[i.supplier]] for i in self.investments]
        return np.array(
            [
                row
                for row, plant in enumerate(plants)
                if plant.country == country and (items is None or plant.item in items)
            ],
            dtype=np.int64,
        )


def lay_out(scenario: Scenario) -> Layout:
    """Return the layout of a scenario: rows for everything it names."""
    suppliers = tuple(scenario.suppliers)
    final_buyers = tuple(scenario.buyers)
    recipes = [maker.needs for maker in final_buyers] + [s.recipe for s in suppliers if s.recipe]
    need_rows = tuple(NeedRow(buyer, need) for buyer, needs in enumerate(recipes) for need in needs)
    layout = Layout(
        scenario=scenario,
        calendar=Calendar.spanning(scenario.start, scenario.end),
        countries=tuple(scenario.countries),
        items=tuple(scenario.items),
        suppliers=suppliers,
        final_buyers=final_buyers,
        need_rows=need_rows,
        link_rows=_links(need_rows, suppliers),
        investments=tuple(p for p in scenario.policies if isinstance(p, SubstitutionInvestment)),
        shocks=tuple(s for s in scenario.shocks if isinstance(s, DemandShock)),
    )
    layout.control_list.extend(
        (policy.name, row) for policy in controls_of(scenario) for row in policy.controls(layout)
    )
    return layout


def controls_of(scenario: Scenario) -> list[ExportControl]:
    """Return the export controls of a scenario, in the order of the file."""
    return [policy for policy in scenario.policies if isinstance(policy, ExportControl)]


def _links(
    need_rows: tuple[NeedRow, ...], suppliers: tuple[SupplierEntry, ...]
) -> tuple[LinkRow, ...]:
    row_of = {supplier.name: row for row, supplier in enumerate(suppliers)}
    links: list[LinkRow] = []
    for row, need_row in enumerate(need_rows):
        known = dict.fromkeys(need_row.need.sources, True)
        known |= dict.fromkeys(need_row.need.candidates, False)
        names = sorted(known, key=row_of.__getitem__)
        links.extend(LinkRow(row, row_of[name], known[name]) for name in names)
    return tuple(links)
