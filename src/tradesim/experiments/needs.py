"""Whether this machine has the memory and the disk that a batch needs, before it begins."""

from __future__ import annotations

from pathlib import Path

from tradesim.errors import NeedsError
from tradesim.experiments.pilot import BatchEstimate
from tradesim.experiments.plan import Plan
from tradesim.machine import free_disk, free_memory, said_size

PROCESS = 250e6
"""Bytes of a worker before it simulates anything: Python and its libraries."""

COPIES = 2.0
"""Panels that a block holds at most, its own among them: what is measured and written is read
from them piece by piece."""

A_RUN = 40.0
"""Bytes that the coordinator keeps for each run: its number, in its world and in its block."""

A_VALUE = 40.0
"""Bytes that it keeps for each value of a design."""


def memory_needed(plan: Plan, estimate: BatchEstimate, workers: int) -> float:
    """Return the bytes of memory that a batch needs on this machine.

    Args:
        plan: The batch.
        estimate: What its first runs needed.
        workers: Processes that compute on this machine; none on a cluster.
    """
    points = plan.study.design.count * len(plan.study.design.values)
    shared = A_RUN * plan.run_count + A_VALUE * points
    return shared + workers * (PROCESS + COPIES * estimate.panel_bytes)


def check_needs(
    plan: Plan, estimate: BatchEstimate, folder: Path, workers: int, runs: int | None = None
) -> None:
    """Refuse a batch for which memory or disk will not do.

    Args:
        plan: The batch.
        estimate: What its first runs needed.
        folder: Where it will be written.
        workers: Processes that compute on this machine; none on a cluster.
        runs: Runs that are to come; all where absent.

    Raises:
        NeedsError: With what is needed and what there is.
    """
    memory, disk = free_memory(), free_disk(folder)
    needed = memory_needed(plan, estimate, workers)
    if memory is not None and needed > memory:
        raise NeedsError("memory", said_size(needed), said_size(memory), "use fewer --jobs")
    needed = estimate.bytes_per_run * (plan.run_count if runs is None else runs)
    if disk is not None and needed > disk:
        todo = "name a folder on another disk with --out, or keep fewer outcomes"
        raise NeedsError("disk", said_size(needed), said_size(disk), todo)
