"""Whether this machine has room for what many runs leave behind, said before they are lived.

The first block of runs, or one run, shows what each takes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tradesim.ensemble import with_standard_agents
from tradesim.errors import NeedsError
from tradesim.machine import free_disk, free_memory, said_size
from tradesim.measures.measured import Measured
from tradesim.records.again import Again
from tradesim.scenario import Scenario
from tradesim.scenario.size import is_large

A_NUMBER = 2 * 8.0
"""Bytes of memory of each measure of a run: the number, and its copy while it is written."""

ELSEWHERE = "let TMPDIR name a folder on another disk"
AS_BATCH = "make them a batch ('tradesim batch'), which keeps its runs on disk"
NOT_EVERY_RUN = "name a folder on another disk with --out, leave --keep-runs out"


def check_room(runs: int, series: float, figures: Iterable[Measured]) -> None:
    """Refuse runs whose series would fill the disk, or whose measures the memory.

    Args:
        runs: Number of all runs.
        series: Bytes of the series of a run, kept in a file until bands are taken.
        figures: What is measured of each run.

    Raises:
        NeedsError: With what is needed and what there is.
    """
    _check_disk(series * runs, Path(tempfile.gettempdir()), ELSEWHERE)
    needed, memory = A_NUMBER * runs * sum(1 for _ in figures), free_memory()
    if memory is not None and needed > memory:
        raise NeedsError("memory", said_size(needed), said_size(memory), AS_BATCH)


def check_kept_runs(scenario: Scenario, count: int | None, folder: Path) -> None:
    """Refuse to keep the weeks of every run where the disk will not hold them.

    Args:
        scenario: The scenario; one run of it is lived and measured.
        count: Number of runs; the scenario's where absent.
        folder: Where they will be written.

    Raises:
        NeedsError: With what is needed and what there is.
    """
    if is_large(scenario):
        return  # of so many firms the weeks are not kept
    runs = scenario.replicates if count is None else count
    _check_disk(_bytes_of_one(scenario) * runs, folder, NOT_EVERY_RUN)


def _check_disk(needed: float, place: Path, todo: str) -> None:
    free = free_disk(place)
    if free is not None and needed > free:
        raise NeedsError("disk", said_size(needed), said_size(free), todo)


def _bytes_of_one(scenario: Scenario) -> int:
    """Return the bytes that the weeks of a run take in a file."""
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it
    import pyarrow.parquet as pq  # noqa: PLC0415 - runs are lived without it

    from tradesim.records.parquet import written_as  # noqa: PLC0415 - for the same reason
    from tradesim.records.weekly import WeeklyTable  # noqa: PLC0415 - for the same reason

    again = Again(with_standard_agents(scenario), scenario.seed, (0,))
    sink = pa.BufferOutputStream()
    for table in WeeklyTable(again.run(0)).arrow_tables():
        pq.write_table(table, sink, **written_as(table.schema))
    return int(sink.getvalue().size)
