"""From the runs of a search to its next generation: what a batch of kind ``search`` grows by.

The optimiser is the epsilon-dominance NSGA-II of Platypus (Kollat & Reed 2006), which is an
optional extra. Its state is not kept: all that it does follows from the seed and from what each
option came to, so that it is led again through the options that stand in the folder, and asks for
the next ones where these end.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.errors import BatchError
from tradesim.experiments.analysis import runs_of
from tradesim.experiments.analysis.search import objectives_of
from tradesim.experiments.loading import Study
from tradesim.experiments.search_schema import Search
from tradesim.experiments.searching import INSTALL, crossed, options_in
from tradesim.experiments.store.reading import read_batch

WINDOW = 5
"""Generations after which it is looked whether the population should be renewed."""

SAME = 1e-12
"""Difference up to which an option is the one that stands in the folder."""


@dataclass(frozen=True)
class Tried:
    """The options that were tried.

    Attributes:
        options: Where they lie in the unit cube, shape (option, lever).
        objectives: What each came to, the less the better, shape (option, objective).
        sound: Which have all their runs.
    """

    options: Floats
    objectives: Floats
    sound: npt.NDArray[np.bool_]


class WantedError(Exception):
    """The optimiser asks for options that are not tried yet."""

    def __init__(self, options: Floats) -> None:
        super().__init__("options wanted")
        self.options = options


def next_options(asked: Search, tried: Tried, seed: int) -> Floats:
    """Return the options of the next generation, shape (option, lever).

    Args:
        asked: The search.
        tried: What was tried so far, generation after generation.
        seed: Seed of the search.

    Raises:
        BatchError: Platypus is not installed, or goes another way than the one of the folder.
    """
    platypus = _platypus()
    before = random.getstate()
    random.seed(seed)
    try:
        algorithm, renewal = _optimiser(platypus, asked, tried)
        while True:
            algorithm.step()
            renewal.post_step(algorithm)
    except WantedError as wanted:
        return wanted.options
    finally:
        random.setstate(before)


def _platypus() -> Any:
    try:
        import platypus  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise BatchError(f"A search needs Platypus: {INSTALL} ({error}).") from None
    return platypus


def _optimiser(platypus: Any, asked: Search, tried: Tried) -> tuple[Any, Any]:
    levers = tried.options.shape[1]
    problem = platypus.Problem(levers, len(asked.objectives), 1)
    problem.types[:] = [platypus.Real(0.0, 1.0) for _ in range(levers)]
    problem.constraints[:] = "<=0"
    first = [platypus.Solution(problem) for _ in range(asked.generation)]
    for solution, place in zip(first, tried.options[: asked.generation], strict=True):
        solution.variables[:] = place.tolist()
    algorithm = platypus.EpsNSGAII(
        problem,
        epsilons=[goal.epsilon for goal in asked.objectives],
        population_size=asked.generation,
        generator=platypus.InjectedPopulation(first[::-1]),
        evaluator=_Answers(tried),
    )
    renewal = platypus.AdaptiveTimeContinuationExtension(
        window_size=WINDOW,
        max_window_size=4 * WINDOW,
        min_population_size=asked.generation,
        max_population_size=4 * asked.generation,
    )
    return algorithm, renewal


class _Answers:
    """What stands for an evaluator: tells what options came to, one after the other."""

    def __init__(self, tried: Tried) -> None:
        self._tried, self._next = tried, 0

    def evaluate_all(self, jobs: Sequence[Any], **_: Any) -> Sequence[Any]:
        """Answer for options that were tried.

        Raises:
            WantedError: They were not.
            BatchError: Others stand in their place.
        """
        options = np.array([list(job.solution.variables) for job in jobs], dtype=np.float64)
        first, self._next = self._next, self._next + len(jobs)
        if not len(jobs):
            return jobs
        if first >= len(self._tried.options):
            raise WantedError(options)
        known = self._tried.options[first : self._next]
        if known.shape != options.shape or not np.allclose(known, options, rtol=0.0, atol=SAME):
            raise BatchError(
                "the search goes another way than the options that stand in its folder: Python or "
                "Platypus has another version than it was begun with. Begin anew with --out."
            )
        for place, job in enumerate(jobs, start=first):
            solution, sound = job.solution, bool(self._tried.sound[place])
            solution.objectives[:] = self._tried.objectives[place].tolist()
            solution.constraints[:] = [0.0 if sound else 1.0]
            solution.constraint_violation = 0.0 if sound else 1.0
            solution.feasible, solution.evaluated = sound, True
        return jobs


def next_points(study: Study, folder: Path, share: Floats) -> Floats | None:
    """Return all points of a search with those of its next generation; None where it has ended.

    Args:
        study: The search as it was begun.
        folder: Its folder, with the runs of all points so far.
        share: Where these lie in the unit cube, shape (point, parameter).

    Raises:
        BatchError: Platypus is not installed, or an objective is no outcome of the runs.
    """
    asked, vary = study.experiment.design, study.experiment.vary
    if not isinstance(asked, Search):
        return None
    options = options_in(asked, vary, share)
    if len(options) >= asked.options:
        return None
    objectives, sound = objectives_in(folder, asked, len(options))
    wanted = next_options(asked, Tried(options, objectives, sound), study.seed)
    wanted = wanted[: asked.options - len(options)]
    return np.concatenate([share, crossed(asked, vary, study.seed, wanted)])


def objectives_in(
    folder: Path, asked: Search, options: int
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return what options came to, the less the better, and which have all their runs."""
    found = objectives_of(runs_of(read_batch(folder)), asked, options)
    sound = np.asarray(np.isfinite(found).all(axis=1))
    return np.where(sound[:, None], found, 0.0), sound
