"""Whether the numbers of a batch are those that its runs give here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tradesim import results
from tradesim.experiments.plan import Plan
from tradesim.experiments.repeating import plan_of
from tradesim.experiments.row import Row, Verdict, compared_with_row, row_of
from tradesim.experiments.store.reading import read_batch


def rerun_rows(
    folder: Path, count: int, *, custom_agents: bool = False
) -> Iterator[tuple[Row, Verdict]]:
    """Simulate some finished runs of a batch again, spread over it, and yield how each compares.

    Args:
        folder: Folder of the batch.
        count: Number of runs.
        custom_agents: Run agent classes that the scenario names.

    Raises:
        CustomAgentError: It names some, and they are not allowed.
        SealError: Files are not as they were written.
        AnalysisError: None of its runs has finished.
        BatchError: This version of tradesim reads the batch otherwise.
    """
    sound = read_batch(folder).stored.sound()
    places = np.linspace(0, len(sound) - 1, min(count, len(sound))).round().astype(int)
    plan: Plan = plan_of(folder)
    for number in sound[places].tolist():
        row = row_of(plan, number)
        classes = results.named_agents(row.scenario) if custom_agents else None
        result = results.run_one(row.scenario, row.seed, row.replicate, row.engine, classes)
        verdict = compared_with_row(folder, plan, row, result)
        if verdict is not None:
            yield row, verdict
