"""A folder says when a file in it is not as the run left it."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.scenario.conftest import WORLD
from tradesim import explain, results
from tradesim.cli import app
from tradesim.errors import SealError
from tradesim.records import manifest_form
from tradesim.reporting.report.source import read_run
from tradesim.results.seal import broken, check_seal, check_whole
from tradesim.results.verifying import repeat


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seal") / "run"
    return results.run(WORLD, replicates=2).write(folder, figures=False)


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "run"))


def test_a_folder_as_it_was_written_is_whole(folder: Path) -> None:
    assert broken(folder) == []
    check_seal(folder)


@pytest.mark.parametrize(
    "name", ["weekly.parquet", "summary.json", "events.csv", "monthly_imports.csv"]
)
def test_an_edited_file_is_named_by_every_reader(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b" ")
    said = rf"{name} is not as it was written.*--trust"
    with pytest.raises(SealError, match=said):
        read_run(folder)
    with pytest.raises(SealError, match=said):
        explain(folder, "Beta Devices", "2019-08-19")


def test_another_runs_table_is_noticed(folder: Path, tmp_path: Path) -> None:
    other = results.run(WORLD, seed=2, replicates=2).write(tmp_path / "other", figures=False)
    shutil.copy(other / "weekly.parquet", folder / "weekly.parquet")
    with pytest.raises(SealError, match=r"weekly.parquet is not as it was written"):
        read_run(folder)


def test_an_edited_manifest_is_noticed(folder: Path) -> None:
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "seed": 7}), encoding="utf-8")
    assert broken(folder) == ["manifest.json was edited"]
    del said["sha256_of_manifest"]
    path.write_text(json.dumps(said), encoding="utf-8")
    assert "no seal" in broken(folder)[0]


def test_a_missing_file_is_named_and_trust_looks_at_nothing(folder: Path) -> None:
    (folder / "events.csv").unlink()
    assert broken(folder) == ["events.csv is missing"]
    check_seal(folder, trust=True)


def test_a_manifest_leads_the_check_to_no_file_outside(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["files"] = {"../secret": "0"}
    path.write_text(json.dumps(said), encoding="utf-8")
    assert "../secret would lie outside the folder" in broken(folder)


def test_runs_simulated_again_give_the_same_bits(folder: Path) -> None:
    found = repeat(folder, 5)
    assert found.replicates == (0, 1)
    assert found.values > 5_000
    assert (found.differing, found.largest) == (0, 0.0)


def test_a_run_of_another_seed_gives_other_numbers(folder: Path) -> None:
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "seed": 7}), encoding="utf-8")
    assert repeat(folder, 1).differing > 0


@pytest.mark.parametrize("content", [b"garbage", b"\xff\xfe{", b"[1]", b"[" * 100_000, None])
def test_a_folder_without_a_manifest_that_can_be_read_is_not_called_whole(
    folder: Path, content: bytes | None
) -> None:
    manifest = folder / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)
    with pytest.raises(SealError, match=r"manifest\.json: "):
        check_whole(folder)
    told = CliRunner().invoke(app, ["verify", str(folder)])
    assert told.exit_code == 1
    assert "every file is as" not in told.output


@pytest.mark.parametrize("name", ["manifest.json", "summary.json"])
def test_a_document_is_read_up_to_its_stated_size(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(manifest_form, "LARGEST_MANIFEST", 10)
    with pytest.raises(ValueError, match="more than 10 bytes"):
        manifest_form.read_document(folder / name)
    assert "more than 10 bytes" in broken(folder)[0]
