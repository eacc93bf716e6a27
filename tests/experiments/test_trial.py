"""A bad run becomes a row with its error; its neighbours keep their bytes."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.experiments.conftest import SMALL
from tradesim.errors import BatchError
from tradesim.experiments import load_experiment, run_experiment
from tradesim.experiments.executors import Inline, crew
from tradesim.experiments.plan import Plan, RunBlock
from tradesim.experiments.runner import prepare, run_prepared
from tradesim.experiments.task import Batch, Kept
from tradesim.randomness import run_keys
from tradesim.week import live_week
from tradesim.world.world import World

BAD = 3
"""Replicate in which something goes wrong; the experiment has eight of them."""

EIGHT = """\
name: eight
description: Eight replicates of two points.
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {values: [4, 13], unit: week}
replicates: 8
outcomes: [summary, monthly_imports, weekly]
"""


@contextmanager
def fault(monkeypatch: pytest.MonkeyPatch, harm: Callable[[World], None]) -> Iterator[None]:
    """Let something happen to the world in week 20, but not while the worlds are tried out."""

    def harmed(world: World, deciders: Any) -> None:
        live_week(world, deciders)
        if world.week == 20:
            harm(world)

    with monkeypatch.context() as patched:
        patched.setattr("tradesim.ensemble.live_week", harmed)
        yield


def bad_runs(world: World) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.asarray(world.runs[0] == run_keys(1, [BAD])[0])


def spoil_stock(world: World) -> None:
    world.need.stock[:, bad_runs(world)] = np.nan


def conjure_stock(world: World) -> None:
    world.need.stock[:, bad_runs(world)] += 1.0


def raise_error(world: World) -> None:
    if bad_runs(world).any():
        raise FloatingPointError("something in the model")


def runs_of(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "runs.parquet").sort_values("run", ignore_index=True)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (spoil_stock, "is not finite from week 20"),
        (conjure_stock, "do not balance"),
        (raise_error, "FloatingPointError: something in the model"),
    ],
)
def test_a_bad_run_is_a_row_with_its_error_and_harms_no_other(
    write: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[World], None],
    said: str,
) -> None:
    file = write(EIGHT)
    good = run_experiment(file, tmp_path / "good", executor=Inline())
    with fault(monkeypatch, harm):
        bad = run_experiment(file, tmp_path / "bad", executor=Inline())
    assert (good.failed, bad.failed) == (0, 2)
    before, after = runs_of(good.folder), runs_of(bad.folder)
    assert len(after) == len(before) == 16
    spoilt = after["replicate"] == BAD
    assert after[spoilt]["error"].str.contains(said).all()
    outcomes = [column for column in after.columns if "[" in str(column)]
    assert after[spoilt][outcomes].isna().all(axis=None)
    pd.testing.assert_frame_equal(after[~spoilt], before[~spoilt], check_exact=True)
    for dataset in ("monthly", "weekly"):
        whole, rest = (
            pd.read_parquet(folder / f"{dataset}.parquet") for folder in (good.folder, bad.folder)
        )
        kept = whole[whole["replicate"] != BAD].reset_index(drop=True)
        pd.testing.assert_frame_equal(rest.reset_index(drop=True), kept, check_exact=True)
        assert len(rest) < len(whole)


def test_want_of_memory_is_no_fault_of_a_run(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(_: World) -> None:
        raise MemoryError

    prepared = prepare(write(EIGHT), tmp_path / "out")
    with (
        fault(monkeypatch, no_memory),
        crew(executor=Inline()) as workers,
        pytest.raises(BatchError, match="no memory"),
    ):
        run_prepared(prepared, workers)


def test_a_world_of_which_no_run_lives_is_refused_before_the_start(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(_: World) -> None:
        raise FloatingPointError("always")

    with (
        fault(monkeypatch, always),
        pytest.raises(BatchError, match=r"No run of variant 'baseline' can be simulated: .*always"),
    ):
        run_experiment(write(EIGHT), tmp_path / "out", executor=Inline())
    assert not (tmp_path / "out").exists()


def test_runs_without_a_policy_are_measured_beside_the_dates_that_vary_with_it(
    write: Callable[..., Path],
) -> None:
    dates = "{range: [2019-07-15, 2019-08-30]}"
    text = SMALL.replace(
        "policies.acid curb.review_weeks: {range: [1, 26], unit: week}",
        f"policies.acid curb.effective: {dates}",
    )
    plan = Plan(load_experiment(write(text)))
    batch = Batch(plan, os.devnull, "", Kept((), {}), {})
    free = next(n for n, world in enumerate(plan.worlds) if world.variant == "no_curb")
    task = batch.task(RunBlock(0, free, plan.worlds[free].runs[:8]))
    assert "acid curb" not in {policy.name for policy in task.world.policies}
    curb = next(policy for policy in task.beside(slice(2, 6)) if policy.name == "acid curb")
    varied = task.parameters["policies.acid curb.effective"][2:6]
    assert len(set(varied.tolist())) > 1
    assert curb.effective.value.tolist() == varied.tolist()  # type: ignore[attr-defined]


def test_one_variant_alone_is_measured_beside_nothing(write: Callable[..., Path]) -> None:
    lone = SMALL[: SMALL.index("variants:")] + SMALL[SMALL.index("design:") :]
    plan = Plan(load_experiment(write(lone)))
    task = Batch(plan, os.devnull, "", Kept((), {}), {}).task(plan.blocks[0])
    assert task.beside(slice(0, 2)) == ()
