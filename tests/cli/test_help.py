"""Help is read on a terminal of eighty columns, by somebody who will type what it shows."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from tradesim.cli import COMMANDS, app
from tradesim.cli.grouping import name_of

NAMES = [name_of(each) for each in COMMANDS]


def helped(*command: str) -> str:
    """Return what help says on eighty columns."""
    return CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}).output


@pytest.mark.parametrize("command", NAMES)
def test_help_of_a_command_cuts_nothing_and_is_within_the_terminal(command: str) -> None:
    lines = helped(command).splitlines()
    assert lines[0].startswith(f"Usage: tradesim {command}")
    assert not [line for line in lines if "…" in line or len(line) > 80]


@pytest.mark.parametrize("command", NAMES)
def test_help_speaks_of_numbers_and_files_not_of_types_of_python(command: str) -> None:
    options = helped(command).split("\nOptions:\n")[1]
    assert not re.findall(r"<(?:int|float|str|path|list)[^|>]*>|\[\[", options)


def test_every_command_is_listed_with_the_whole_of_its_first_sentence() -> None:
    listed = " ".join(helped().split())
    for name, find in zip(NAMES, COMMANDS, strict=True):
        sentence = " ".join((find().__doc__ or "").split("\n\n")[0].split())
        assert f"{name} {sentence}" in listed
