"""``tradesim cite`` and ``tradesim archive``: what a paper needs of a result."""

import io
import json
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tradesim.reporting.citing import Published, bibliography

Command = Callable[..., Any]


@pytest.fixture
def result(run: Command, here: Path) -> Path:
    found = run("world.yaml", "--replicates", "2", "--out", "mine")
    assert found.exit_code == 0, found.stderr
    return here / "mine"


def test_what_is_cited_is_the_program_the_scenario_and_its_sources(
    tradesim: Command, result: Path
) -> None:
    said = tradesim("cite", str(result)).stdout
    manifest = json.loads((result / "manifest.json").read_text(encoding="utf-8"))
    assert said.startswith("@software{tradesim,\n")
    assert f"version = {{{manifest['versions']['tradesim']}}}" in said
    assert manifest["scenario_sha256"] in said
    keys = re.findall(r"^@\w+\{([^,]+),$", said, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 1
    assert said.count("{") == said.count("}")


def test_a_figure_that_names_a_published_one_is_cited_by_its_source_once() -> None:
    scenario = {
        "name": "a",
        "title": "50 % of {all} & more",
        "items": [{"use": {"value": 1.0, "source": "id-1"}}, {"use": {"source": "id-1"}}],
        "policies": [{"effective": {"value": "2019-07-04", "source": "Gazette, 4_2019"}}],
    }
    published = {"id-1": Published("Customs, table 3", "https://example.org/3")}
    said = bibliography({"scenario": scenario, "seed": 4}, published)
    assert said.count("title = {{Customs, table 3}},\n  url = {https://example.org/3}") == 1
    assert r"title = {{Gazette, 4\_2019}}" in said
    assert r"50 \% of \{all\} \& more" in said
    assert "id-1" not in said


def test_the_same_folder_gives_the_same_bytes_wherever_it_stands(
    tradesim: Command, result: Path, here: Path
) -> None:
    assert tradesim("archive", str(result), "--out", "one.tar").exit_code == 0
    elsewhere = here / "other" / "mine"
    shutil.copytree(result, elsewhere, copy_function=shutil.copy)  # other times and owners
    (elsewhere / "manifest.json").touch()
    assert tradesim("archive", str(elsewhere), "--out", "two.tar").exit_code == 0
    assert (here / "one.tar").read_bytes() == (here / "two.tar").read_bytes()


def test_an_archive_holds_the_folder_and_how_to_cite_and_repeat_it_and_can_be_verified(
    tradesim: Command, result: Path, here: Path
) -> None:
    said = tradesim("archive", str(result))
    assert said.exit_code == 0, said.stderr
    with tarfile.open(here / "mine.tar") as tar:
        names = tar.getnames()
        repeat = tar.extractfile("REPEAT.md")
        assert repeat is not None
        assert "tradesim verify mine --rerun 5" in repeat.read().decode()
    files = {f"mine/{p.relative_to(result).as_posix()}" for p in result.rglob("*") if p.is_file()}
    assert set(names) == {"CITE.bib", "REPEAT.md", *files}
    checked = tradesim("verify", "mine.tar", "--rerun", "1")
    assert checked.exit_code == 0, checked.stderr
    assert "mine.tar: every file is as the run left it." in checked.stdout
    assert "all the same to the last bit" in checked.stdout


def test_what_was_edited_is_neither_archived_nor_verified(
    tradesim: Command, result: Path, here: Path
) -> None:
    assert tradesim("archive", str(result)).exit_code == 0
    with tarfile.open(here / "mine.tar") as tar:
        tar.extractall(here / "copy", filter="data")
    table = next((here / "copy" / "mine").glob("*.csv"))
    table.write_bytes(table.read_bytes() + b"\n")
    refused = tradesim("archive", str(here / "copy" / "mine"), "--out", "late.tar")
    assert refused.exit_code == 1
    assert "is not as it was written" in refused.stderr
    assert not (here / "late.tar").exists()
    with tarfile.open(here / "edited.tar", "w") as tar:
        tar.add(here / "copy" / "mine", "mine")
    found = tradesim("verify", "edited.tar")
    assert found.exit_code == 1
    assert "is not as it was written" in found.stderr


def test_archives_are_never_written_over_and_other_files_are_none(
    tradesim: Command, result: Path, here: Path
) -> None:
    (here / "mine.tar").write_text("mine", encoding="utf-8")
    found = tradesim("archive", str(result))
    assert found.exit_code == 1
    assert "exists already" in found.stderr
    assert (here / "mine.tar").read_text(encoding="utf-8") == "mine"
    found = tradesim("verify", "mine.tar")
    assert found.exit_code == 1
    assert "cannot be read as an archive" in found.stderr
    assert "Name the folder of a run or a batch" in found.stderr


def test_an_archive_that_unfolds_to_more_than_there_is_room_for_is_refused(
    tradesim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(here / "large.tar", "w") as tar:
        for name in ("run/a", "run/b"):
            entry = tarfile.TarInfo(name)
            entry.size = 2_000
            tar.addfile(entry, io.BytesIO(b"x" * 2_000))
    monkeypatch.setattr("tradesim.results.archiving.free_disk", lambda _: 3_000)
    found = tradesim("verify", "large.tar")
    assert found.exit_code == 1
    assert "large.tar needs 4 kB to unpack it, and 3 kB are free" in found.stderr
    monkeypatch.setattr("tradesim.results.archiving.MOST_FILES", 1)
    assert "more than the 1 files" in tradesim("verify", "large.tar").stderr


def test_an_archive_of_files_with_holes_is_refused(tradesim: Command, here: Path) -> None:
    with tarfile.open(here / "holes.tar", "w", format=tarfile.PAX_FORMAT) as tar:
        entry = tarfile.TarInfo("run/a")
        entry.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": "1000000000000000"}
        entry.size = 1
        tar.addfile(entry, io.BytesIO(b"x"))
    found = tradesim("verify", "holes.tar")
    assert found.exit_code == 1
    assert "files with holes" in found.stderr


def test_a_folder_without_results_is_refused_in_words(tradesim: Command, here: Path) -> None:
    (here / "empty").mkdir()
    for command in ("cite", "archive"):
        found = tradesim(command, "empty")
        assert found.exit_code == 1
        assert "Traceback" not in found.stderr


def test_a_batch_is_cited_and_archived_too(tradesim: Command, here: Path) -> None:
    (here / "few.yaml").write_text(
        "name: few\ntitle: Few\ndescription: Few runs.\nscenario: world.yaml\nreplicates: 2\n"
        "vary:\n  behaviour.patience_weeks: {values: [4, 8], unit: week}\n",
        encoding="utf-8",
    )
    made = tradesim("batch", "few.yaml", "--out", "few", "--jobs", "1")
    assert made.exit_code == 0, made.stderr
    assert "SHA-256" in tradesim("cite", "few").stdout
    assert tradesim("archive", "few").exit_code == 0
    checked = tradesim("verify", "few.tar")
    assert "every file is as its workers left it; 4 runs" in checked.stdout
    with tarfile.open(here / "few.tar") as tar:
        repeat = tar.extractfile("REPEAT.md")
        assert repeat is not None
        assert "tradesim batch few/manifest.json" in repeat.read().decode()


def test_what_was_edited_is_not_cited(tradesim: Command, result: Path) -> None:
    path = result / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 1', '"seed": 2', 1), "utf-8")
    refused = tradesim("cite", str(result))
    assert refused.exit_code == 1
    assert "manifest.json was edited" in refused.stderr
    assert not refused.stdout
    assert "seed 2" in tradesim("cite", str(result), "--trust").stdout
