"""Running commands as a user does, in a folder of their own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tradesim.cli import app

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

Command = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small world in it, as current directory."""
    shutil.copy(WORLD, tmp_path / "world.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def tradesim(here: Path) -> Command:
    """The command line, called with its arguments; has exit_code, stdout and stderr."""
    assert here.is_dir()

    def call(*arguments: str) -> Any:
        return CliRunner().invoke(app, list(arguments), prog_name="tradesim")

    return call


@pytest.fixture
def run(tradesim: Command) -> Command:
    """``tradesim run`` without what takes long."""

    def call(*arguments: str) -> Any:
        return tradesim("run", *arguments, "--no-figures", "--quick")

    return call
