"""A few runs before the batch: which outcomes there are, how long it takes, how much disk."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tradesim.errors import BatchError
from tradesim.experiments.arrays import Ids
from tradesim.experiments.block import simulate, tables_of
from tradesim.experiments.columns import Column, column_key, column_of
from tradesim.experiments.manifest import kept_of
from tradesim.experiments.outcomes import asked_for, deciding
from tradesim.experiments.plan import Plan, RunBlock
from tradesim.experiments.task import Batch, Kept
from tradesim.experiments.trial import Part, forget_memory, live, panel_bytes
from tradesim.measures.catalogue import MEASURES
from tradesim.records.parquet import written_as
from tradesim.scenario.wording import listing, spell

TRIED = 16
"""Runs of each world that are tried, spread over its design."""

SMALL = 256
"""Runs up to which a batch is measured by those of the first world that were tried."""

FEW = 4
"""Columns that a refusal names."""

CALLS = 0.6
"""Share of the time of a few runs that more of them would not add to: some 0.7 in small worlds."""

MOST_WORLDS = 64
"""Worlds that are tried at most; others are taken to have the same outcomes."""


@dataclass(frozen=True)
class BatchEstimate:
    """What a batch will need.

    Attributes:
        seconds_per_run: Time of a run on one worker.
        bytes_per_run: Disk.
        panel_bytes: Memory of the panels of a block.
    """

    seconds_per_run: float
    bytes_per_run: float
    panel_bytes: float = 0.0


def try_out(plan: Plan) -> tuple[tuple[Column, ...], BatchEstimate]:
    """Simulate some runs of every world, and measure a block.

    Returns:
        The columns of the runs, the same for every variant, and what the batch will need.

    Raises:
        BatchError: No run of some world can be simulated.
    """
    trial = Batch(plan, os.devnull, "", Kept((), kept_of(plan, ()).types), {})
    numbers = reversed(range(min(len(plan.worlds), MOST_WORLDS)))
    tried = [_lived(trial, number) for number in numbers][::-1]  # the first world's is still good
    parts = chain.from_iterable(world.parts for world in tried)
    columns = _asked_for(
        plan, list(dict.fromkeys(column_of(m) for part in parts for m in part.measured))
    )
    return columns, _estimate(replace(trial, kept=kept_of(plan, columns)), tried[0])


def measured(plan: Plan, columns: tuple[Column, ...]) -> BatchEstimate:
    """Measure a block of a batch that was begun, for the runs that are still to come.

    Args:
        plan: The batch as it was begun.
        columns: The columns of its runs.

    Raises:
        BatchError: No run of its first world can be simulated.
    """
    trial = Batch(plan, os.devnull, "", kept_of(plan, columns), {})
    return _estimate(trial, _lived(trial, 0))


@dataclass(frozen=True)
class _Tried:
    """Runs of a world that were tried, whose recordings are good until others are.

    Attributes:
        runs: Their numbers.
        parts: What came of them.
        seconds: How long it took.
    """

    runs: Ids
    parts: list[Part]
    seconds: float


def _lived(trial: Batch, number: int) -> _Tried:
    from scipy import sparse  # noqa: F401, PLC0415 - else its import counts as time of a run

    world = trial.plan.worlds[number]
    count = 1 if trial.plan.engine == "mesa" else min(TRIED, len(world.runs))
    chosen = np.linspace(0, len(world.runs) - 1, count).astype(np.int64)
    task = trial.task(RunBlock(0, number, world.runs[chosen]))
    began = time.process_time()
    with np.errstate(all="ignore"):
        parts = list(live(task))
    if not any(part.sound for part in parts):
        said = next(error for part in parts for error in part.errors if error)
        raise BatchError(f"No run of variant '{world.variant}' can be simulated: {said}")
    return _Tried(task.runs, parts, time.process_time() - began)


def _asked_for(plan: Plan, found: list[Column]) -> tuple[Column, ...]:
    """Return the columns that the experiment keeps, and those it names that no run had.

    Raises:
        BatchError: It names one by other places than runs have it by, so that none ever will; or
            decides by a measure that is several numbers a run.
    """
    words = asked_for(plan.study.experiment)
    chosen = [column for column in found if {column.key[0], column.name} & words]
    known = {column.key for column in chosen}
    named = [column_key(word) for word in sorted(words) if "[" in word]
    units = {item.name: item.unit for item in plan.study.scenario.items}
    extra = [
        Column(key, MEASURES[key[0]].unit.replace("{unit}", units.get(key[1], "unit")))
        for key in named
        if key not in known
    ]
    for column in extra:
        _check_places(column, found)
    for place, word in deciding(plan.study.experiment):
        _check_alone(spell(place[:-1]), word, found)
    return (*chosen, *dict.fromkeys(extra))


def _check_places(named: Column, found: list[Column]) -> None:
    """Refuse a column of places that its measure is never of, such as an item without a country."""
    alike = [column for column in found if column.key[0] == named.key[0]]
    if alike and _places(named) not in {_places(column) for column in alike}:
        near = [
            c
            for c in alike
            if all(own in {"", its} for own, its in zip(named.key, c.key, strict=True))
        ]
        known = listing([f"'{column.name}'" for column in near or alike])
        raise BatchError(
            f"'{named.name}' is no outcome of these runs: a column is written with all it is of. "
            f"Write {known}, or '{named.key[0]}' for all of them."
        )


def _check_alone(place: str, word: str, found: list[Column]) -> None:
    """Refuse a measure of several places where one number a run decides what is run next."""
    alike = [column for column in found if column.key[0] == word]
    of_all = [column for column in alike if not column.key[4]] or alike
    if len(of_all) > 1:
        known = listing([f"'{column.name}'" for column in of_all[:FEW]])
        more = f", of {len(of_all)} in all" if len(of_all) > FEW else ""
        raise BatchError(
            f"{place}: '{word}' is {len(of_all)} numbers a run, and one is to decide. Name it "
            f"({known}{more}), or add them up in a measure of your own: "
            f'measures: {{all_of_it: {{formula: "sum({word})"}}}}.'
        )


def _places(column: Column) -> tuple[bool, ...]:
    return tuple(bool(place) for place in column.key[1:])


def _estimate(trial: Batch, tried: _Tried) -> BatchEstimate:
    """Measure a block of the first world, written to memory; of a small batch what was tried."""
    plan, began = trial.plan, time.process_time()
    if plan.run_count > SMALL and plan.engine == "ensemble":
        runs, before = plan.worlds[0].runs[: plan.panel_block], 0.0
        tables, _ = simulate(trial.task(RunBlock(0, 0, runs)))
    else:
        runs, before = tried.runs, tried.seconds
        tables, _ = tables_of(trial.task(RunBlock(0, 0, runs)), tried.parts)
    seconds = before + time.process_time() - began
    size = sum(_size(table) for dataset in tables.values() for table in dataset)
    larger = plan.panel_block / len(runs) if plan.engine == "ensemble" else 1.0
    seconds *= (CALLS + (1.0 - CALLS) * larger) / larger
    panels = panel_bytes() * larger
    forget_memory()
    return BatchEstimate(seconds / len(runs), size / len(runs), panels)


def _size(table: pa.Table) -> int:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **written_as(table.schema))
    return int(sink.getvalue().size)
