"""What is ready to start: a batch with its folder and what it will need."""

from __future__ import annotations

from dataclasses import dataclass, field

from tradesim.experiments.batch import Batch
from tradesim.experiments.pilot import BatchEstimate
from tradesim.experiments.plan import Plan, RunBlock
from tradesim.experiments.store.folder import BatchFolder


@dataclass
class Preparation:
    """A batch that is ready to start.

    Attributes:
        plan: Its runs and blocks.
        folder: Its folder.
        batch: What all its blocks have in common.
        manifest: What identifies it.
        estimate: What its runs need; None of a stage to which it grows by itself, or of none.
        only: The blocks that are to be computed here; all where absent.
    """

    plan: Plan
    folder: BatchFolder
    batch: Batch
    manifest: dict[str, object]
    estimate: BatchEstimate | None
    resumed: bool = field(default=False)
    only: range | None = field(default=None)

    @property
    def remaining(self) -> list[RunBlock]:
        """Blocks that are not finished."""
        here = (
            self.plan.blocks
            if self.only is None
            else self.plan.blocks[self.only.start : self.only.stop]
        )
        return [block for block in here if block.number not in self.folder.finished]

    @property
    def runs_to_come(self) -> int:
        """Number of runs that are not written yet."""
        return self.plan.run_count - self.runs_on_disk

    @property
    def runs_on_disk(self) -> int:
        """Number of runs whose part file is written, recorded or not."""
        written = self.folder.written()
        return sum(len(block.runs) for block in self.plan.blocks if block.number in written)
