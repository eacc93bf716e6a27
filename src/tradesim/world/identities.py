"""The rows of needs and sourcing links, and what the draws of each entity are keyed by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tradesim.scenario.schema import Need, Scenario, SupplierEntry


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need of one buyer: the buyer's row and what the scenario says."""

    buyer: int
    need: Need


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One sourcing link: the need's row, the supplier's row, and whether it starts qualified."""

    need: int
    supplier: int
    incumbent: bool


class Identities:
    """Names that outlive a renaming: the part of a layout that chance needs."""

    scenario: Scenario
    suppliers: tuple[SupplierEntry, ...]
    need_rows: tuple[NeedRow, ...]
    link_rows: tuple[LinkRow, ...]

    @cached_property
    def country_ids(self) -> dict[str, str]:
        """Identity of each country by code."""
        return {country.code: country.drawn_by for country in self.scenario.countries}

    @cached_property
    def item_ids(self) -> dict[str, str]:
        """Identity of each item by name."""
        return {item.name: item.drawn_by for item in self.scenario.items}

    @cached_property
    def supplier_ids(self) -> dict[str, str]:
        """Identity of each plant by name."""
        return {plant.name: plant.drawn_by for plant in self.suppliers}

    @cached_property
    def project_ids(self) -> dict[str, str]:
        """Identity of each policy by name, that of an award's project among them."""
        return {policy.name: policy.drawn_by for policy in self.scenario.policies}

    @cached_property
    def buyer_ids(self) -> tuple[str, ...]:
        """Identity of each buyer."""
        processors = [plant for plant in self.suppliers if plant.recipe]
        return tuple(buyer.drawn_by for buyer in (*self.scenario.buyers, *processors))

    @cached_property
    def link_ids(self) -> tuple[str, ...]:
        """Identity of each sourcing link: of its buyer, item and supplier."""
        needs = [
            f"{self.buyer_ids[row.buyer]}|{self.item_ids[row.need.item]}" for row in self.need_rows
        ]
        plants = [plant.drawn_by for plant in self.suppliers]
        return tuple(f"{needs[row.need]}|{plants[row.supplier]}" for row in self.link_rows)
