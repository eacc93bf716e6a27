"""Fits on all groups but one, each scored on the one; and what each mechanism is worth there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tradesim.doubt import Doubt
from tradesim.doubt.points import PointValues
from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.leave_out.design import LeaveOutStudy
from tradesim.evidence.leave_out.simulating import Job, simulate_all
from tradesim.evidence.leave_out.stacking import MixtureTerms, rows_of, stacked, terms_of
from tradesim.evidence.observed import Observed
from tradesim.evidence.record import Record
from tradesim.evidence.simulated_record import Simulated
from tradesim.experiments.executors import Crew

Progress = Callable[[int], None]
Scores = dict[str, EpisodeScore]
"""By name of the episode."""

CHUNK = 32
"""Points of the design in a job: short enough that all cores stay busy."""

NOTHING = "nothing but chance"
JUDGEMENTS = "doubt about judgements"
BEHAVIOUR = "doubt about behaviour"
DRIFTS = "drift of flows and prices"


@dataclass(frozen=True)
class Bench:
    """What fits are made with.

    Attributes:
        study: The common design.
        observed: What was observed of each episode, by name.
        folder: Where outcomes are kept.
        crew: Who runs them.
        progress: Called with the number of runs just done.
    """

    study: LeaveOutStudy
    observed: Mapping[str, Observed]
    folder: Path
    crew: Crew
    progress: Progress | None

    def run(self, jobs: Sequence[Job]) -> list[Simulated]:
        """Return the outcome of each job."""
        found: dict[int, Simulated] = {}
        for place, outcome in simulate_all(jobs, self.folder, self.crew):
            found[place] = outcome
            if self.progress:
                self.progress(jobs[place].runs)
        return [found[place] for place in range(len(jobs))]

    def record(self, episode: str) -> Record:
        """Return the record of an episode."""
        return Record.of(self.study.scenarios[episode], self.observed[episode])


@dataclass(frozen=True)
class LeftOut:
    """What leaving out came to.

    Attributes:
        kept: Points of behaviour that each fit keeps, by the group left out; "" for none.
        fitted: Scores of each episode with the fit on all groups.
        left_out: Scores of each episode with the fit on all groups but its own.
        without: The same with something switched off, by its name.
    """

    kept: Mapping[str, PointValues]
    fitted: Scores
    left_out: Scores
    without: Mapping[str, Scores]


def leave_out(bench: Bench, groups: Sequence[str]) -> LeftOut:
    """Fit on all groups but one and score on the one, for some groups, and with all.

    Args:
        bench: The common design, the record and who runs it.
        groups: The groups to leave out, one after the other.
    """
    study, points = bench.study, bench.study.points()
    terms = terms_of_points(bench, points) if study.is_fitted else {}
    kept = {group: _kept(study, points, terms, group) for group in ("", *groups)}
    episodes = [name for group in groups for name in study.groups[group]]
    own = {name: group for group in groups for name in study.groups[group]}
    fitted = _scored(bench, {name: Trial(kept[""]) for name in study.scenarios})
    trials = {name: Trial(kept[own[name]]) for name in episodes}
    left_out = _scored(bench, trials)
    without = {
        title: _scored(bench, {name: change(trial) for name, trial in trials.items()})
        for title, change in _changes(study).items()
    }
    return LeftOut(kept, fitted, left_out, without)


def run_count(study: LeaveOutStudy, groups: Sequence[str]) -> int:
    """Return how many runs it takes to leave out some groups."""
    design, episodes = study.design, len(study.scenarios)
    left_out = sum(len(study.groups[group]) for group in groups)
    forecasts = episodes + left_out * (1 + len(_changes(study)))
    fits = design.points * design.replicates * episodes if study.is_fitted else 0
    return fits + design.forecast_runs * forecasts


@dataclass(frozen=True)
class Trial:
    """How an episode is forecast.

    Attributes:
        behaviour: Points that replicates take in turn.
        judgements: Whether judgements are drawn.
        fixed: Values that hold in all runs, by path.
        drifts: Whether published trade and prices drift.
    """

    behaviour: PointValues
    judgements: bool = True
    fixed: Mapping[str, float] | None = None
    drifts: bool = True


def terms_of_points(bench: Bench, points: PointValues) -> Mapping[str, MixtureTerms]:
    """Return what the score of any mixture of the points is made of, for each episode by name."""
    study, replicates = bench.study, bench.study.design.replicates
    chunks = [slice(first, first + CHUNK) for first in range(0, study.design.points, CHUNK)]
    jobs, of = [], []
    for name in study.scenarios:
        for chunk in chunks:
            part = {path: column[chunk] for path, column in points.items()}
            count = replicates * len(next(iter(part.values())))
            jobs.append(_job(bench, name, Trial(part), count, replicates))
            of.append(name)
    outcomes = bench.run(jobs)
    found = {}
    for name in study.scenarios:
        parts = [o for o, whose in zip(outcomes, of, strict=True) if whose == name]
        whole = Simulated.joined(parts)
        found[name] = terms_of(bench.record(name), whole, replicates, study.design.seed)
    return found


def _kept(
    study: LeaveOutStudy, points: PointValues, terms: Mapping[str, MixtureTerms], without: str
) -> PointValues:
    """Return the mixture that tells all groups but one best: points, as often as they weigh.

    All points where nothing is fitted.
    """
    if not terms:
        return points
    groups = [names for group, names in study.groups.items() if group != without]
    weights = stacked([[terms[name] for name in names] for names in groups], study.design.heaviest)
    rows = rows_of(weights, study.design.kept)
    return {path: column[rows] for path, column in points.items()}


def _changes(study: LeaveOutStudy) -> dict[str, Callable[[Trial], Trial]]:
    """Return what is switched off, one by one, by what it is called in tables."""

    def fixing(values: Mapping[str, float]) -> Callable[[Trial], Trial]:
        """Return a change that holds some values in all runs."""
        return lambda trial: replace(trial, fixed=dict(values))

    changes: dict[str, Callable[[Trial], Trial]] = {
        name: fixing(mechanism.off) for name, mechanism in study.design.mechanisms.items()
    }
    changes[JUDGEMENTS] = lambda trial: replace(trial, judgements=False)
    changes[BEHAVIOUR] = lambda trial: replace(trial, behaviour=_middle(trial.behaviour))
    changes[DRIFTS] = lambda trial: replace(trial, drifts=False)
    changes[NOTHING] = lambda trial: Trial(_middle(trial.behaviour), judgements=False, drifts=False)
    return changes


def _middle(points: PointValues) -> PointValues:
    """Return the median of each parameter, as one point."""
    return {path: np.array([np.median(column)]) for path, column in points.items()}


def _scored(bench: Bench, trials: Mapping[str, Trial]) -> Scores:
    """Return the score of each episode, forecast as its trial says."""
    runs = bench.study.design.forecast_runs
    jobs = [_job(bench, name, trial, runs, None) for name, trial in trials.items()]
    outcomes = bench.run(jobs)
    return {
        name: bench.record(name).score(outcome)
        for name, outcome in zip(trials, outcomes, strict=True)
    }


def _job(bench: Bench, name: str, trial: Trial, runs: int, paired: int | None) -> Job:
    design = bench.study.design
    doubt = Doubt(
        trial.behaviour,
        design.widened,
        judgements=trial.judgements,
        months=False,
        drift=design.drift if trial.drifts else 0.0,
        price_drift=design.price_drift if trial.drifts else 0.0,
    )
    scenario, observed = bench.study.scenarios[name], bench.observed[name]
    return Job(scenario, observed, doubt, runs, design.seed, paired, trial.fixed or {})
