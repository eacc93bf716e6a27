"""The rows of needs and sourcing links: whose they are, and what the scenario says of them."""

from dataclasses import dataclass

from tradesim.scenario.schema import Need


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
