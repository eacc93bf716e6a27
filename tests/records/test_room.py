"""Runs that need more memory or disk than there is say so before they are lived."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.scenario.conftest import WORLD
from tradesim import results
from tradesim.cli import app
from tradesim.errors import NeedsError
from tradesim.machine import blocks_at_once
from tradesim.records import room
from tradesim.scenario import load


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A machine with 10 kB of everything, and the runs that are lived on it."""
    monkeypatch.setattr(room, "free_disk", lambda _: 10_000)
    return []


def test_series_that_would_fill_the_disk_are_refused_after_the_first_block(
    lived: list[int],
) -> None:
    with pytest.raises(NeedsError, match=r"of disk, and 10 kB are free: let TMPDIR name"):
        results.run(WORLD, replicates=1_000, progress=lived.append)
    weeks = results.weeks_to_live(load(WORLD), 1_000)
    assert 0 < sum(lived) <= weeks // 5 * blocks_at_once()


def test_the_need_grows_with_the_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[float]()
    monkeypatch.setattr(room, "_check_disk", lambda needed, *_: asked.append(needed))
    for runs in (16, 32):
        results.run(WORLD, replicates=runs)
    assert asked[1] == 2 * asked[0] > 0


def test_measures_that_memory_would_not_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "free_memory", lambda: 1_000)
    with pytest.raises(NeedsError, match=r"of memory, and 1 kB are free: make them a batch"):
        results.run(WORLD, replicates=4)


def test_runs_are_not_kept_where_the_disk_would_not_hold_them(
    lived: list[int], tmp_path: Path
) -> None:
    del lived
    asked = ["run", str(WORLD), "--keep-runs", "--replicates", "50", "--out", str(tmp_path / "r")]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 1
    assert "10 kB are free" in str(told.exception) + told.output
    assert "leave --keep-runs out" in str(told.exception) + told.output
    assert not (tmp_path / "r").exists()
