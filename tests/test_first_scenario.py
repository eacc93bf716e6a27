"""Every command of the page on a first scenario runs, in its order, in one folder."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.source_tree import REPOSITORY
from tradesim.cli import app

PAGE = REPOSITORY / "docs" / "first_scenario.md"
FILES = REPOSITORY / "docs" / "first_scenario"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
STATUS = re.compile(r"# status (\d)")


def commands() -> list[tuple[list[str], int]]:
    """Return the words of each command of the page, with the exit status that it names."""
    lines = [
        line for block in BLOCK.findall(PAGE.read_text("utf-8")) for line in block.splitlines()
    ]
    found = []
    for line in lines:
        status = STATUS.search(line)
        found.append((shlex.split(line, comments=True), int(status.group(1)) if status else 0))
    return found


def test_the_page_has_commands_of_tradesim_alone() -> None:
    assert len(commands()) > 10
    assert all(words[0] == "tradesim" for words, _ in commands())


@pytest.mark.slow
def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in FILES.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    said: dict[str, Result] = {}
    for words, status in commands():
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == status, f"{shlex.join(words)}\n{result.output}"
        said[words[1]] = result
    draft = (tmp_path / "palm_oil_2022.yaml").read_text(encoding="utf-8")
    assert "exports_2021.csv (tidy), exports, 2021" in draft
    assert len(draft.splitlines()) < 200
    assert (tmp_path / "results" / "month" / "report.html").stat().st_size > 10_000
    assert "record.csv" in said["hindcast"].output
