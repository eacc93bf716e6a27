"""Simulating the runs of a block so that a bad run harms no other.

At the end, every run's numbers must be finite and its books must balance. A run that fails is
left with its error. Where a whole part of a block raises, its runs are simulated one by one: the
numbers of a run do not depend on what it is simulated with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.economy.accounting import TOLERANCE
from tradesim.ensemble import Ensemble
from tradesim.experiments.task import Task
from tradesim.measures.measured import Measured
from tradesim.measures.panels import PANELS
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.scenario import with_values

NOT_THE_RUNS = (MemoryError, OSError)
"""What stops a batch: the machine's trouble, not that of a run."""


class _Memory(threading.local):
    """The panels that the next block writes over: fresh memory costs a tenth of a block."""

    panels: dict[str, Floats] | None = None


_memory = _Memory()


def forget_memory() -> None:
    """Give the panels back that this thread keeps for its next block."""
    _memory.panels = None


def panel_bytes() -> int:
    """Return the bytes of the panels that this thread keeps."""
    return sum(panel.nbytes for panel in (_memory.panels or {}).values())


@dataclass(frozen=True)
class Part:
    """Runs of a block that were simulated together.

    Attributes:
        runs: Where they stand in the block.
        errors: What went wrong with each run; None where nothing did.
        measured: Their measures; none where no recording is left.
        recording: Their recording; None where the runs raised. Only good until the next part.
    """

    runs: range
    errors: tuple[str | None, ...]
    measured: list[Measured]
    recording: Recording | None

    @property
    def sound(self) -> list[int]:
        """The runs without an error, by their position in the part."""
        return [run for run, error in enumerate(self.errors) if error is None]


def live(task: Task) -> Iterator[Part]:
    """Simulate the runs of a block, part after part, in order."""
    engine = _Agents(task) if task.engine == "mesa" else _Ensemble(task)
    first, count = 0, len(task.runs)
    while first < count:
        try:
            for part in engine.parts(range(first, count)):
                yield part
                first = part.runs.stop
        except NOT_THE_RUNS:
            raise
        except Exception:  # noqa: BLE001 - whatever a run may raise: find out which
            stop = min(first + engine.together, count)
            for run in range(first, stop):
                yield _alone(engine, run)
            first = stop


def _alone(engine: _Ensemble | _Agents, run: int) -> Part:
    try:
        return next(engine.parts(range(run, run + 1)))
    except NOT_THE_RUNS:
        raise
    except Exception as error:  # noqa: BLE001 - it becomes the run's row
        said = f"{type(error).__name__}: {error}"
        return Part(range(run, run + 1), (said,), [], None)


class _Ensemble:
    """The ensemble engine: many runs together."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.together = task.panel_block

    def parts(self, runs: range) -> Iterator[Part]:
        """Yield the runs of a range, as many together as fit the cache."""
        task, residuals = self._task, list[Floats]()
        here = slice(runs.start, runs.stop)
        ensemble = Ensemble(
            task.world,
            task.replicates[here].tolist(),
            seed=task.seed,
            values={path: task.parameters[path][here] for path in task.by_run},
            block=task.panel_block,
        )
        first = runs.start
        lived = ensemble.recordings(
            reuse_memory=True,
            memory=_memory.panels,
            audit=lambda books, world: residuals.append(books.residual(world)),
        )
        for recording in lived:
            _memory.panels = recording.panels
            names = tuple(item.name for item in recording.layout.items)
            errors = faults(recording, residuals.pop(), names)
            part = range(first, first + len(recording.replicates))
            beside = task.beside(slice(part.start, part.stop))
            measured = measure_all(recording, beside, without=task.kept.left_out)
            yield Part(part, errors, measured, recording)
            first = part.stop


class _Agents:
    """The Mesa engine, for agent classes of the scenario's own: one run after the other."""

    together = 1

    def __init__(self, task: Task) -> None:
        from tradesim.results import named_agents  # noqa: PLC0415 - imports Mesa: a second

        self._task = task
        self._classes = named_agents(task.world)

    def parts(self, runs: range) -> Iterator[Part]:
        """Yield the runs of a range one by one; the model itself checks their books."""
        from tradesim.model import TradeModel  # noqa: PLC0415 - imports Mesa

        task = self._task
        for run in runs:
            here = slice(run, run + 1)
            values = {path: task.parameters[path][here] for path in task.by_run}
            scenario = with_values(task.world, values) if values else task.world
            replicate = int(task.replicates[run])
            model = TradeModel(scenario, replicate, task.seed, agent_classes=self._classes)
            for _ in model.weeks_to_come():
                pass
            recording = model.recording()
            errors = faults(recording, np.zeros((0, 1)), ())
            beside, left_out = task.beside(here), task.kept.left_out
            measured = measure_all(recording, beside, without=left_out)
            yield Part(range(run, run + 1), errors, measured, recording)


def faults(
    recording: Recording, residual: Floats, items: tuple[str, ...]
) -> tuple[str | None, ...]:
    """Return what is wrong with each run; None where nothing is.

    Args:
        recording: The runs.
        residual: What the books leave unaccounted for, share of the item's flow, (item, run).
        items: Names of the items.
    """
    errors: list[str | None] = [None] * len(recording.replicates)
    for row, run in np.argwhere(~(residual <= TOLERANCE)).tolist():
        errors[run] = (
            f"the books of {items[row]} do not balance: {residual[row, run]:.3g} of its flow is "
            "unaccounted for"
        )
    first: dict[int, int] = {}
    for name in PANELS:
        panel = recording.panels[name]
        # A sum is finite if all its terms are: one pass instead of three, as the rows lie.
        rows = panel.swapaxes(0, 1).reshape(-1, panel.shape[-1])
        whole = np.isfinite(np.add.reduce(rows, axis=0))
        for run in np.flatnonzero(~whole).tolist():
            week = int(np.argmin(np.isfinite(panel[..., run]).all(axis=1)))
            if week < first.get(run, recording.weeks):
                first[run] = week
                errors[run] = f"'{name}' is not finite from week {week} on"
    return tuple(errors)
