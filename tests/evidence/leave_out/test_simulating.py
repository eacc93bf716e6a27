"""Runs of episodes for a fit: paired over points, kept, and never run twice."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tradesim.doubt import Doubt
from tradesim.evidence.leave_out import simulating
from tradesim.evidence.leave_out.design import LeaveOutStudy
from tradesim.evidence.leave_out.simulating import Job, simulate, simulate_all
from tradesim.evidence.observed import Observed
from tradesim.experiments.executors import Crew, Inline

CREW = Crew(Inline(), 1, 1, "this process")


@pytest.fixture
def job(study: LeaveOutStudy, observed: dict[str, Observed]) -> Job:
    name = next(iter(study.scenarios))
    points = {"behaviour.distrust_weight": np.array([1.0, 1.0, 4.0])}
    return Job(study.scenarios[name], observed[name], Doubt(points, months=False), 6, 1, paired=2)


def test_points_that_are_equal_live_the_same_replicates(job: Job) -> None:
    outcome = simulate(job)
    first, twin, other = (outcome.points[:, 2 * n : 2 * n + 2] for n in range(3))
    assert (first == twin).all()
    assert (first != other).any()
    assert (first[:, 0] != first[:, 1]).any()


def test_a_chunk_of_points_gives_what_all_of_them_give(job: Job) -> None:
    part = Doubt({"behaviour.distrust_weight": np.array([4.0])}, months=False)
    alone = simulate(replace(job, doubt=part, runs=2))
    assert alone.points == pytest.approx(simulate(job).points[:, 4:], rel=1e-12)


def test_an_outcome_that_is_kept_is_not_run_again(
    job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((_, first),) = simulate_all([job], tmp_path, CREW)
    monkeypatch.setattr(simulating, "simulate", None)
    ((_, again),) = simulate_all([job], tmp_path, CREW)
    assert all((first.arrays()[name] == table).all() for name, table in again.arrays().items())


def test_whatever_a_number_hangs_on_is_another_job(job: Job) -> None:
    others = [
        replace(job, seed=2),
        replace(job, fixed={"behaviour.anticipation": 0.0}),
        replace(job, doubt=replace(job.doubt, widened=3.0)),
        replace(job, paired=None),
        replace(job, observed={}),
    ]
    assert len({job.key, *(other.key for other in others)}) == 1 + len(others)


def test_a_star_stands_for_every_item(job: Job) -> None:
    fixed = {"items.*.maximum_cover_weeks": 5.0}
    held = simulate(replace(job, fixed=fixed))
    assert (held.points != simulate(job).points).any()
