"""Worlds of any size as bare arrays: firms and links without names, for measuring alone.

A scenario of a million firms would spend minutes and gigabytes on blocks, names and checks that
no measurement reads. Here half of the firms are suppliers of one item each, half are buyers;
every need is met by a few suppliers of its item, drawn at random; one link in twenty starts
unqualified and one in fifty comes under licence in week 2, so that every stage has work to do.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from tradesim.arrays import Flags, Rows
from tradesim.policies.effects import INDIVIDUAL, Effect, column
from tradesim.policies.licence_terms import LicenceTerms
from tradesim.randomness import mix, run_keys
from tradesim.scenario import Scenario
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.scenario.synthetic import synthetic
from tradesim.world import state, steady
from tradesim.world.build import build_world
from tradesim.world.institutions import TERMS
from tradesim.world.log import EventLog
from tradesim.world.parameters import behaviour_arrays
from tradesim.world.pipeline import Pipeline
from tradesim.world.segments import Segments
from tradesim.world.world import Wiring, World

CANDIDATE_EVERY, LICENSED_EVERY = 20, 50
LONGEST_LEAD = 4
HEADROOM = 1.2
DTYPES = {
    "Floats": np.float64,
    "Whole": np.int32,
    "Codes": np.int8,
    "Flags": np.bool_,
    "Words": np.uint64,
    "Rows": np.int64,
}
"""Element types by the annotations of the groups of arrays."""


@dataclass(frozen=True)
class Size:
    """How large a bare world is.

    Attributes:
        firms: Suppliers and buyers together, half of each.
        needs: Items that a buyer needs.
        sources: Suppliers for each need.
        items: Number of items.
        runs: Runs in the block.
    """

    firms: int
    needs: int = 2
    sources: int = 4
    items: int = 20
    runs: int = 1

    @property
    def suppliers(self) -> int:
        """Number of suppliers."""
        return self.firms // 2

    @property
    def links(self) -> int:
        """Number of sourcing links."""
        return (self.firms - self.suppliers) * self.needs * self.sources


def sparse_world(size: Size, seed: int = 1) -> World:
    """Return a bare world at rest, with a control that comes in week 2."""
    generator = np.random.default_rng(seed)
    need_of_link = np.repeat(np.arange(size.links // size.sources), size.sources)
    supplier = _network(size, generator)
    licensed = np.arange(0, size.links, LICENSED_EVERY)
    licensed = licensed[np.argsort(supplier[licensed], kind="stable")]
    lead = generator.integers(1, LONGEST_LEAD + 1, (size.links, 1)).astype(np.int32)
    makers = size.firms - size.suppliers
    world = dataclasses.replace(
        build_world(_nobody(), seed, range(size.runs)),  # for the groups that are empty here
        runs=run_keys(seed, range(size.runs)),
        behaviour=behaviour_arrays(BehaviourParameters()),
        wiring=_wiring(size, need_of_link, supplier, len(licensed)),
        buyer=_blank(state.Buyers, makers, size.runs),
        need=_blank(state.Needs, makers * size.needs, size.runs),
        link=_blank(state.Links, size.links, size.runs, supplier=supplier, lead_time=lead),
        trial=_trials(size, need_of_link, supplier),
        supplier=_blank(state.Suppliers, size.suppliers, size.runs),
        licence=_blank(
            state.Licences, len(licensed), size.runs, link=licensed, supplier=supplier[licensed]
        ),
        control=_blank(state.Controls, 1, size.runs, informal=np.zeros(1, dtype=bool)),
        project=_blank(state.Projects, 0, size.runs),
        shock=_blank(state.Shocks, 0, 1),
        pipeline=Pipeline(lead.astype(np.float64), size.runs),
        office_capacity=np.full((1, 1), np.inf),
        effects=_curb(licensed),
        log=EventLog(),
    )
    _settle(world, generator)
    return world


def _nobody() -> Scenario:
    """Return the smallest synthetic scenario, without policies or shocks."""
    smallest = synthetic(buyers=2, suppliers=2, links_per_need=1, items=1, countries=2)
    return smallest.model_copy(update={"policies": [], "shocks": []})


def _network(size: Size, generator: np.random.Generator) -> Rows:
    """Return the supplier of each link: neighbours in a shuffled ring of its item's suppliers."""
    ring = generator.permutation(size.suppliers // size.items)
    needs = size.links // size.sources
    item = generator.integers(0, size.items, (needs, 1))
    start = generator.integers(0, len(ring), (needs, 1))
    place = (start + np.arange(size.sources)) % len(ring)
    suppliers: Rows = np.sort(ring[place] * size.items + item, axis=1).ravel()
    return suppliers


def _wiring(size: Size, need_of_link: Rows, supplier: Rows, licences: int) -> Wiring:
    makers = size.firms - size.suppliers
    return Wiring(
        needs_of_buyer=Segments(np.repeat(np.arange(makers), size.needs), makers),
        links_of_need=Segments(need_of_link, makers * size.needs),
        links_of_supplier=Segments(supplier, size.suppliers),
        projects_of_supplier=Segments(np.empty(0, dtype=np.int64), size.suppliers),
        covers=np.ones((licences, 1), dtype=bool),
        shocked=np.empty((0, makers), dtype=bool),
        final_buyers=makers,
        processors=np.empty(0, dtype=np.int64),
        office_of_control=np.zeros(1, dtype=np.int64),
        rung_of_control=np.array([INDIVIDUAL], dtype=np.int64),
    )


def _blank(kind: type[Any], rows: int, runs: int, **given: Any) -> Any:
    """Return a group of arrays of zeros, but for those given and for keys."""
    arrays: dict[str, Any] = {
        entry.name: np.zeros((rows, runs), dtype=DTYPES[str(entry.type)])
        for entry in dataclasses.fields(kind)
        if entry.name not in {*given, "key"}
    }
    if any(entry.name == "key" for entry in dataclasses.fields(kind)):
        arrays["key"] = mix(np.arange(rows, dtype=np.uint64)).reshape(-1, 1)
    return kind(**arrays, **given)


def _trials(size: Size, need_of_link: Rows, supplier: Rows) -> state.Trials:
    rows = np.arange(1, size.links, CANDIDATE_EVERY)
    trials = _blank(
        state.Trials,
        len(rows),
        size.runs,
        link=rows,
        need=need_of_link[rows],
        supplier=supplier[rows],
    )
    trials.median_weeks[...], trials.spread[...], trials.odds[...] = 26.0, 0.3, 0.9
    return cast("state.Trials", trials)


def _curb(licensed: Rows) -> dict[int, list[tuple[Effect, Flags | None]]]:
    week = np.array([2])
    return {
        2: [
            (Effect(week, "control.level", np.array([0]), "set", column(INDIVIDUAL)), None),
            (Effect(week, "link.announced_here", licensed, "raise", column(13.0)), None),
        ]
    }


def _settle(world: World, generator: np.random.Generator) -> None:
    """Set the figures of all firms, and the flows that they imply."""
    buyer, need, link, supplier = world.buyer, world.need, world.link, world.supplier
    links = world.wiring.links_of_need
    for term, read in TERMS.items():
        figure = read(LicenceTerms())
        getattr(world.control, term)[...] = np.inf if figure is None else figure.value
    buyer.baseline_output[...] = generator.uniform(50.0, 150.0, (len(buyer.key), 1))
    buyer.capacity[...] = HEADROOM * buyer.baseline_output
    buyer.noise[...] = 0.02
    buyer.demand_factor[...] = 1.0
    for array in (buyer.demand, buyer.forecast, buyer.output):
        array[...] = buyer.baseline_output
    need.recipe[...], need.critical[...] = 0.1, 1.0
    need.base_cover[...], need.maximum_cover[...], need.shelf_life[...] = 4.0, 26.0, 1e9
    need.rate[...] = need.recipe * world.wiring.needs_of_buyer.spread(buyer.baseline_output)
    need.stock[...] = need.base_cover * need.rate
    link.qualified[...] = 1.0
    link.qualified[world.trial.link] = 0.0
    weight = generator.uniform(0.5, 1.5, (len(link.supplier), 1)) * link.qualified
    link.share[...] = weight / links.spread(links.total(weight))
    link.reliability[...] = 1.0
    orders = links.spread(need.rate) * link.share
    licence = world.licence  # each plant is one firm, with one licence at a time
    licence.weight[...] = licence.asked[...] = 1.0
    licence.expected_orders[...] = licence.usual_orders[...] = orders[licence.link]
    supplier.baseline_sales[...] = world.wiring.links_of_supplier.total(orders)
    supplier.baseline_capacity[...] = HEADROOM * np.maximum(supplier.baseline_sales, 1.0)
    supplier.baseline_price[...], supplier.baseline_cost[...] = 1.0, 0.7
    supplier.finished_stock_weeks[...] = 2.0
    supplier.appeal[...] = supplier.baseline_capacity
    appeal = world.wiring.links_of_supplier.spread(supplier.appeal)
    link.preference[...] = np.where(link.share > 0.0, link.share, 0.1) / appeal
    steady._settle_suppliers(world)  # noqa: SLF001 - the two parts of settling that read no names
    steady._settle_flows(world)  # noqa: SLF001
