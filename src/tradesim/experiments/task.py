"""What a worker is sent, and what it answers: plain values that any executor can carry."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pyarrow as pa

from tradesim.experiments.arrays import Ids, Values
from tradesim.experiments.columns import Column
from tradesim.experiments.plan import Plan, RunBlock, Yardstick
from tradesim.measures.catalogue import MEASURES
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario

CACHED = 16
"""Scenarios that stay pickled or unpickled, so that a block does not pay for them."""


@dataclass(frozen=True)
class Kept:
    """What is kept of a run.

    Attributes:
        columns: Outcomes that get a column of the runs.
        types: Type of each parameter's column, from the values of all runs.
        asked: Measures and columns that the experiment asks for.
        monthly: Keep monthly imports.
        weekly: Keep the weekly outcomes.
        units: Unit of parameters and outcomes, by column.
        meanings: Definition of each outcome, by column.
    """

    columns: tuple[Column, ...]
    types: Mapping[str, pa.DataType]
    asked: frozenset[str] = frozenset()
    monthly: bool = False
    weekly: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def measures(self) -> frozenset[str]:
        """The measures that have a column."""
        return frozenset(column.key[0] for column in self.columns)

    @property
    def left_out(self) -> frozenset[str]:
        """Measures of other packages that are not kept: theirs need not even run.

        Before columns are known, as when runs are tried out, none is.
        """
        return MEASURES.foreign - self.measures if self.columns else frozenset()

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets, in the order in which they are written: the runs last."""
        asked = {"weekly": self.weekly, "monthly": self.monthly, "runs": True}
        return tuple(name for name, wanted in asked.items() if wanted)


@dataclass(frozen=True)
class Task:
    """A block of runs, with all that is needed to simulate and to write it.

    Attributes:
        number: Number of the block.
        folder: Folder of the batch, as an absolute path.
        batch: Identity of the batch: the hash of its manifest.
        scenario: The scenario of its world, pickled.
        engine: ``ensemble`` or ``mesa``.
        seed: Seed of all draws.
        panel_block: Runs that the ensemble simulates together.
        variant: Name of the variant.
        runs: Number of each run.
        points: Point of each run.
        replicates: Replicate of each run.
        parameters: Values of all parameters, each of shape (run,).
        by_run: Parameters that vary by run in this world.
        kept: What is kept.
        versions: What the worker's programs must be.
        yardstick: What all variants are measured beside, pickled.
        collect: Whether the part files are sent back instead of written to the folder.
    """

    number: int
    folder: str
    batch: str
    scenario: bytes
    engine: str
    seed: int
    panel_block: int
    variant: str
    runs: Ids
    points: Ids
    replicates: Ids
    parameters: Mapping[str, Values]
    by_run: tuple[str, ...]
    kept: Kept
    versions: Mapping[str, str] = field(default_factory=dict)
    yardstick: bytes = pickle.dumps(None)
    collect: bool = False

    @property
    def world(self) -> Scenario:
        """The scenario of its world."""
        scenario = _unpickled(self.scenario)
        assert isinstance(scenario, Scenario)  # noqa: S101
        return scenario

    def beside(self, runs: slice) -> Sequence[Policy]:
        """Return the policies that some of its runs are measured beside."""
        yardstick = _unpickled(self.yardstick)
        if not isinstance(yardstick, Yardstick):
            return ()
        return yardstick.policies({path: self.parameters[path][runs] for path in yardstick.by_run})


@dataclass(frozen=True)
class Done:
    """What a worker says of a finished block.

    Attributes:
        number: Number of the block.
        runs: Number of its runs.
        failed: Number of its runs that ended in an error.
        unforeseen: Outcomes that have no column.
        files: Size in bytes and SHA-256 of its part file, by dataset.
    """

    number: int
    runs: int
    failed: int
    unforeseen: tuple[str, ...]
    files: Mapping[str, tuple[int, str]]


@dataclass(frozen=True)
class Collected:
    """A finished block whose part files come with it, from a worker that shares no folder.

    Attributes:
        done: What the worker says of it.
        contents: Bytes of its part file, by dataset.
    """

    done: Done
    contents: Mapping[str, bytes]


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


@lru_cache(maxsize=CACHED)
def _unpickled(content: bytes) -> object:
    found: object = pickle.loads(content)  # noqa: S301 - it comes from the coordinator
    return found
