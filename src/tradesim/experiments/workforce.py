"""The workers of a batch: how many processes it is worth, and whether they see its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tradesim.errors import BatchError
from tradesim.experiments.executors import Crew
from tradesim.experiments.search_schema import Search
from tradesim.machine import core_count

if TYPE_CHECKING:
    from tradesim.experiments.preparation import Preparation

START_SECONDS = 2.0
"""How long worker processes take to start, most of it their imports."""


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
