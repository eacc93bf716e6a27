"""Runs on their way through: each block is measured and put away before the next is lived."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.measured import Measured
from tradesim.measures.months import monthly_exports, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.records.again import Again, Progress
from tradesim.records.bands import Bands, Key, keys_of
from tradesim.records.chief import candidates
from tradesim.records.columns import Columns
from tradesim.records.events import happened_in
from tradesim.records.facts import facts
from tradesim.records.monthly import months_of, pictures
from tradesim.records.nearest import nearest
from tradesim.records.outcomes import RecordedOutcome, each_outcome
from tradesim.records.records import Records
from tradesim.records.room import check_room
from tradesim.records.trade import TradeByMonth
from tradesim.world.log import FIELDS

OF_GOVERNMENTS = 10
"""Kinds of events below this number are moves of governments: kept of every run."""


Watch = Callable[[Recording], None]
"""Is shown the recording of each block of runs before its memory is used again."""

LiveAgain = Callable[[int], Recording]
"""Returns one run by its number, with the panels by sourcing link."""


def collect(
    again: Again,
    progress: Progress | None = None,
    watch: Watch | None = None,
    lived: Iterable[Recording] | None = None,
    live_again: LiveAgain | None = None,
) -> Records:
    """Live runs, and return what is kept of them.

    Args:
        again: The runs.
        progress: Called with the number of weeks just lived, one for each run.
        watch: Takes from each block of runs what else is wanted of them.
        lived: The runs, block by block, where they are lived elsewhere.
        live_again: Lives the run that is kept whole, where more is asked of it than its record.
    """
    collected = _Collected(again)
    alone = len(again.replicates) == 1
    last = None
    for block in lived or again.blocks(progress, detailed=alone):
        collected.add(block)
        if watch:
            watch(block)
        last = block if alone else None
        block.forget()
        del block  # its memory is needed for what comes next
    return collected.records(last, live_again or again.run)


@dataclass
class _Collected:
    """What is kept of the blocks so far."""

    again: Again
    weekly: _Table = field(init=False)
    monthly: _Table = field(init=False)
    trade: dict[str, TradeByMonth] = field(default_factory=dict)
    measures: _Numbers = field(init=False)
    facts: _Numbers = field(init=False)
    moves: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        runs = len(self.again.replicates)
        self.weekly, self.monthly = _Table(Columns(runs)), _Table(Columns(runs))
        self.measures, self.facts = _Numbers(runs), _Numbers(runs)
        self.runs = 0

    def add(self, block: Recording) -> None:
        """Measure a block and put it away; nothing that is kept lies in its memory."""
        runs = len(block.replicates)
        self.weekly.add(each_outcome(block, links=False), runs)
        self.monthly.add(pictures(block), runs)
        count = len(self.again.replicates)
        for flow, made in (
            ("imports", monthly_imports(block)),
            ("exports", monthly_exports(block)),
        ):
            self.trade.setdefault(flow, TradeByMonth.like(made, count)).add(made)
        measured = list(measure_all(block))
        forecast = block.irregular is not None
        found = [*facts(block), *(candidates(block) if forecast else ())]
        if not self.runs:
            check_room(count, self._on_disk() / runs, [*measured, *found])
        self.measures.add(measured, runs)
        self.facts.add(found, runs)
        moved = block.events[block.events[:, 1] < OF_GOVERNMENTS]
        self.moves.append(moved + self.runs * (np.array(FIELDS) == "run"))
        self.runs += runs

    def _on_disk(self) -> int:
        """Return the bytes of all series so far."""
        series = self.weekly.columns.size + self.monthly.columns.size
        return series + sum(table.size for table in self.trade.values())

    def records(self, alone: Recording | None, live_again: LiveAgain) -> Records:
        """Return what was kept, with one whole run: the only one, or that nearest the medians."""
        measures = self.measures.figures()
        place, distance = nearest(measures, self.runs)
        number = self.again.replicates[place]
        whole = alone or live_again(number)
        calendar = self.again.layout.calendar
        weekly = self.weekly.bands(calendar.mondays, each_outcome(whole, links=False))
        monthly = self.monthly.bands(months_of(calendar), pictures(whole))
        return Records(
            again=self.again,
            number=number,
            distance=distance,
            weekly=weekly,
            monthly=monthly,
            measures=measures,
            facts=self.facts.figures(),
            trade=self.trade,
            happened=happened_in(
                self.again.layout, self.again.replicates, self._events(whole, place)
            ),
            whole=whole,
        )

    def _events(self, whole: Recording, place: int) -> Floats:
        """Return the moves of governments in all runs, and all other events of the whole run."""
        others = whole.events[whole.events[:, 1] >= OF_GOVERNMENTS]
        others = others + place * (np.array(FIELDS) == "run")
        return np.concatenate([*self.moves, others])


class _Numbers:
    """One number a run of every measure, in one table for all runs."""

    def __init__(self, runs: int) -> None:
        """Make room for some runs."""
        self._runs, self._filled = runs, 0
        self._figures: dict[tuple[str, ...], Measured] = {}

    def add(self, found: Iterable[Measured], runs: int) -> None:
        """Add a block of runs; what it does not give is not a number there."""
        for figure in found:
            if figure.key not in self._figures:
                self._figures[figure.key] = replace(figure, values=np.full(self._runs, np.nan))
            kept = self._figures[figure.key].values
            kept[self._filled : self._filled + runs] = figure.values
        self._filled += runs

    def figures(self) -> tuple[Measured, ...]:
        """Return every measure of all runs."""
        return tuple(self._figures.values())


@dataclass
class _Table:
    """Series as they come in: of every block the same."""

    columns: Columns
    keys: tuple[Key, ...] = ()

    def add(self, found: Iterable[RecordedOutcome], runs: int) -> None:
        """Add the series of a block."""
        self.columns.begin(runs)
        names = []
        for outcome in found:
            for series in outcome.series():
                self.columns.add(series)
            names += [
                (outcome.name, place, unit)
                for place, unit in zip(outcome.places, outcome.units, strict=True)
            ]
        keys = keys_of(names)
        if self.keys and keys != self.keys:
            raise AssertionError("series must not hang on what happens in a block of runs")
        self.keys = keys

    def bands(self, dates: np.ndarray, whole: Iterable[RecordedOutcome]) -> Bands:
        """Return the bands of all runs, and the values of the one that is kept whole."""
        run = np.concatenate([outcome.values[:, :, 0].T for outcome in whole])
        statistics = self.columns.statistics().reshape(4, len(self.keys), len(dates))
        return Bands(dates, self.keys, np.concatenate([statistics, run[np.newaxis]]))
