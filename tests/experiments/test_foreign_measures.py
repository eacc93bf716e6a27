"""Measures of other packages in a batch: only those that are kept take part."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.experiments.conftest import SMALL
from tradesim.cli import app

TINY = SMALL.replace("samples: 30", "samples: 2").replace("[summary, monthly_imports]", "[summary]")

PACKAGE = """\
import numpy as np
from tradesim.measures.measure import Measure
from tradesim.measures.measured import Measured

def worked_out(recording):
    return [Measured("answer", "", "", "", "", "", np.full(len(recording.replicates), {answer}))]

ANSWER = Measure(name="answer", unit="", meaning="What it is.", label="Answer", function=worked_out)
"""


def install(folder: Path, answer: str) -> Path:
    """Put a package with a measure into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "answering.py").write_text(PACKAGE.format(answer=answer), encoding="utf-8")
    facts = folder / "answering-1.0.dist-info"
    facts.mkdir(exist_ok=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: answering\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[tradesim.measures]\nanswer = answering:ANSWER\n")
    return folder


def batch(file: Path, out: Path, packages: Path | None, *more: str) -> tuple[int, str]:
    """Return status and words of a batch: with packages in a process that finds them there."""
    command = ["batch", str(file), "--out", str(out), "--jobs", "1", *more]
    if packages is None:
        told = CliRunner().invoke(app, command)
        return told.exit_code, told.output
    paths = [str(packages), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "tradesim", *command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "200"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_package_that_came_after_the_start_takes_no_part(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    file, out = write(TINY), tmp_path / "out"
    assert batch(file, out, None)[0] == 0
    (lost,) = sorted((out / "runs.parquet").glob("*.parquet"))[-1:]
    before = lost.read_bytes()
    lost.unlink()
    packages = install(tmp_path / "packages", "1 / 0")
    status, said = batch(file, out, packages, "--resume")
    assert status == 0, said
    assert "answer" not in said
    assert lost.read_bytes() == before


@pytest.mark.once("asks of a measure what test_runner asks of agents of one's own")
def test_a_measure_that_is_kept_is_own_code(write: Callable[..., Path], tmp_path: Path) -> None:
    file, out = write(TINY), tmp_path / "out"
    packages = install(tmp_path / "packages", "42.0")
    assert batch(file, out, packages)[0] == 0
    assert (pd.read_parquet(out / "runs.parquet")["answer"] == 42.0).all()
    install(packages, "43.0")
    status, said = batch(file, out, packages, "--resume")
    assert status != 0
    assert "your code answering.py has changed" in said
    status, said = batch(file, out, None, "--resume")
    assert status != 0
    assert "your code answering.py is gone" in said
