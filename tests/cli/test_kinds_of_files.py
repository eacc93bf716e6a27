"""A file of another of our kinds is called by its name, with the command that takes it."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.conftest import WORLD
from tests.source_tree import REPOSITORY
from tradesim.cli import app
from tradesim.scenario import read
from tradesim.scenario.kinds import FileKind, kind_of

FILES = {
    FileKind.SCENARIO: WORLD,
    FileKind.EXPERIMENT: REPOSITORY / "experiments" / "review_time.yaml",
    FileKind.CALIBRATION: REPOSITORY / "examples" / "2019_recovery.yaml",
    FileKind.DESIGN: REPOSITORY / "calibrations" / "common" / "episodes.yaml",
    FileKind.ITEMS: REPOSITORY / "docs" / "first_scenario" / "items.yaml",
    FileKind.REGIMES: REPOSITORY / "regimes" / "china.yaml",
}

DRAFT = "new it --imposer CHN --announced 2023-07-03 --effective 2023-08-01"

READERS: dict[str, FileKind | None] = {
    "run": FileKind.SCENARIO,
    "hindcast": FileKind.SCENARIO,
    "export-page -o page.html": FileKind.SCENARIO,
    "serve --no-browser": FileKind.SCENARIO,
    "leverage": FileKind.SCENARIO,
    "dock": FileKind.SCENARIO,
    "compare world.yaml": FileKind.SCENARIO,
    "batch": FileKind.EXPERIMENT,
    "calibrate": FileKind.CALIBRATION,
    "customs table.csv --items": FileKind.ITEMS,
    f"{DRAFT} --from table.csv --items": FileKind.ITEMS,
    f"{DRAFT} --items items.yaml --from": None,
    "customs": None,
    "customs table.csv --items items.yaml --rates": None,
    "run world.yaml --parameters": None,
    "run world.yaml --style": None,
    "hindcast world.yaml --observed": None,
    "network": None,
}
"""What ends with the name of a file, and the kind that is expected; None for what is no YAML."""

TAKEN_TOO = {("calibrate", FileKind.DESIGN)}


@pytest.mark.parametrize("kind", FILES, ids=str)
def test_every_kind_is_recognised(kind: FileKind) -> None:
    assert kind_of(read(FILES[kind]).data) is kind


@pytest.mark.parametrize(
    "file", sorted(REPOSITORY.glob("scenarios/*.yaml")), ids=lambda path: path.stem
)
def test_every_scenario_is_one(file: Path) -> None:
    assert kind_of(read(file).data) is FileKind.SCENARIO


@pytest.mark.parametrize("line", READERS)
@pytest.mark.parametrize("kind", FILES, ids=str)
def test_a_file_of_another_kind_is_refused_by_its_name(
    kind: FileKind, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind is READERS[line] or (line, kind) in TAKEN_TOO:
        return
    monkeypatch.chdir(tmp_path)
    shutil.copy(WORLD, "world.yaml")
    shutil.copy(FILES[FileKind.ITEMS], "items.yaml")
    shutil.copy(FILES[kind], "given.yaml")
    ended = CliRunner().invoke(app, f"{line} given.yaml")
    assert ended.exit_code == 1, ended.output
    wanted = READERS[line]
    said = f"given.yaml: 1 problem\n  this is {kind.called}, not "
    assert said + (wanted.called if wanted else "") in ended.stderr
    assert ended.stderr.endswith(f"{kind.use}\n")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FileKind.CALIBRATION, "4 parameters, 6 targets"),
        (FileKind.DESIGN, "scenarios)"),
        (FileKind.ITEMS, "sound (1 item)"),
    ],
)
def test_files_of_every_kind_are_validated(kind: FileKind, said: str) -> None:
    ended = CliRunner().invoke(app, ["validate", str(FILES[kind])])
    assert ended.exit_code == 0, ended.output
    assert said in ended.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("calibrate episodes --samples 20", "--samples: it is of use for a calibration alone"),
        ("calibrate 2019_curbs --jobs 2", "--jobs: it is of use for a common design alone"),
        ("calibrate 2019_curbs --note x", "--note: it is of use for a common design alone"),
    ],
)
def test_calibrate_refuses_options_of_its_other_kind_of_file(line: str, said: str) -> None:
    ended = CliRunner().invoke(app, line)
    assert ended.exit_code == 2, ended.output
    assert said in ended.stderr


def test_a_manifest_is_no_scenario_and_says_whose_it_is() -> None:
    assert kind_of({"run_id": "x", "scenario": {}}) is FileKind.RUN
    assert kind_of({"sha256": {}, "scenario": {}}) is FileKind.BATCH
    assert kind_of("plain text") is None
    assert kind_of({"name": "half"}) is None
