"""What is ready to start: a batch with its folder and what it will need."""

from __future__ import annotations

from collections.abc import Sequence
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
