"""What a worker does: simulate a block of runs, check them, write their part files."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from tradesim.errors import BatchError
from tradesim.experiments.store.parts import sent_back, write_parts
from tradesim.experiments.store.versions import versions
from tradesim.experiments.tables import Outcomes, monthly_table, runs_table, weekly_tables
from tradesim.experiments.task import Collected, Done, Task
from tradesim.experiments.trial import Part, live
from tradesim.results.own_code import own_code


def run_block(task: Task) -> Done | Collected:
    """Simulate and write a block; what any executor is given to do.

    Raises:
        BatchError: The worker has other versions than the coordinator.
        OSError: The part files cannot be written.
    """
    check_versions(task)
    tables, outcomes = simulate(task)
    failed = sum(error is not None for part in outcomes for error in part.errors)
    unforeseen = {name for part in outcomes for name in part.unforeseen}
    write = sent_back if task.collect else write_parts
    return write(task, tables, failed, tuple(sorted(unforeseen)))


def check_versions(task: Task) -> None:
    """Refuse a block whose coordinator has other programs than this worker.

    Raises:
        BatchError: With what differs.
    """
    here = versions() | own_code([task.world], task.kept.measures)
    differ = {name: v for name, v in here.items() if task.versions.get(name, v) != v}
    if differ:
        said = ", ".join(f"{name} {v} (not {task.versions[name]})" for name, v in differ.items())
        raise BatchError(f"A worker has other versions than the coordinator: {said}.")


def simulate(task: Task) -> tuple[dict[str, list[pa.Table]], list[Outcomes]]:
    """Return the tables of a block by dataset, and the outcomes of its parts."""
    with np.errstate(all="ignore"):  # a run gone wrong is found by its numbers
        return tables_of(task, live(task))


def tables_of(
    task: Task, parts: Iterable[Part]
) -> tuple[dict[str, list[pa.Table]], list[Outcomes]]:
    """Return the tables of a block, whose parts are taken in one after the other, and outcomes."""
    tables: dict[str, list[pa.Table]] = {name: [] for name in task.kept.datasets}
    outcomes = []
    for part in parts:
        outcomes.append(Outcomes(part, task.kept))
        if part.sound and task.kept.monthly:
            tables["monthly"].append(monthly_table(task, part))
        if part.sound and task.kept.weekly:
            tables["weekly"] += weekly_tables(task, part)
    tables["monthly"] = _joined(tables.get("monthly", []))
    tables["runs"] = [runs_table(task, outcomes)]
    return tables, outcomes


def _joined(tables: list[pa.Table]) -> list[pa.Table]:
    return [pa.concat_tables(tables).unify_dictionaries().combine_chunks()] if tables else []
