"""What a processor without some instructions computes: nearly the same, and it is told apart."""

import json
import math
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.scenario.conftest import WORLD
from tradesim.cli import app
from tradesim.results import arithmetic as module
from tradesim.results import run, verifying
from tradesim.results.arithmetic import CLOSE, arithmetic
from tradesim.results.manifest import versions

SCENARIOS = ("2019_curbs", "2023_gallium_germanium")
PROGRAM = """
import json, sys
from tradesim.ensemble import Ensemble
from tradesim.measures.summary import measure_all
from tradesim.results.arithmetic import arithmetic
from tradesim.scenario import load
found = {"mark": arithmetic()}
for name in sys.argv[1:]:
    recording = next(Ensemble(load(name), range(2)).recordings())
    found[name] = [m.values.tolist() for m in measure_all(recording)]
    found[name].append(recording.panels["arrivals"].sum(axis=(0, 1)).tolist())
print(json.dumps(found))
"""


def extensions() -> list[str]:
    """Return the instruction sets that numpy chose routines for on this machine."""
    told: Any = np.show_config(mode="dicts")
    return list(told["SIMD Extensions"].get("found", []))


@cache
def simulated(disabled: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, *SCENARIOS],
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)  # type: ignore[no-any-return]


needs_extensions = pytest.mark.skipif(
    not extensions(), reason="numpy has no routines for this processor alone, so none to disable"
)


@pytest.mark.once("asks what numpy works out on other processors")
@needs_extensions
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_processor_with_fewer_instructions_gives_the_same_numbers_nearly(name: str) -> None:
    full, plain = simulated(""), simulated(" ".join(extensions()))
    ours, theirs = (np.concatenate(found[name]) for found in (full, plain))
    np.testing.assert_allclose(ours, theirs, rtol=CLOSE, atol=0.0)
    if full["mark"] == plain["mark"]:
        np.testing.assert_array_equal(ours, theirs)


@needs_extensions
def test_the_mark_tells_processors_apart_whose_bits_differ() -> None:
    full, plain = simulated(""), simulated(" ".join(extensions()))
    assert full["mark"] == arithmetic()
    if {"AVX512_SKX", "X86_V4"} & set(extensions()):
        assert full["mark"] != plain["mark"]


def test_a_manifest_says_how_its_machine_computed() -> None:
    assert versions()["arithmetic"] == arithmetic()


@pytest.mark.parametrize(
    ("factor", "elsewhere", "status", "words"),
    [
        (1.0 + 1e-12, True, 0, "as they do between processors"),
        (1.0 + 1e-12, False, 1, "differ, by"),
        (1.0 + 1e-6, True, 1, "differ, by"),
        (math.nan, True, 1, "differ, and some have a value only stored, or only now"),
    ],
)
def test_last_digits_may_differ_from_those_of_another_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    *, factor: float, elsewhere: bool, status: int, words: str,
) -> None:  # fmt: skip
    folder = run(WORLD, replicates=1).write(tmp_path / "run", figures=False)
    if elsewhere:
        monkeypatch.setattr(verifying, "arithmetic", lambda: "another")
    pairs = verifying._pairs
    monkeypatch.setattr(
        verifying, "_pairs",
        lambda *given: ((then, now * factor) for then, now in pairs(*given)),
    )  # fmt: skip
    outcome = CliRunner().invoke(app, ["verify", str(folder), "--rerun", "1"])
    assert outcome.exit_code == status, outcome.output
    assert words in " ".join(outcome.output.split())


def test_the_mark_hangs_on_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    exp = np.exp
    monkeypatch.setattr(module.np, "exp", lambda values: np.nextafter(exp(values), np.inf))
    assert arithmetic.__wrapped__() != arithmetic()
