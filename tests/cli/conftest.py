"""Running commands as a user does, in a folder of their own."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.advice import vain_advice
from tests.source_tree import REPOSITORY
from tradesim.cli import app

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

Command = Callable[..., Any]


@pytest.fixture(autouse=True)
def advice_that_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test calls: what is said advises nothing that the command has not."""
    invoke = CliRunner.invoke

    def checked(self: CliRunner, to_call: Any, args: Any = None, *rest: Any, **named: Any) -> Any:
        """Call as a test does, and look at what was said of what went wrong."""
        ended = invoke(self, to_call, args, *rest, **named)
        words = shlex.split(args) if isinstance(args, str) else [*(args or ())]
        assert not vain_advice(words, ended.stderr), ended.stderr
        return ended

    monkeypatch.setattr(CliRunner, "invoke", checked)


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
