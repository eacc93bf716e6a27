"""A result and the folder it is written to."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

import tradesim
from tradesim.results.manifest import scenario_hash
from tradesim.scenario import Scenario, apply

FILES = [
    "events.csv", "manifest.json", "monthly_exports.csv", "monthly_imports.csv", "summary.json",
    "weekly.parquet",
]  # fmt: skip


def digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name != "manifest.json"
    }


def test_a_result_is_shown_in_a_line(result: tradesim.Result) -> None:
    assert repr(result).startswith("<Result of '")
    assert len(repr(result)) < 100


def test_every_file_is_written(result: tradesim.Result, folder: Path) -> None:
    assert result.write(folder, figures=False) == folder
    assert sorted(file.name for file in folder.iterdir()) == FILES


def test_the_same_seed_gives_the_same_bytes_on_either_engine(
    scenario: Scenario, result: tradesim.Result, tmp_path: Path
) -> None:
    result.write(tmp_path / "first", figures=False)
    for engine in ("ensemble", "mesa"):
        again = tradesim.run(scenario, replicates=3, engine=engine)
        again.write(tmp_path / engine, figures=False)
        assert digests(tmp_path / engine) == digests(tmp_path / "first")
    other = tradesim.run(scenario, seed=99, replicates=3)
    other.write(tmp_path / "other", figures=False)
    written, first = digests(tmp_path / "other"), digests(tmp_path / "first")
    assert written["weekly.parquet"] != first["weekly.parquet"]


def test_what_is_written_reads_back_as_the_tables(result: tradesim.Result, folder: Path) -> None:
    result.write(folder, figures=False)
    pd.testing.assert_frame_equal(
        pd.read_parquet(folder / "weekly.parquet").astype(str), result.weekly.astype(str)
    )
    monthly = pd.read_csv(folder / "monthly_imports.csv")
    assert list(monthly.columns) == list(result.monthly_imports.columns)
    assert monthly["month"].iloc[0] == "2019-02"
    events = pd.read_csv(folder / "events.csv", keep_default_na=False)
    assert events["date"].iloc[0] == "2019-07-01"
    assert events["replicate"].iloc[0] == ""
    assert len(events) == len(result.events)


def test_the_manifest_is_enough_to_repeat_the_run(
    scenario: Scenario, folder: Path, result: tradesim.Result
) -> None:
    changed = apply(scenario, {"behaviour.patience_weeks": 6, "buyers.Beta Devices.noise": 0.1})
    tradesim.run(changed, seed=7, replicates=2).write(folder, figures=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    again = tradesim.run(
        Scenario.model_validate(manifest["scenario"]),
        seed=manifest["seed"],
        replicates=manifest["replicates"],
    )
    assert scenario_hash(again.scenario) == manifest["scenario_sha256"]
    assert manifest["scenario_sha256"] != scenario_hash(result.scenario)
    again.write(folder.with_name("again"), figures=False)
    assert digests(folder.with_name("again")) == digests(folder)


def test_the_manifest_names_versions_and_further_facts(
    result: tradesim.Result, folder: Path
) -> None:
    result.write(folder, figures=False, facts={"command": "tradesim run x"})
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "tradesim run x"
    assert manifest["wall_seconds"] > 0
    assert manifest["engine"] == "ensemble"
    assert {"tradesim", "python", "mesa", "numpy"} <= set(manifest["versions"])
    assert result.run_id.endswith(manifest["scenario_sha256"][:8])


def test_figures_are_written_unless_told_not_to(
    result: tradesim.Result, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_all(drawn: object, target: Path) -> None:
        assert drawn is result
        target.mkdir(exist_ok=True)
        (target / "one.png").write_bytes(b"")

    monkeypatch.setattr("tradesim.reporting.figures.save_all", save_all)
    result.write(folder)
    assert (folder / "figures" / "one.png").is_file()


def test_plot_draws_without_writing(
    result: tradesim.Result, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tradesim.reporting.figures.draw_all", lambda drawn: {"one": drawn})
    assert result.plot() == {"one": result}
    assert list(tmp_path.iterdir()) == []


def test_a_result_is_short_to_look_at(result: tradesim.Result) -> None:
    assert "recording" not in repr(result)
