"""Blocks of a batch that are computed apart, as in a job array, and put together."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.experiments.conftest import SMALL, contents
from tradesim.cli import app
from tradesim.experiments.store import merging
from tradesim.experiments.store.merging import Merged


def invoke(*arguments: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return outcome.exit_code, re.sub(r"[\s│╭╰╮╯─]+", " ", outcome.output)


def test_blocks_computed_apart_are_the_batch_byte_for_byte(
    small: Path,
    serial: Path,
    tmp_path: Path,
) -> None:
    count = json.loads((serial / "manifest.json").read_text(encoding="utf-8"))["blocks"]
    parts = []
    for place, blocks in enumerate(
        (f":{count // 2}", f"{count // 2}:{count - 1}", f"{count - 1}:")
    ):
        folder = tmp_path / f"part{place}"
        status, said = invoke(
            "batch", small, "--blocks", blocks, "--out", folder, "--jobs", 1, "--quiet"
        )
        assert status == 0, said
        parts.append(folder)
    status, said = invoke("merge", *parts[:2], "--out", tmp_path / "some")
    assert status == 3, said
    assert f"{count - 1} of {count} blocks" in said
    assert f"Missing: {count - 1}." in said
    status, said = invoke("merge", *parts, "--out", tmp_path / "whole")
    assert status == 0, said
    assert contents(tmp_path / "whole") == contents(serial)
    status, said = invoke("merge", *parts, "--out", tmp_path / "whole")
    assert status == 1
    assert "a batch stands here already" in said


def test_parts_of_other_batches_are_refused(
    write: Callable[..., Path],
    serial: Path,
    tmp_path: Path,
) -> None:
    other = write(SMALL.replace("sd: 3", "sd: 2"))
    options = ("--blocks", "0:1", "--out", tmp_path / "other", "--jobs", 1, "--quiet")
    assert invoke("batch", other, *options)[0] == 0
    status, said = invoke("merge", serial, tmp_path / "other", "--out", tmp_path / "whole")
    assert status == 1
    assert "it is of another batch than" in said
    assert not (tmp_path / "whole").exists()


@pytest.mark.parametrize("given", ["3", "x:4", "5:5", "900:", "4:2"])
def test_what_is_no_range_of_blocks_is_refused(
    small: Path,
    tmp_path: Path,
    given: str,
) -> None:
    status, said = invoke("batch", small, "--blocks", given, "--out", tmp_path / "out", "--quiet")
    assert status == 2
    assert "is no range A:B of blocks" in said


def test_the_folder_of_a_run_is_not_taken_for_that_of_a_batch(small: Path, tmp_path: Path) -> None:
    run_folder = tmp_path / "run"
    world = small.parent / "world.yaml"
    assert invoke("run", world, "--out", run_folder, "--no-figures", "--quiet")[0] == 0
    for arguments in (
        ("merge", run_folder, "--out", tmp_path / "whole"),
        ("batch", small, "--resume", "--out", run_folder),
        ("batch", small, "--out", run_folder),
    ):
        status, said = invoke(*arguments)
        assert status == 1, said
        assert "this is the folder of a run, not of a batch" in said
    status, said = invoke("merge", run_folder / "manifest.json", "--out", tmp_path / "whole")
    assert status == 1, said
    assert "this is a file. Name a folder." in said


def test_a_script_notices_that_runs_of_merged_blocks_failed(
    serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = Merged(tmp_path / "whole", blocks=2, missing=(), failed=3)
    monkeypatch.setattr(merging, "merge", lambda *_: merged)
    status, said = invoke("merge", serial, "--out", tmp_path / "whole")
    assert status == 3, said
    assert "Runs that ended in an error, as their rows say: 3." in said
