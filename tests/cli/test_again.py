"""Runs and rows of batches, run again from what their folders hold."""

import json
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradesim
from tests.experiments.conftest import SMALL, contents, write_world
from tradesim.cli import app
from tradesim.experiments import run_experiment
from tradesim.experiments.executors import Inline
from tradesim.experiments.row import Verdict
from tradesim.results.seal import signed


def invoke(*arguments: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return outcome.exit_code, re.sub(r"[\s│╭╰╮╯─]+", " ", outcome.output)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    write_world(folder)
    text = SMALL.replace("samples: 30", "samples: 5")
    dated = "  policies.acid curb.effective: {range: [2019-07-15, 2019-08-26]}\n"
    text = text.replace("variants:", f"{dated}variants:")
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    return run_experiment(folder / "small.yaml", folder / "out", executor=Inline()).folder


@pytest.mark.parametrize("row", [0, 13, 29])
def test_a_row_is_run_again_to_the_last_bit(batch: Path, tmp_path: Path, row: int) -> None:
    status, said = invoke(
        "run", batch, "--row", row, "--out", tmp_path / "again", "--no-figures", "--quiet"
    )
    assert status == 0, said
    held = pd.read_parquet(batch / "runs.parquet").set_index("run").loc[row]
    assert f"row {row} (variant '{held['variant']}', point {held['point']}" in said
    assert "outcomes equal those of the row, to the last bit." in said
    manifest = json.loads((tmp_path / "again" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["row"]["run"] == row


def test_a_point_and_a_replicate_are_a_row(batch: Path, tmp_path: Path) -> None:
    options = ("--point", 2, "--replicate", 1, "--variant", "no_curb")
    status, said = invoke(
        "run", batch / "manifest.json", *options, "--out", tmp_path / "a", "--no-figures", "--quiet"
    )
    assert status == 0, said
    assert "row 15 (variant 'no_curb', point 2, replicate 1)" in said
    status, said = invoke(
        "explain", tmp_path / "a", "--actor", "Beta Devices", "--week", "2019-09-02"
    )
    assert status == 0, said


@pytest.mark.parametrize(
    ("held", "told"),
    [(77.0, ", by up to"), (math.nan, "; some have a value only there, or only now.")],
)
def test_a_row_whose_numbers_differ_is_told(
    batch: Path, tmp_path: Path, held: float, told: str
) -> None:
    part = next((batch / "runs.parquet").glob("part-*"))
    whole = part.read_bytes()
    table = pd.read_parquet(part)
    row = int(table["run"][0])
    try:
        table.assign(**{"output_lost_weeks[destination=BBB]": held}).to_parquet(part)
        options = ("--out", tmp_path / "a", "--no-figures", "--quiet")
        status, said = invoke("run", batch, "--row", row, *options)
    finally:
        part.write_bytes(whole)
    assert status == 0, said
    assert f"differ from the row's (output_lost_weeks[destination=BBB]){told}" in said


def test_one_outcome_is_told_as_one() -> None:
    assert Verdict(1, (), 0.0).sentence.startswith("Its one outcome equals that of the row")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "name one of its runs with --row N"),
        (("--row", 99), "row 99 is none of its runs, which are 0 to 29"),
        (("--row", 1, "--point", 2), "leave --point, --replicate and --variant out"),
        (("--point", 9), "point 9 is none of the points, 0 to 4"),
        (("--row", 1, "--seed", 4), "as its manifest says"),
        (("--point", 1, "--variant", "nobody"), "not one of the variants"),
    ],
)
def test_wrong_uses_are_told(batch: Path, options: tuple[object, ...], told: str) -> None:
    status, said = invoke("run", batch, *options, "--quiet", "--no-figures")
    assert status in {1, 2}
    assert told in said


def test_a_scenario_has_no_rows(batch: Path) -> None:
    status, said = invoke("run", batch.parent / "world.yaml", "--row", 3)
    assert status == 2
    assert "give the folder of a run or of a batch" in said


def test_a_folder_that_is_not_there_is_told_before_which_of_its_runs(batch: Path) -> None:
    status, said = invoke("run", batch.parent / "rviews", "--replicate", 3)
    assert status == 1
    assert "rviews" in said
    assert "it names a run that was made" not in said


def test_a_run_is_repeated_from_its_folder_whole_or_one_replicate(
    batch: Path, tmp_path: Path
) -> None:
    world, quiet = batch.parent / "world.yaml", ("--no-figures", "--quiet", "--quick")
    invoke("run", world, "--replicates", 3, "--out", tmp_path / "first", *quiet)
    status, said = invoke("run", tmp_path / "first", "--out", tmp_path / "second", *quiet)
    assert status == 0, said
    for name in ("weekly.parquet", "summary.json", "events.csv"):
        first, second = (tmp_path / folder / name for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()
    status, said = invoke(
        "run", tmp_path / "first", "--replicate", 2, "--out", tmp_path / "third", *quiet
    )
    assert status == 0, said
    manifest = json.loads((tmp_path / "third" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["replicate_numbers"] == [2]
    weekly = pd.read_parquet(tmp_path / "third" / "weekly.parquet")
    again = tradesim.run(world, replicates=3).run(2)
    made = weekly.loc[weekly["outcome"] == "output", "run"].sum()
    assert made == pytest.approx(again.panels["output"].sum(), rel=1e-6)


def test_a_batch_is_repeated_from_its_manifest_byte_for_byte(batch: Path, tmp_path: Path) -> None:
    status, said = invoke(
        "batch", batch / "manifest.json", "--out", tmp_path / "b", "--jobs", 1, "--quiet"
    )
    assert status == 0, said
    assert contents(tmp_path / "b") == contents(batch)


def test_a_manifest_that_is_read_otherwise_is_refused(batch: Path, tmp_path: Path) -> None:
    changed = json.loads((batch / "manifest.json").read_text(encoding="utf-8"))
    changed["sha256"]["design"] = "0" * 64
    (tmp_path / "manifest.json").write_text(json.dumps(signed(changed)), encoding="utf-8")
    status, said = invoke("batch", tmp_path / "manifest.json", "--out", tmp_path / "b")
    assert status == 1
    assert "reads the design of its manifest otherwise" in said


def test_runs_of_a_batch_are_verified_by_simulating_them_again(batch: Path) -> None:
    status, said = invoke("verify", batch, "--rerun", 4)
    assert status == 0, said
    assert "every file is as its workers left it; 30 runs." in said
    assert re.search(r"Simulated again: 4 runs, [\d,]+ values, all the same to the last bit", said)


def test_a_batch_whose_numbers_do_not_come_again_is_told(
    batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = dict.fromkeys(["output_lost_weeks[destination=BBB]"], 77.0)
    kept = "tradesim.experiments.row.stored_row"
    monkeypatch.setattr(kept, lambda _, run: held if run == 29 else {})
    status, said = invoke("verify", batch, "--rerun", 2)
    assert status == 1, said
    assert "row 29 (variant 'reserve', point 4, replicate 1): 1 of 1 outcomes differ" in said
    assert "row 0" not in said


@pytest.mark.parametrize("command", [("run", "--row", 0), ("batch",)])
def test_an_edited_manifest_of_a_batch_is_not_run_again(
    batch: Path, tmp_path: Path, command: tuple[object, ...]
) -> None:
    changed = json.loads((batch / "manifest.json").read_text(encoding="utf-8"))
    changed["seed"] += 1
    (tmp_path / "manifest.json").write_text(json.dumps(changed), encoding="utf-8")
    name, *options = command
    status, said = invoke(name, tmp_path / "manifest.json", *options, "--out", tmp_path / "b")
    assert status == 1
    assert "manifest.json was edited" in said
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("text", ["[1]", "5", '{"run_id": 5}', '"x"', "{", "[" * 5000])
def test_a_manifest_of_another_kind_is_refused_in_a_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    status, said = invoke("run", tmp_path)
    assert status == 1
    assert "manifest.json" in said
    assert "Traceback" not in said


def test_an_edited_run_is_not_run_again(tmp_path: Path) -> None:
    write_world(tmp_path)
    status, said = invoke("run", tmp_path / "world.yaml", "--out", tmp_path / "r", "--quiet",
                          "--quick", "--no-figures")  # fmt: skip
    assert status == 0, said
    path = tmp_path / "r" / "manifest.json"
    changed = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(changed | {"seed": 77}), encoding="utf-8")
    status, said = invoke("run", tmp_path / "r", "--out", tmp_path / "again")
    assert status == 1
    assert "manifest.json was edited" in said
    assert not (tmp_path / "again").exists()
