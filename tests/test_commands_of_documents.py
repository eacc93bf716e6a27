"""Every command that README and docs tell readers to type exists, and so do its options."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.source_tree import REPOSITORY
from tradesim.cli import app
from tradesim.scenario import titles

pytestmark = pytest.mark.once("reads what is written, and runs nothing")

DOCUMENTS = sorted([REPOSITORY / "README.md", *REPOSITORY.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(?:sh|console|bash)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(tradesim [a-z][^`\n]*)`")
INDENTED = re.compile(r"^ {4}(tradesim .*)$", re.MULTILINE)
OF_SCENARIOS = frozenset({"run", "compare", "serve", "leverage", "export-page", "dock"})
"""Commands whose first words may be names of shipped scenarios."""

EPISODE = re.compile(r"(?:19|20)\d\d_[a-z_0-9]+")


@cache
def root() -> Any:
    return get_command(app)


@cache
def shipped() -> frozenset[str]:
    return frozenset(titles())


def commands(text: str) -> Iterator[str]:
    """Yield every command of tradesim in a Markdown text, without comments and continuations."""
    blocks = [*BLOCK.findall(text), *INDENTED.findall(text)]
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    for line in [*lines, *INLINE.findall(text)]:
        for part in re.split(r"&&|\|(?=\s)", re.sub(r"\s#\s.*", "", line)):
            if part.strip().startswith("tradesim ") and "..." not in part:
                yield part.strip()


def words_of(command: str) -> list[str]:
    try:
        return shlex.split(command)[1:]
    except ValueError:
        return command.split()[1:]


def faults(command: str) -> list[str]:
    """Return what a reader who typed it would be told is wrong with its names."""
    words, found = words_of(command), root()
    while hasattr(found, "commands") and words and not words[0].startswith("-"):
        name = words.pop(0)
        inner = found.commands.get(name)
        if inner is None:
            return [f"no command {name}"]
        found = inner
    known = {name for p in found.params for name in (*p.opts, *p.secondary_opts)} | {"--help"}
    given = [word.partition("=")[0] for word in words if re.match(r"--?[A-Za-z]", word)]
    wrong = [f"no option {name}" for name in given if name not in known]
    if found.name in OF_SCENARIOS:
        named = [word for word in words if EPISODE.fullmatch(word)]
        wrong += [f"no scenario {name}" for name in named if name not in shipped()]
    return wrong


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)).replace("/", "-")
)
def test_every_command_of_a_document_exists(document: Path) -> None:
    told = {command: faults(command) for command in commands(document.read_text(encoding="utf-8"))}
    assert {command: wrong for command, wrong in told.items() if wrong} == {}


def test_the_readme_tells_of_many_commands() -> None:
    found = list(commands((REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert len(found) > 8
    assert {words_of(command)[0] for command in found} >= {"run", "new", "report", "batch", "serve"}


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("tradesim ran 2019_curbs", ["no command ran"]),
        ("tradesim run 2019_curbs --replicats 5", ["no option --replicats"]),
        ("tradesim run 2019_curb", ["no scenario 2019_curb"]),
        ("tradesim leverage 2019_curbs --control x --wekes 3", ["no option --wekes"]),
        ("tradesim run 2019_curbs --set policies.x=1", []),
    ],
)
def test_a_wrong_name_is_found(command: str, wrong: list[str]) -> None:
    assert faults(command) == wrong


def test_comments_and_pipes_are_no_part_of_a_command() -> None:
    text = "```sh\ntradesim run a  # says --more\npip install . && tradesim dock\n```\n"
    assert list(commands(text)) == ["tradesim run a", "tradesim dock"]
