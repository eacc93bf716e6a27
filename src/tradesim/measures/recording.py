"""What a run leaves behind: weekly panels of the outcomes, as arrays.

A recording is what measures, tables and figures are made from; both engines fill the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from tradesim.arrays import Floats, Weeks
from tradesim.measures.panels import PANELS, WAITING, WORKED_OUT
from tradesim.measures.seldom import SeldomRows
from tradesim.measures.spans import WINDOW, by_row, first_time, first_week
from tradesim.measures.spheres import Spheres
from tradesim.measures.straying import Irregular
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.world.layout import Layout
from tradesim.world.segments import Segments
from tradesim.world.world import World

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Flow:
    """A cell of the trade matrix: an item from one plant to one country.

    Attributes:
        item: Item row.
        supplier: Supplier row.
        destination: Country code of the buyers.
    """

    item: int
    supplier: int
    destination: str


@dataclass(frozen=True)
class Recording:
    """The weekly panels of some runs.

    Attributes:
        layout: Names of all rows.
        replicates: Replicate number of each run.
        panels: Arrays by name, shape (week, row, run); ``PANELS`` and, where they were asked for,
            ``DETAILS`` say what a row is.
        seldom: Further panels of ``DETAILS``, where what is nothing nearly everywhere is kept so.
        events: Event log, shape (event, 5): week, kind, row, run, value.
        beside: Policies of the scenarios it is compared with. They have no effect in these runs;
            measures take markets and dates from them too, so that they mean the same in all.
        irregular: How trade strays as customs publish it, where the runs are a forecast; None
            where they are about the flow.
        unasked: Measures that nobody asks for, which need not be worked out beside others.
        origin: What it has in common with all parts that are taken of the same recording.
    """

    layout: Layout
    replicates: tuple[int, ...]
    panels: dict[str, Floats]
    events: Floats
    beside: tuple[Policy, ...] = ()
    irregular: Irregular | None = None
    seldom: Mapping[str, SeldomRows] = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()
    origin: object = field(default_factory=object, repr=False, compare=False)

    def asks(self, *measures: str) -> bool:
        """Say whether somebody asks for one of some measures that are worked out together."""
        return not self.unasked.issuperset(measures)

    def of_run(self, panel: str, run: int) -> Floats:
        """Return a panel of one run, shape (week, row), in memory of its own."""
        if panel in self.seldom:
            return self.seldom[panel].of_run(run)
        by_row = self.panels[panel].transpose(1, 0, 2)  # as it lies in memory
        return np.ascontiguousarray(by_row[..., run]).T.copy()

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """Its own policies, then those beside it that it has not itself, by name."""
        own = self.layout.scenario.policies
        names = {policy.name for policy in own}
        return (*own, *(policy for policy in self.beside if policy.name not in names))

    @cached_property
    def controls(self) -> tuple[ExportControl, ...]:
        """The export controls among the policies."""
        return tuple(policy for policy in self.policies if isinstance(policy, ExportControl))

    @cached_property
    def subjects(self) -> dict[str, tuple[str, ...]]:
        """The items that each export control covers, by name of the control."""
        return {
            control.name: tuple(dict.fromkeys(row.item for row in control.controls(self.layout)))
            for control in self.controls
        }

    @cached_property
    def spheres(self) -> Spheres:
        """The countries that trade with each other, or between which a policy stands."""
        return Spheres(self.layout.scenario, self._dated)

    @property
    def _dated(self) -> tuple[Policy, ...]:
        return (*self.layout.scenario.policies, *self.beside)

    def before_policies(self, country: str) -> Weeks:
        """Return the week before the first date of any policy, step up of a government or rule met.

        Of the policies and the governments of the country's sphere of trade. Where there is neither
        it is the first week with a full window of arrivals. Shape (1,) or (run,).
        """
        return self.once(f"before policies on {country}", lambda: self._before(country))

    def _before(self, country: str) -> Weeks:
        spheres = self.spheres
        policies = [policy for policy in self._dated if spheres.concerns(policy, country)]
        first = first_week(self.layout, [date for policy in policies for _, date in policy.dates()])
        near = [spheres.same(country, one) for one, _ in self.layout.relation_pairs]
        ruled = [spheres.concerns(policy, country) for policy, _ in self.layout.ruled]
        acts = self.panels["escalation"][:, near], self.panels["set_off"][:, ruled]
        acted, ever = first_time((np.concatenate(acts, axis=1) > 0.0).any(axis=1))
        if ever.any():
            first = np.where(ever, np.minimum(first, acted), first)
        undisturbed = min(WINDOW, self.weeks) - 1
        return np.where(first < self.weeks, np.maximum(first - 1, 0), undisturbed)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The rows of the ``arrivals`` panel."""
        return flows_of(self.layout)[0]

    @cached_property
    def _found(self) -> dict[str, Any]:
        """What measures worked out and others ask for again."""
        return {}

    def once(self, name: str, work: Callable[[], Answer]) -> Answer:
        """Return the answer of some work, done when first asked for under this name."""
        if name not in self._found:
            self._found[name] = work()
        answer: Answer = self._found[name]
        return answer

    def forget(self) -> None:
        """Let go of what measures worked out; it refers back to the recording, which would stay."""
        self._found.clear()

    @property
    def weeks(self) -> int:
        """Number of weeks recorded."""
        return int(self.panels["arrivals"].shape[0])


def flows_of(layout: Layout) -> tuple[tuple[Flow, ...], Segments]:
    """Return the trade cells of a layout and the links that make up each."""
    cells: dict[Flow, int] = {}
    rows = []
    for row, link in enumerate(layout.link_rows):
        destination = layout.buyer_countries[layout.buyer_of_link[row]]
        item = int(layout.item_of_supplier[link.supplier])
        rows.append(cells.setdefault(Flow(item, link.supplier, destination), len(cells)))
    return tuple(cells), Segments(rows, len(cells))


def input_links(layout: Layout) -> slice:
    """Return the rows of the links by which processors buy: those after the final buyers'."""
    first = int(np.searchsorted(layout.buyer_of_link, len(layout.final_buyers)))
    return slice(first, len(layout.link_rows))


class Recorder:
    """Keeps the panels of a world week by week."""

    def __init__(
        self,
        world: World,
        replicates: Sequence[int],
        memory: dict[str, Floats] | None = None,
        *,
        detailed: bool = False,
        sparing: bool = False,
        without: Collection[str] = (),
    ) -> None:
        """Make room for every week of the scenario.

        Args:
            world: The world to record.
            replicates: Replicate number of each run.
            memory: Panels of an earlier recording to write over, where they are large enough.
            detailed: Whether to keep the panels by sourcing link too.
            sparing: Whether to keep of those that are nothing nearly everywhere what is something.
            without: Panels that nobody will read, which are not kept.
        """
        self._world = world
        self._detailed, self._without = detailed, frozenset(without)
        self.replicates = tuple(replicates)
        self._links_of_flow = flows_of(world.layout)[1]
        self._input_links = input_links(world.layout)
        self._held = np.empty_like(world.link.outstanding)
        weeks = world.layout.calendar.weeks
        earlier = memory or {}
        self._panels: dict[str, Floats] = {}
        self.seldom: dict[str, SeldomRows] = {}
        for name, values in self._present().items():
            if sparing and name in WAITING:
                self.seldom[name] = SeldomRows(weeks, len(values))
                continue
            self._panels[name] = by_row((weeks, *values.shape), earlier.get(name))
        self._as_they_are = [  # arrays of the world are written in place and never replaced
            (self._panels[name], values) for name, values in self._arrays().items() if values.size
        ]

    @property
    def panels(self) -> dict[str, Floats]:
        """What is kept, by panel."""
        return self._panels

    def record(self) -> None:
        """Keep the outcomes of the week just lived."""
        week = self._world.week
        for panel, values in self._as_they_are:
            panel[week] = values
        for name, values in self._worked_out().items():
            if name in self.seldom:
                self.seldom[name].note(week, values)
            else:
                self._panels[name][week] = values

    def recording(self) -> Recording:
        """Return what was recorded."""
        world = self._world
        told = world.log.table()
        return Recording(world.layout, self.replicates, self._panels, told, seldom=self.seldom)

    def _present(self) -> dict[str, Floats]:
        found = self._arrays() | self._worked_out()
        names = dict.fromkeys(WORKED_OUT) | found
        return {name: found[name] for name in names if name in found}

    def _arrays(self) -> dict[str, Floats]:
        """Return the panels that are arrays of the world, or cut out of them."""
        world = self._world
        need, buyer, makers = world.need, world.buyer, world.wiring.final_buyers
        values = {
            "landed": need.landed if world.priced else need.landed[:0],
            "rent": world.market.rent,
            "output": buyer.output[:makers],
            "demand": buyer.demand[:makers],
        }
        policy = (world.tariff, world.programme, world.relation, world.lever, world.rule)
        for group in (world.supplier, need, world.control, *policy):
            for name in PANELS:
                if name not in WORKED_OUT and hasattr(group, name):
                    values.setdefault(name, getattr(group, name))
        return {name: each for name, each in values.items() if name not in self._without}

    def _worked_out(self) -> dict[str, Floats]:
        """Return the panels that are summed up each week."""
        values = {name: sums() for name, sums in self._sums.items()}
        return values | self._details() if self._detailed else values

    @cached_property
    def _sums(self) -> dict[str, Callable[[], Floats]]:
        """How panels are summed up, of those that are kept; none refers back to the recorder."""
        world, wiring = self._world, self._world.wiring
        flows, inputs = self._links_of_flow, self._input_links
        sums: dict[str, Callable[[], Floats]] = {
            "arrivals": lambda: flows.total(world.link.arrived),
            "dispatches": lambda: flows.total(world.departed),
            "inputs": lambda: world.link.arrived[inputs],
            "shipped": lambda: wiring.links_of_supplier.total(world.link.shipped),
            "qualified_sources": lambda: wiring.links_of_need.total(world.link.qualified),
        }
        return {name: each for name, each in sums.items() if name not in self._without}

    def _details(self) -> dict[str, Floats]:
        """Return what happened on each sourcing link; held is what is ordered and may not leave."""
        link, held = self._world.link, self._held
        np.add(link.outstanding, link.shipped, out=held)
        np.subtract(held, link.wanted, out=held)
        np.maximum(held, 0.0, out=held)
        known = {"deliveries": link.arrived, "unfilled": link.outstanding, "held": held}
        return known | {"called_off": link.cancelled}
