"""``tradesim report``: what it writes, from which folders, and what it refuses."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.batches import WORLD, small_batch
from tests.reporting.pages import Page
from tradesim.cli import app
from tradesim.results import run
from tradesim.results.seal import signed

EXPERIMENT = """
name: small
title: A small one <script>alert(1)</script>
description: Does patience <b>matter</b>?
scenario: {world}
vary:
  behaviour.patience_weeks: {{values: [5, 10, 15], unit: week}}
variants:
  as written: {{}}
  no <script>curb: {{without: [acid curb, list removal]}}
replicates: 3
"""


def invoke(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "run"
    return run(WORLD, replicates=2).write(folder, figures=False)


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A folder that a test may spoil."""
    return Path(shutil.copytree(original, tmp_path / "a run"))


@pytest.fixture(scope="module")
def first_deep(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    deep = Path(shutil.copytree(original, tmp_path_factory.mktemp("deep") / "run"))
    assert invoke("report", deep, "--depth", "full")[0] == 0
    return deep


@pytest.fixture
def deep(first_deep: Path, tmp_path: Path) -> Path:
    """A folder with a report of full depth, which a test may spoil."""
    return Path(shutil.copytree(first_deep, tmp_path / "a deep run"))


def valid(path: Path) -> Page:
    found = Page(path.read_text(encoding="utf-8"))
    assert found.faults == []
    assert len(found.ids) == len(set(found.ids))
    assert "script" not in found.tags
    assert path.stat().st_size < 1_000_000
    return found


def test_a_report_stands_in_the_folder_of_the_run(folder: Path) -> None:
    status, said, _ = invoke("report", folder)
    assert (status, said.strip()) == (0, f"Report: {folder / 'report.html'}")
    valid(folder / "report.html")


def test_a_second_report_replaces_the_first_with_the_same_bytes(folder: Path) -> None:
    invoke("report", folder)
    first = (folder / "report.html").read_bytes()
    assert invoke("report", folder)[0] == 0
    assert (folder / "report.html").read_bytes() == first
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_the_folder_alone_suffices(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    here = invoke("report", ".", "-o", "here.html")
    assert here[0] == 0
    valid(folder / "here.html")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("--format", "md"), "report.md"),
        (("--out", "{0}/x/story.md"), "x/story.md"),
        (("-o", "{0}/story.htm"), "story.htm"),
        (("-o", "{0}/story", "--format", "html"), "story"),
    ],
)
def test_the_format_is_named_or_told_by_the_ending(
    folder: Path, arguments: tuple[str, ...], name: str
) -> None:
    given = [argument.format(folder) for argument in arguments]
    assert invoke("report", folder, *given)[0] == 0
    assert (folder / name).is_file()


@pytest.mark.once("asks what stands in reports that other tests write")
def test_the_pictures_of_a_report_take_the_colours_of_a_style_file(folder: Path) -> None:
    style = folder / "journal.mplstyle"
    style.write_text("axes.prop_cycle: cycler(color=['123abc', '9a2b71'])\n", encoding="utf-8")
    code, _, _ = invoke("report", folder, "--style", style)
    assert code == 0
    styled = (folder / "report.html").read_text(encoding="utf-8")
    assert "#9a2b71" in styled
    invoke("report", folder)
    assert "#9a2b71" not in (folder / "report.html").read_text(encoding="utf-8")


def test_a_bad_style_file_is_told_before_a_report_is_written(folder: Path) -> None:
    style = folder / "bad.mplstyle"
    style.write_text("font.size: big\n", encoding="utf-8")
    code, _, said = invoke("report", folder, "--style", style)
    assert code == 1
    assert "font.size: 'big' cannot be used" in said
    assert not (folder / "report.html").exists()


def test_a_run_can_write_its_report_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    status, _, _ = invoke(
        "run", WORLD, "--out", folder, "--replicates", 2, "--quick", "--quiet", "--no-figures",
        "--report",
    )  # fmt: skip
    assert status == 0
    found = valid(folder / "report.html")
    assert "This run was made with" in found.text


def test_without_the_option_a_run_writes_none(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    invoke("run", WORLD, "--out", folder, "--quick", "--quiet", "--no-figures")
    assert (folder / "summary.json").is_file()
    assert not (folder / "report.html").exists()


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "summary.json",
        "weekly.parquet",
        "monthly.parquet",
        "measures.parquet",
        "monthly_imports.csv",
        "monthly_exports.csv",
        "events.csv",
    ],
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    status, _, complaint = invoke("report", folder)
    assert status == 1
    assert f"{name} is missing" in complaint
    assert "Run the scenario again" in complaint


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "summary.json",
        "weekly.parquet",
        "monthly.parquet",
        "measures.parquet",
        "monthly_imports.csv",
        "monthly_exports.csv",
        "events.csv",
    ],
)
@pytest.mark.parametrize("content", [b"", b"PAR1 half", b'{"measures": [', b"\xff\xfe\x00a,b\n"])
def test_a_half_written_file_is_named(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    status, _, complaint = invoke("report", folder, "--trust")
    assert status == 1
    assert str(folder / name) in complaint
    assert "Traceback" not in complaint
    assert not (folder / "report.html").exists()


def test_an_edited_file_is_named_and_read_only_on_trust(folder: Path) -> None:
    path = folder / "summary.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    status, _, complaint = invoke("report", folder)
    assert status == 1
    assert "summary.json is not as it was written" in complaint
    assert not (folder / "report.html").exists()
    assert invoke("report", folder, "--trust")[0] == 0


def test_a_scenario_of_another_version_is_refused_with_the_version(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scenario"]["policies"][0]["kind"] = "embargo"
    manifest["versions"]["tradesim"] = "0.0.1"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    status, _, complaint = invoke("report", folder, "--trust")
    assert status == 1
    assert "policies.0" in complaint
    assert "Version 0.0.1 wrote it" in complaint


@pytest.mark.parametrize("change", ["no scenario", "a list", "no measures"])
def test_a_document_without_what_is_needed_is_refused(folder: Path, change: str) -> None:
    name = "summary.json" if change == "no measures" else "manifest.json"
    path = folder / name
    document = json.loads(path.read_text(encoding="utf-8"))
    document.pop("scenario" if name == "manifest.json" else "measures")
    path.write_text(json.dumps([] if change == "a list" else document), encoding="utf-8")
    status, _, complaint = invoke("report", folder, "--trust")
    assert status == 1
    said = "it says nothing of" if name == "summary.json" else "this is no manifest of a run"
    assert f"{path}: {said}" in complaint


def test_an_empty_folder_is_neither(tmp_path: Path) -> None:
    status, _, complaint = invoke("report", tmp_path)
    assert status == 1
    assert "neither a run nor a batch stands here" in complaint


def test_the_folder_above_names_the_run_in_it(folder: Path) -> None:
    status, _, complaint = invoke("report", folder.parent)
    assert status == 1
    assert "Its folder a run is one." in complaint


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_what_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "file":
        path.write_text("x")
    status, _, complaint = invoke("report", path)
    assert status == 1
    assert str(path) in complaint


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("-o", "report.odt"), "ends in none of .html, .md, .pdf, .docx"),
        (("-o", "report.md", "--format", "html"), "its name says md, but --format says html"),
        (("-o", "{0}"), "this is a folder"),
        (("-o", "{0}/summary.json", "--format", "html"), "is not written over"),
        (("--format", "odt"), "odt"),
    ],
)
def test_what_cannot_be_written_is_refused(
    folder: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    status, _, said = invoke("report", folder, *[a.format(folder) for a in arguments])
    assert status == 2
    assert complaint in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_batch(tmp_path_factory.mktemp("batch"), EXPERIMENT)


def test_a_batch_has_a_report_too(batch: Path) -> None:
    assert invoke("report", batch)[0] == 0
    found = valid(batch / "report.html")
    assert {"answer", "outcomes", "differences", "responses", "origin"} <= set(found.ids)
    assert "alert(1)" in found.text
    assert "b" not in found.tags
    assert "no <script>curb" in found.text
    first = (batch / "report.html").read_bytes()
    invoke("report", batch)
    assert (batch / "report.html").read_bytes() == first


@pytest.mark.once("asks what stands in reports that other tests write")
def test_the_numbers_of_a_batch_are_those_of_its_analysis(batch: Path) -> None:
    from tradesim.experiments import analysis  # noqa: PLC0415
    from tradesim.experiments.store.reading import read_batch  # noqa: PLC0415
    from tradesim.reporting.digest import digest  # noqa: PLC0415

    invoke("report", batch, "-o", batch / "again.html")
    found = valid(batch / "again.html")
    sections = digest(analysis.analyse(analysis.runs_of(read_batch(batch))))
    for section in sections:
        for row in section.rows:
            assert " ".join(" ".join(row).split()) in found.text, section.title


def test_a_batch_without_its_runs_is_refused(batch: Path, tmp_path: Path) -> None:
    spoilt = Path(shutil.copytree(batch, tmp_path / "spoilt"))
    shutil.rmtree(spoilt / "runs.parquet")
    status, _, complaint = invoke("report", spoilt)
    assert status == 1
    assert "no run has finished" in complaint
    (spoilt / "manifest.json").write_text("{", encoding="utf-8")
    assert invoke("report", spoilt)[0] == 1


def test_a_batch_of_another_version_is_refused(batch: Path, tmp_path: Path) -> None:
    spoilt = Path(shutil.copytree(batch, tmp_path / "spoilt"))
    manifest = json.loads((spoilt / "manifest.json").read_text(encoding="utf-8"))
    del manifest["columns"]
    (spoilt / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    status, _, complaint = invoke("report", spoilt, "--trust")
    assert status == 1
    assert "another version" in complaint


def test_a_comparison_can_be_written_as_a_report(tmp_path: Path) -> None:
    path = tmp_path / "difference.html"
    status, _, _ = invoke(
        "compare", WORLD, WORLD, "--variant-b", "no_curb", "-n", 4, "--report", path
    )
    assert status == 0
    found = valid(path)
    assert "two_countries (no_curb) against two_countries" in found.text
    assert "larger than noise" in found.text
    assert "Alphaland's share of acid in Betaland at the end" in found.text


def test_a_comparison_with_itself_differs_in_nothing(tmp_path: Path) -> None:
    path = tmp_path / "same.md"
    assert invoke("compare", WORLD, WORLD, "-n", 3, "--report", path)[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "Nothing of the measures one would tell first differs" in text


@pytest.mark.parametrize("name", ["report.odt", "", "sub"])
def test_a_comparison_refuses_a_name_before_it_runs(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    status, said, complaint = invoke(
        "compare", WORLD, WORLD, "-n", 3, "--report", tmp_path / name
    )  # fmt: skip
    assert status == 2
    assert said == ""
    assert "--report" in complaint


def test_help_names_the_formats() -> None:
    assert "html|md|pdf|docx|brief" in invoke("report", "--help")[1].replace(" ", "")


def test_the_folder_suffices_to_repeat_the_run(original: Path, tmp_path: Path) -> None:
    manifest = json.loads((original / "manifest.json").read_text(encoding="utf-8"))
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(json.dumps(manifest["scenario"]), encoding="utf-8")
    again = tmp_path / "again"
    counts = ("--seed", manifest["seed"], "--replicates", manifest["replicates"])
    status, _, _ = invoke(
        "run", scenario, *counts, "--out", again, "--quick", "--quiet", "--no-figures"
    )
    assert status == 0
    assert (again / "summary.json").read_bytes() == (original / "summary.json").read_bytes()


def test_a_brief_is_a_page_of_its_own_beside_the_report(folder: Path) -> None:
    status, said, _ = invoke("report", folder, "--format", "brief")
    assert (status, said.strip()) == (0, f"Brief: {folder / 'brief.html'}")
    found = valid(folder / "brief.html")
    assert "nav" not in found.tags
    assert "What it rests on" in found.text
    assert found.tags.count("table") == 1


@pytest.mark.once("asks what stands in reports that other tests write")
@pytest.mark.parametrize("name", ["brief.docx", "brief.pdf", "brief.md"])
def test_a_brief_has_the_form_that_its_name_says(folder: Path, name: str) -> None:
    assert invoke("report", folder, "--format", "brief", "-o", folder / name)[0] == 0
    assert (folder / name).stat().st_size > 1000
    again = (folder / name).read_bytes()
    invoke("report", folder, "--format", "brief", "-o", folder / name)
    assert (folder / name).read_bytes() == again


def test_a_batch_has_no_brief(batch: Path) -> None:
    status, _, complaint = invoke("report", batch, "--format", "brief")
    assert status == 2
    assert "a brief is of a run" in complaint


def test_a_report_of_full_depth_keeps_its_further_runs(deep: Path) -> None:
    folder = deep
    found = valid(folder / "report.html")
    assert {"without", "hinges"} <= set(found.ids)
    kept = (folder / "depth.json").read_bytes()
    first = (folder / "report.html").read_bytes()
    assert invoke("report", folder, "--depth", "full")[0] == 0
    assert (folder / "depth.json").read_bytes() == kept
    assert (folder / "report.html").read_bytes() == first, "read back, it tells the same"
    assert invoke("verify", folder)[0] == 0
    assert invoke("report", folder)[0] == 0
    assert "hinges" not in valid(folder / "report.html").ids, "only where it is asked for"


@pytest.mark.once("asks what stands in reports that other tests write")
def test_depth_of_a_forecast_says_whose_figures_it_takes(tmp_path: Path) -> None:
    place = ("--out", tmp_path / "run", "--replicates", "8")
    assert invoke("run", WORLD, "--doubt", *place)[0] == 0
    assert invoke("report", tmp_path / "run", "--depth", "full")[0] == 0
    [report] = tmp_path.rglob("report.html")
    text = report.read_text(encoding="utf-8")
    assert text.count("not the middle of the forecast") == 2
    assert "as written" in text


def test_depth_that_cannot_be_kept_is_told_all_the_same(
    deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(args))

    (deep / "depth.json").unlink()
    monkeypatch.setattr("tradesim.experiments.store.kept_depth.write_depth", full)
    status, said, note = invoke("report", deep, "--depth", "full", "-o", tmp_path / "r.html")
    assert status == 0
    assert "r.html" in said
    assert "depth.json: it cannot be kept: read-only file system." in note


def test_a_report_that_cannot_be_written_is_no_wrong_usage(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    status, _, complaint = invoke("report", folder, "-o", tmp_path / "file" / "r.html")
    assert status == 1
    assert len(complaint.splitlines()) == 1


def test_depth_that_was_edited_or_is_of_another_run_is_refused(deep: Path) -> None:
    folder = deep
    path = folder / "depth.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["depth"]["pairs"] = 1000
    path.write_text(json.dumps(document), encoding="utf-8")
    status, _, complaint = invoke("report", folder, "--depth", "full")
    assert status == 1
    assert "depth.json was edited, or is of another run" in complaint
    path.write_text(json.dumps(signed({**document, "of": "another"})), encoding="utf-8")
    assert invoke("report", folder, "--depth", "full")[0] == 1
    path.write_text("{", encoding="utf-8")
    assert invoke("report", folder, "--depth", "full")[0] == 1
    path.unlink()
    assert invoke("report", folder, "--depth", "full")[0] == 0


def test_depth_is_of_the_report_of_a_run(folder: Path, batch: Path) -> None:
    status, _, complaint = invoke("report", folder, "--depth", "full", "--format", "brief")
    assert (status, "one page" in complaint) == (2, True)
    status, _, complaint = invoke("report", batch, "--depth", "full")
    assert (status, "this is a batch" in complaint) == (2, True)
