"""Runs of episodes for a fit, kept as small arrays so that a run that was stopped goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tradesim.doubt import Doubt, draw
from tradesim.doubt.points import PointValues
from tradesim.ensemble import Ensemble
from tradesim.evidence.observed import Observed
from tradesim.evidence.record import Record
from tradesim.evidence.simulated_record import Simulated
from tradesim.experiments.executors import Crew
from tradesim.measures.irregular import months_to_learn_from, shown_by
from tradesim.results.manifest import scenario_hash
from tradesim.scenario import Scenario
from tradesim.world.layout import lay_out

UNSEEN = ("cli", "reporting", "web", "explanations")
"""Parts of the program that no number of a run hangs on."""

CHOOSING = ("stacking.py", "folds.py", "tables.py", "design.py")
"""What chooses among runs that were made, and hangs on them."""


@dataclass(frozen=True)
class Job:
    """Some runs of one episode.

    Attributes:
        scenario: The episode.
        observed: What was observed of it.
        doubt: What is drawn, and how widely; its behaviour is the points that runs take in turn.
        runs: How many there are.
        seed: Seed of all draws.
        paired: Replicates that every point lives, one point after the other; None where each run
            has chance of its own, as in a forecast.
        fixed: Values that hold in all runs, by path, such as those that switch something off.
    """

    scenario: Scenario
    observed: Observed = field(repr=False)
    doubt: Doubt
    runs: int
    seed: int
    paired: int | None = None
    fixed: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from every other job, program included."""
        observed = repr(sorted((tuple(k), s.unit, s.values) for k, s in self.observed.items()))
        facts: dict[str, Any] = {
            "program": _program(),
            "scenario": scenario_hash(self.scenario),
            "settings": self.scenario.hindcast.model_dump(mode="json"),
            "observed": hashlib.sha256(observed.encode()).hexdigest(),
            "points": {path: column.tolist() for path, column in self.doubt.behaviour.items()},
            "drawn": asdict(replace(self.doubt, behaviour={})),
            "runs": [self.runs, self.seed, self.paired],
            "fixed": dict(self.fixed),
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:24]


@cache
def _program() -> str:
    """Return a hash of all code that a number may hang on."""
    root = Path(str(files("tradesim")))
    sources = [
        path
        for path in sorted(root.rglob("*.py"))
        if path.relative_to(root).parts[0] not in UNSEEN and path.name not in CHOOSING
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def simulate(job: Job) -> Simulated:
    """Run a job, and return what its runs say of the record."""
    record = Record.of(job.scenario, job.observed)
    numbers, values = _drawn(job)
    ensemble = Ensemble(job.scenario, numbers, seed=job.seed, values=values)
    parts, months = [], months_to_learn_from(lay_out(job.scenario))
    for recording in ensemble.recordings(reuse_memory=True):
        terms = replace(job.doubt.irregular(job.seed), shown=shown_by([recording], months))
        parts.append(record.simulated(replace(recording, irregular=terms)))
    return Simulated.joined(parts)


def _drawn(job: Job) -> tuple[list[int], PointValues]:
    """Return the replicate number of each run, and its values by path."""
    if job.paired is None:
        numbers = list(range(job.runs))
        values = draw(job.scenario, job.seed, numbers, job.doubt).values
    else:
        once = replace(job.doubt, behaviour={})
        points = len(next(iter(job.doubt.behaviour.values())))
        judged = draw(job.scenario, job.seed, range(job.paired), once).values
        numbers = list(range(job.paired)) * points
        values = {path: np.tile(column, points) for path, column in judged.items()}
        for path, column in job.doubt.behaviour.items():
            values[path] = np.repeat(column, job.paired)
    fixed = {path: np.full(len(numbers), value) for path, value in _paths(job)}
    return numbers, values | fixed


def _paths(job: Job) -> Iterator[tuple[str, float]]:
    """Yield what is fixed; a star stands for every item, plant or whatever there is."""
    for path, value in job.fixed.items():
        section, star, rest = path.partition(".*.")
        entries = getattr(job.scenario, section, ()) if star else ()
        if star:
            yield from ((f"{section}[{place}].{rest}", value) for place in range(len(entries)))
        else:
            yield path, value


def simulate_all(jobs: Sequence[Job], folder: Path, crew: Crew) -> Iterator[tuple[int, Simulated]]:
    """Run jobs that a folder does not hold yet, yielding position and outcome of each as it ends.

    Args:
        jobs: What to run.
        folder: Where outcomes are kept, by the key of the job.
        crew: Who runs them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting = {}
    for place, job in enumerate(jobs):
        file = folder / f"{job.key}.npz"
        if file.is_file():
            yield place, read(file)
        else:
            waiting[crew.executor.submit(simulate_to, job, file)] = place
    for future, place in waiting.items():
        yield place, read(future.result())


def simulate_to(job: Job, file: Path) -> Path:
    """Run a job and keep its outcome in a file, whole or not at all."""
    outcome = simulate(job)
    beside = file.with_suffix(".unfinished.npz")
    arrays: dict[str, Any] = outcome.arrays()
    np.savez(beside, **arrays)
    return beside.replace(file)


def read(file: Path) -> Simulated:
    """Return an outcome that was kept."""
    with np.load(file) as arrays:
        return Simulated(**arrays)
