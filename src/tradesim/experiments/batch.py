"""A batch: a plan, a folder, and the tasks that follow from them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tradesim.experiments.plan import Plan, RunBlock
from tradesim.experiments.task import CACHED, Kept, Task


@dataclass(frozen=True)
class Batch:
    """What all tasks of a batch have in common.

    Attributes:
        plan: The plan.
        folder: Folder of the batch, as an absolute path.
        identity: The hash of its manifest.
        kept: What is kept.
        versions: What the workers' programs must be.
        collect: Whether workers send their part files back instead of writing them.
    """

    plan: Plan
    folder: str
    identity: str
    kept: Kept
    versions: Mapping[str, str]
    collect: bool = False
    _pickles: dict[int, bytes] = field(default_factory=dict, repr=False, compare=False)

    def task(self, block: RunBlock) -> Task:
        """Return a block as a worker is sent it."""
        plan = self.plan
        world = plan.worlds[block.world]
        return Task(
            number=block.number,
            folder=self.folder,
            batch=self.identity,
            scenario=self._pickled(block.world),
            engine=plan.engine,
            seed=plan.study.seed,
            panel_block=plan.panel_block,
            variant=world.variant,
            runs=block.runs,
            points=plan.points(block.runs),
            replicates=plan.replicate_numbers(block.runs),
            parameters=plan.values(block.runs),
            by_run=world.by_run,
            kept=self.kept,
            versions=self.versions,
            yardstick=self._yardstick,
            collect=self.collect,
        )

    @cached_property
    def _yardstick(self) -> bytes:
        """What all variants are measured beside, as bytes."""
        return pickle.dumps(self.plan.yardstick)

    def _pickled(self, world: int) -> bytes:
        """Return the scenario of a world as bytes, the latest ones from memory."""
        if world not in self._pickles:
            while len(self._pickles) >= CACHED:
                self._pickles.pop(next(iter(self._pickles)))
            self._pickles[world] = pickle.dumps(self.plan.worlds[world].scenario)
        return self._pickles[world]
