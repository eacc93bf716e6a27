"""A batch for which memory or disk will not do says so before it starts."""

from pathlib import Path

import pytest

from tradesim import machine
from tradesim.errors import NeedsError
from tradesim.experiments import load_experiment, preparation
from tradesim.experiments.executors import crew
from tradesim.experiments.pilot import BatchEstimate
from tradesim.experiments.plan import Plan
from tradesim.experiments.runner import prepare, run_prepared

SOME = BatchEstimate(seconds_per_run=1.0, bytes_per_run=1e6, panel_bytes=1e9)


def test_memory_that_will_not_do_is_said_with_the_figures(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preparation, "free_memory", lambda: 3_000_000_000)
    plan = Plan(load_experiment(small))
    with pytest.raises(NeedsError, match=r"about 5 GB of memory, and 3 GB are free: use fewer"):
        preparation.check_needs(plan, SOME, tmp_path, workers=2)
    preparation.check_needs(plan, SOME, tmp_path, workers=1)


def test_disk_that_will_not_do_stops_a_batch_before_it_writes_anything(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preparation, "free_disk", lambda _: 10)
    prepared = prepare(small, tmp_path / "out")
    with crew(1) as workers, pytest.raises(NeedsError, match="of disk, and 1 kB are free"):
        run_prepared(prepared, workers)
    assert not (tmp_path / "out").exists()


def test_of_disk_only_that_of_the_runs_to_come_is_asked_for(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(preparation, "free_disk", lambda _: 5_000_000)
    plan = Plan(load_experiment(small))
    preparation.check_needs(plan, SOME, tmp_path, 0, runs=5)
    with pytest.raises(NeedsError, match="of disk"):
        preparation.check_needs(plan, SOME, tmp_path, 0, runs=6)


def test_a_machine_that_says_nothing_is_asked_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "MEMORY", tmp_path / "no such file")
    monkeypatch.setattr(machine, "GROUP", tmp_path / "no such folder")
    assert machine.free_memory() is None
    preparation.check_needs(Plan(load_experiment(small)), SOME, tmp_path, workers=1_000)


def test_the_smaller_of_machine_and_container_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable: 1000 kB\n", "ascii")
    (tmp_path / "memory.max").write_text("5000\n", "ascii")
    (tmp_path / "memory.current").write_text("2000\n", "ascii")
    monkeypatch.setattr(machine, "MEMORY", tmp_path / "meminfo")
    monkeypatch.setattr(machine, "GROUP", tmp_path)
    assert machine.free_memory() == 3000
    (tmp_path / "memory.max").write_text("max\n", "ascii")
    assert machine.free_memory() == 1_024_000
    assert (machine.free_disk(tmp_path / "a" / "b") or 0) > 0


def test_files_that_a_container_has_read_leave_its_memory_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "memory.max").write_text("5000\n", "ascii")
    (tmp_path / "memory.current").write_text("4900\n", "ascii")
    (tmp_path / "memory.stat").write_text("anon 900\nfile 4000\ninactive_file 3500\n", "ascii")
    monkeypatch.setattr(machine, "MEMORY", tmp_path / "no such file")
    monkeypatch.setattr(machine, "GROUP", tmp_path)
    assert machine.free_memory() == 3600
