"""Runs of a large world: what is kept is by sector, country and tier, and of the firms hit worst.

The weeks of every firm would be gigabytes that nobody reads. Runs are lived twice where there are
several: which firms were hit worst is known after the last of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tradesim.arrays import Floats
from tradesim.economy.accounting import Books
from tradesim.ensemble import fitting_block, with_standard_agents
from tradesim.measures.exposure import plant_exposure
from tradesim.measures.firm_output import FirmWeeks, group_losses, worst_hit, worst_rows
from tradesim.measures.measured import Measured
from tradesim.measures.summary import pooled
from tradesim.measures.usual import Usual
from tradesim.records.again import Again, Progress
from tradesim.records.bands import Bands, Key, keys_of
from tradesim.records.columns import Columns
from tradesim.records.events import happened_in
from tradesim.records.monthly import by_month, months_of
from tradesim.records.nearest import nearest
from tradesim.records.places import Place
from tradesim.records.records import Records
from tradesim.scenario import with_values
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world
from tradesim.world.log import FIELDS
from tradesim.world.world import World

OF_GOVERNMENTS = 10
"""Kinds of events below this number are moves of governments, the only ones that are kept."""

MADE = "output_of_usual"
"""The weekly and monthly outcome: what was made over what is usual."""

MOST_TOGETHER = 500_000
"""Links times runs in a block at most; one run always fits."""


def collect_large(again: Again, progress: Progress | None = None) -> Records:
    """Live the runs of a large world, and return what is kept of them.

    Args:
        again: The runs.
        progress: Called with the number of weeks just lived, one for each run.
    """
    kept = _Kept(len(again.replicates))
    blocks = [block for block in _blocks(again, progress) if kept.add(block)]
    measures = kept.measures()
    place, distance = nearest(measures, len(again.replicates))
    weekly, monthly = _Series(again, kept.worst), _Series(again, kept.worst, monthly=True)
    for block in blocks or _blocks(again, None):
        weekly.add(block.weeks)
        monthly.add(block.weeks)
    number = again.replicates[place]
    return Records(
        again=again,
        number=number,
        distance=distance,
        weekly=weekly.bands(place),
        monthly=monthly.bands(place),
        measures=measures,
        facts=(),
        trade={},
        happened=happened_in(again.layout, again.replicates, np.concatenate(kept.moves)),
        condensed=True,
    )


@dataclass(frozen=True)
class _Block:
    """Some runs: what firms made, and what happened."""

    weeks: FirmWeeks
    events: Floats


def _blocks(again: Again, progress: Progress | None) -> Iterator[_Block]:
    """Live all runs block by block."""
    scenario = with_standard_agents(again.scenario)
    runs, links = len(again.replicates), max(len(again.layout.link_rows), 1)
    size = min(fitting_block(scenario), max(MOST_TOGETHER // links, 1))
    for first in range(0, runs, size):
        part = slice(first, first + size)
        values = {path: column[part] for path, column in again.values.items()}
        own = with_values(scenario, values) if values else scenario
        replicates = again.replicates[part]
        yield _lived(build_world(own, again.seed, replicates), replicates, progress)


def _lived(world: World, replicates: tuple[int, ...], progress: Progress | None) -> _Block:
    """Live the weeks of some runs.

    Raises:
        ConservationError: The books of an item do not balance.
    """
    usual, everyone, books = Usual.of(world), Everyone(world), Books.begin(world)
    makers, weeks = world.wiring.final_buyers, world.layout.calendar.weeks
    shape = (weeks, makers, world.run_count)
    output, demand = np.zeros(shape), np.zeros(shape)
    production = np.zeros((weeks, *world.supplier.production.shape))
    for week in range(weeks):
        world.week = week
        live_week(world, everyone)
        output[week], demand[week] = world.buyer.output[:makers], world.buyer.demand[:makers]
        production[week] = world.supplier.production
        books.post(world)
        if progress:
            progress(world.run_count)
    books.check(world)
    lived = FirmWeeks(usual, replicates, output, demand, production)
    return _Block(lived, world.log.table())


@dataclass
class _Kept:
    """What is kept of the runs that were lived so far."""

    runs: int
    figures: list[list[Measured]] = field(default_factory=list)
    moves: list[Floats] = field(default_factory=list)
    hits: list[Measured] = field(default_factory=list)
    worst: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lost, self._filled = Columns(self.runs), 0

    def add(self, block: _Block) -> bool:
        """Add a block; say whether it holds all runs, so that none is lived again."""
        found, runs = block.weeks, len(block.weeks.replicates)
        self.figures.append(list(group_losses(found)))
        self._lost.begin(runs)
        self._lost.add(found.lost)
        moved = block.events[block.events[:, 1] < OF_GOVERNMENTS]
        self.moves.append(moved + self._filled * (np.array(FIELDS) == "run"))
        if not self._filled:
            self.usual = found.usual
        self._filled += runs
        return runs == self.runs

    def measures(self) -> tuple[Measured, ...]:
        """Return all measures of all runs, and find the firms hit worst."""
        lost = np.concatenate(list(self._lost.parts())).astype(np.float64)
        self.worst = worst_rows(self.usual, lost)
        hangs = [_of_all(each, self.runs) for each in plant_exposure(self.usual)]
        return (*pooled(self.figures), *hangs, *worst_hit(self.usual, lost))


def _of_all(figure: Measured, runs: int) -> Measured:
    """Return a figure of the first run as one of all."""
    return replace(figure, values=np.full(runs, figure.values[0]))


class _Series:
    """Series of groups and of the firms hit worst, as their runs come in."""

    def __init__(self, again: Again, worst: Sequence[int], *, monthly: bool = False) -> None:
        """Make room for some runs."""
        self._calendar, self._worst, self._monthly = again.layout.calendar, worst, monthly
        self._columns, self._keys = Columns(len(again.replicates)), tuple[Key, ...]()

    def add(self, weeks: FirmWeeks) -> None:
        """Add a block of runs."""
        self._keys = keys_of([(MADE, place, "share") for place in _places(weeks, self._worst)])
        self._columns.begin(len(weeks.replicates))
        for values in _made(weeks, self._worst):
            if self._monthly:
                by_week = np.ascontiguousarray(values.transpose(1, 0, 2))
                values = by_month(by_week, self._calendar).transpose(1, 0, 2)  # noqa: PLW2901
            self._columns.add(values)

    def bands(self, run: int) -> Bands:
        """Return the bands of all runs, and the values of one of them."""
        dates = months_of(self._calendar) if self._monthly else self._calendar.mondays
        shape = (len(self._keys), len(dates))
        one = np.concatenate([part[:, run] for part in self._columns.parts()])
        statistics = self._columns.statistics().reshape(4, *shape)
        whole = one.astype(np.float64).reshape(1, *shape)
        return Bands(dates, self._keys, np.concatenate([statistics, whole]))


def _places(weeks: FirmWeeks, worst: Sequence[int]) -> list[Place]:
    usual = weeks.usual
    groups = [Place(**{label: word}) for label, each in weeks.groups.items() for word in each.words]
    firms = [Place(usual.sectors[row], "", usual.countries[row], usual.names[row]) for row in worst]
    return [*groups, *firms]


def _made(weeks: FirmWeeks, worst: Sequence[int]) -> Iterable[Floats]:
    yield from (weeks.made_by(label) for label in weeks.groups)
    if worst:
        yield weeks.made(worst)
