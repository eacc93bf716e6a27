"""How many processes a batch gets, and what a worker has to load before its first block."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tradesim.experiments import preparation
from tradesim.experiments.loading import load_experiment
from tradesim.experiments.pilot import BatchEstimate
from tradesim.experiments.preparation import Preparation, processes_for
from tradesim.experiments.runner import prepare

Write = Callable[..., Path]

MANY = """\
name: many
scenario: world.yaml
vary:
  behaviour.patience_weeks: {range: [2, 21], steps: 20, unit: week}
replicates: 40
outcomes: [output_lost_weeks]
"""


@pytest.fixture(name="four_cores", autouse=True)
def _four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "core_count", lambda: 4)


def taking(prepared: Preparation, seconds_per_run: float) -> Preparation:
    return replace(prepared, estimate=BatchEstimate(seconds_per_run, 1.0))


def test_a_batch_that_is_done_before_workers_had_started_needs_none(
    write: Write, tmp_path: Path
) -> None:
    prepared = prepare(write(MANY), tmp_path / "out")
    assert processes_for(taking(prepared, 0.001), None) == 1
    assert processes_for(taking(prepared, 0.1), None) == 4


def test_who_asks_for_processes_gets_them(write: Write, tmp_path: Path) -> None:
    prepared = prepare(write(MANY), tmp_path / "out")
    assert processes_for(taking(prepared, 0.001), 3) == 3


def test_there_are_no_more_processes_than_blocks(write: Write, tmp_path: Path) -> None:
    prepared = prepare(write(MANY), tmp_path / "out")
    prepared.only = range(2)
    assert processes_for(taking(prepared, 1.0), None) == 2


def test_a_batch_that_may_grow_gets_all_cores(write: Write, tmp_path: Path) -> None:
    growing = f"{MANY}stop_when: {{outcome: output_lost_weeks, half_width: 0.1, most: 80}}\n"
    study = load_experiment(write(growing))
    assert processes_for(taking(prepare(study, tmp_path / "out"), 0.001), None) == 4


@pytest.mark.once("asks which modules our own statements import")
def test_a_worker_loads_nothing_that_a_block_does_not_need() -> None:
    program = (
        "import sys, tradesim.experiments.block;"
        "print(sorted({'mesa', 'pandas', 'matplotlib', 'scipy.stats', 'SALib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.once("asks which modules our own statements import")
def test_a_batch_of_a_grid_is_run_without_what_only_analyses_need(
    write: Write, tmp_path: Path
) -> None:
    program = (
        "import sys; from tradesim.experiments import run_experiment;"
        f"run_experiment({str(write(MANY))!r}, {str(tmp_path / 'out')!r}, executor=1);"
        "print(sorted({'mesa', 'matplotlib', 'scipy.stats', 'SALib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
