"""The world of a block of runs: all groups of arrays, their links, and the log of events."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tradesim.arrays import Flags, Rows, Words
from tradesim.policies.blockade import Blockade
from tradesim.policies.effects import Effect
from tradesim.world.engagements import Awards, Moves, Programmes, Quotas, Tariffs, Tranches
from tradesim.world.governments import Chancery
from tradesim.world.inspections import Border, Inspections
from tradesim.world.instruments import InstrumentWiring
from tradesim.world.layout import Layout
from tradesim.world.licences import contracts_at_once, in_parts
from tradesim.world.log import EventLog
from tradesim.world.markets import Markets, MarketWiring
from tradesim.world.outages import Outages
from tradesim.world.pipeline import Pipeline
from tradesim.world.relations import Incidents, Levers, Relations
from tradesim.world.rulebook import Rulebook, Rules
from tradesim.world.segments import Segments
from tradesim.world.state import (
    Buyers,
    Controls,
    Licences,
    Links,
    Needs,
    Parameters,
    Projects,
    Shocks,
    Suppliers,
    Trials,
)
from tradesim.world.threats import Threats
from tradesim.world.usual_demand import UsualDemand


@dataclass(frozen=True)
class Wiring:
    """Which rows belong together; the same for every run."""

    needs_of_buyer: Segments
    links_of_need: Segments
    links_of_supplier: Segments
    projects_of_supplier: Segments
    covers: Flags  # (licence, control): the control may cover the link
    shocked: Flags  # (shock, buyer): the shock meets the buyer
    final_buyers: int  # buyers before this row are final, from it on suppliers with a recipe
    processors: np.ndarray  # supplier row of each buyer that is a supplier
    rung_of_control: np.ndarray  # where on the ladder each control stands while it binds
    office_of_control: np.ndarray  # country row of the government that grants its licences


@dataclass(frozen=True, slots=True)
class Shop:
    """Some buyers with their needs: final buyers, or suppliers with a recipe."""

    buyer: Buyers
    need: Needs
    needs_of_buyer: Segments
    first_need: int


@dataclass
class World:
    """Everything a week reads and writes, for one run or for many.

    Attributes:
        week: The week being lived, counted from 0.
        news: True in a week in which some control is announced.
        controls_changed: True in a week in which some control's level or terms change.
        licences_needed: True while some link of some run needs a licence.
    """

    layout: Layout
    runs: Words
    behaviour: Parameters
    wiring: Wiring
    instruments: InstrumentWiring
    markets: MarketWiring
    market: Markets
    buyer: Buyers
    need: Needs
    link: Links
    trial: Trials
    threat: Threats
    supplier: Suppliers
    licence: Licences
    control: Controls
    project: Projects
    shock: Shocks
    quota: Quotas
    tariff: Tariffs
    inspection: Inspections
    border: Border
    programme: Programmes
    award: Awards
    tranche: Tranches
    move: Moves
    outage: Outages
    relation: Relations
    lever: Levers
    incident: Incidents
    diplomacy: Parameters
    chancery: Chancery
    rule: Rules
    rulebook: Rulebook
    pipeline: Pipeline
    office_capacity: np.ndarray  # decisions a week by country row, infinite where unlimited
    effects: dict[int, list[tuple[Effect, Flags | None]]]
    log: EventLog = field(default_factory=EventLog)
    week: int = 0
    news: bool = False
    controls_changed: bool = False
    licences_needed: bool = False

    @cached_property
    def final_shop(self) -> Shop:
        """The final buyers and their needs."""
        return self._shop(0, self.wiring.final_buyers)

    @cached_property
    def processing_shop(self) -> Shop:
        """The suppliers with a recipe, as buyers, and their needs."""
        return self._shop(self.wiring.final_buyers, self.wiring.needs_of_buyer.count)

    @cached_property
    def lot_links(self) -> np.ndarray:
        """The links on which goods wait for shipments in some run."""
        return np.flatnonzero((self.link.shipment_interval > 1.0).any(axis=1))

    @property
    def departed(self) -> np.ndarray:
        """What left a plant's country, or for a buyer at home, this week, shape (link, run)."""
        return self.link.sailed if len(self.lot_links) else self.link.shipped

    @cached_property
    def in_parts(self) -> bool:
        """Whether orders on a link may be licensed, or left alone, part by part."""
        return in_parts(self.layout)

    @cached_property
    def contracts(self) -> int:
        """How many applications of a firm may be open on a link at once."""
        return contracts_at_once(self.layout)

    @cached_property
    def several_firms(self) -> bool:
        """Whether some supplier stands for several firms."""
        return bool((self.licence.weight < 1.0).any())

    @cached_property
    def firm_of_licence(self) -> Segments:
        """Licence rows grouped by firm and link."""
        count = len(self.licence.link) // self.contracts
        return Segments(np.arange(len(self.licence.link)) // self.contracts, count)

    @cached_property
    def first_of_link(self) -> Rows:
        """The first licence row of each licensed link."""
        return np.flatnonzero(np.diff(self.licence.link, prepend=-1))

    @cached_property
    def licensed_links(self) -> Rows:
        """The links that need licences, in the order of the licences."""
        return self.licence.link[self.first_of_link]

    @cached_property
    def link_of_licence(self) -> Segments:
        """Licence rows grouped by licensed link."""
        counts = np.diff(np.append(self.first_of_link, len(self.licence.link)))
        return Segments(np.repeat(np.arange(len(counts)), counts), len(counts))

    @cached_property
    def announcement_weeks(self) -> frozenset[int]:
        """The weeks in which some dated control is announced in some run."""
        return frozenset(self.control.announced_week.ravel().tolist())

    @cached_property
    def usual_demand(self) -> UsualDemand:
        """The demand of the final buyers but for shocks."""
        return UsualDemand(self.final_shop.buyer, self.runs)

    @cached_property
    def priced(self) -> bool:
        """Whether the use of some item may answer its price."""
        return bool(len(self.market.rent))

    @cached_property
    def dutiable(self) -> bool:
        """Whether some tariff is on some link."""
        return bool(len(self.instruments.dutiable))

    @cached_property
    def blockades(self) -> bool:
        """Whether the scenario has a blockade."""
        return bool(self.layout.of_kind(Blockade))

    @cached_property
    def answer_weeks(self) -> frozenset[int]:
        """The weeks in which some plant answers a relocation request in some run."""
        return frozenset(self.move.week.astype(np.int64).ravel().tolist())

    @cached_property
    def outage_weeks(self) -> frozenset[int]:
        """The weeks in which some plant is lost, or comes back, in some run."""
        weeks: set[int] = set()
        outage, last = self.outage, self.layout.calendar.weeks
        returns = outage.start + outage.repair_weeks
        for start, first, end in zip(
            outage.start, returns, returns + outage.ramp_weeks, strict=True
        ):
            weeks.update(start.astype(np.int64).tolist())
            weeks.update(range(int(first.min()), min(int(np.ceil(end.max())), last) + 1))
        return frozenset(weeks)

    @cached_property
    def shock_weeks(self) -> frozenset[int]:
        """The weeks in which some demand shock builds up or fades in some run."""
        weeks: set[int] = set()
        for turn in (self.shock.start, self.shock.end):
            for first, last in zip(turn, turn + self.shock.ramp_weeks, strict=True):
                end = min(int(np.ceil(last.max())), self.layout.calendar.weeks)
                weeks.update(range(int(first.min()), end + 1))
        return frozenset(weeks)

    def _shop(self, first: int, last: int) -> Shop:
        groups = self.wiring.needs_of_buyer.group_of
        low, high = (int(row) for row in np.searchsorted(groups, [first, last]))
        return Shop(
            self.buyer.rows(slice(first, last)),
            self.need.rows(slice(low, high)),
            Segments(groups[low:high] - first, last - first),
            low,
        )

    @property
    def run_count(self) -> int:
        """Number of runs in the block."""
        return int(self.runs.shape[1])
