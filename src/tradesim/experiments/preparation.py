"""What is ready to start: a batch with its folder, what it will need, and who computes it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tradesim.errors import BatchError, NeedsError
from tradesim.experiments.executors import Crew
from tradesim.experiments.pilot import BatchEstimate
from tradesim.experiments.plan import Plan, RunBlock
from tradesim.experiments.search_schema import Search
from tradesim.experiments.store.folder import BatchFolder
from tradesim.experiments.task import Batch
from tradesim.machine import core_count, free_disk, free_memory, said_size

PROCESS = 250e6
"""Bytes of a worker before it simulates anything: Python and its libraries."""

COPIES = 2.0
"""Panels that a block holds at most, its own among them: what is measured and written is read
from them piece by piece."""

A_RUN = 40.0
"""Bytes that the coordinator keeps for each run: its number, in its world and in its block."""

A_VALUE = 40.0
"""Bytes that it keeps for each value of a design."""

START_SECONDS = 2.0
"""How long worker processes take to start, most of it their imports."""


@dataclass
class Preparation:
    """A batch that is ready to start.

    Attributes:
        plan: Its runs and blocks.
        folder: Its folder.
        batch: What all its blocks have in common.
        manifest: What identifies it.
        estimate: What its runs need; None of a stage to which it grows by itself, or of none.
        stamp: What its folder was like, so that what another process does to it is noticed.
        only: The blocks that are to be computed here; all where absent.
    """

    plan: Plan
    folder: BatchFolder
    batch: Batch
    manifest: dict[str, object]
    estimate: BatchEstimate | None
    stamp: str | None
    resumed: bool = field(default=False)
    only: range | None = field(default=None)

    @property
    def here(self) -> Sequence[RunBlock]:
        """Blocks that are to be computed here."""
        blocks = self.plan.blocks
        return blocks if self.only is None else blocks[self.only.start : self.only.stop]

    @property
    def remaining(self) -> list[RunBlock]:
        """Blocks that are to be computed here and not finished."""
        return [block for block in self.here if block.number not in self.folder.finished]

    @property
    def runs_to_come(self) -> int:
        """Number of runs that are to be computed here and not written yet."""
        written = self.folder.written()
        return sum(len(block.runs) for block in self.here if block.number not in written)

    @property
    def runs_on_disk(self) -> int:
        """Number of runs whose part file is written, recorded or not."""
        written = self.folder.written()
        return sum(len(block.runs) for block in self.plan.blocks if block.number in written)


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


def processes_for(prepared: Preparation, jobs: int | None) -> int:
    """Return how many processes compute a batch; 1 is this one. It changes no number.

    Where nobody asked for a number, as many as cores, but no more than there are blocks, and one
    where the batch would be done before others had started. What may grow by itself is not known
    in advance.

    Args:
        prepared: The batch.
        jobs: What was asked for.
    """
    asked, cores = prepared.plan.study.experiment, core_count()
    if jobs is not None or isinstance(asked.design, Search) or asked.stop_when is not None:
        return jobs or cores
    blocks = prepared.remaining
    many = max(min(cores, len(blocks)), 1)
    if prepared.estimate is None:
        return many
    seconds = prepared.estimate.seconds_per_run * sum(len(block.runs) for block in blocks)
    return many if START_SECONDS + seconds / many < seconds else 1


def check_shared(prepared: Preparation, workers: Crew) -> None:
    """Refuse workers that do not see the folder of the batch, as far as they can be asked.

    Raises:
        BatchError: With those that do not.
    """
    if prepared.batch.collect or workers.everywhere is None:
        return
    with prepared.folder.token() as token:
        blind = [
            name for name, sees in workers.everywhere(os.path.exists, token).items() if not sees
        ]
    if blind:
        raise BatchError(
            f"{len(blind)} workers do not see {prepared.folder.path} ({', '.join(blind[:3])}). "
            "Name a folder that all of them share with --out, or let results come over the wire "
            "with --collect."
        )
