"""Every block of README and docs is played, read as what it is, or excused with a reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.documents.blocks import BY_INDENTATION, COMMANDS, DOCUMENTS, Block, blocks_of
from tests.documents.playing import Stage
from tests.documents.rules import Rules, load_rules
from tests.source_tree import REPOSITORY

PAGES = {path.relative_to(REPOSITORY).as_posix(): blocks_of(path) for path in DOCUMENTS}
WITH_BLOCKS = {page: blocks for page, blocks in PAGES.items() if blocks}
BLOCKS = [block for blocks in PAGES.values() for block in blocks]
OF_SCRIPTS = re.compile(r"(?:^|\s)(scripts/[\w.-]+)")
OF_EXTRAS = re.compile(r"pip install .*\[([\w,]+)\]")


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_BLOCKS)
def test_every_block_of_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    assert Stage(tmp_path, load_rules()).play(WITH_BLOCKS[page]) == []


def texts(block: Block) -> list[str]:
    """Return what may be excused of a block: itself, and each of its commands."""
    commands = block.commands() if block.language in COMMANDS else []
    return [block.text, *(command.text for command in commands)]


def test_every_excuse_is_needed() -> None:
    rules = load_rules()
    for block in BLOCKS:
        for text in texts(block):
            rules.excuse(block.page, text)
    idle = [rule for number, rule in enumerate(rules.excused) if number not in rules.needed]
    assert idle == []
    assert all(len(rule["because"]) > 15 for rule in rules.excused)


def test_what_another_test_plays_is_there_and_the_test_knows_the_page() -> None:
    for rule in load_rules().elsewhere:
        text = (REPOSITORY / rule["test"]).read_text(encoding="utf-8")
        assert Path(rule["page"]).stem in text, rule
        languages = {block.language for block in PAGES[rule["page"]]}
        assert set(rule["languages"]) <= languages, rule


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_commands_stand_in_fences(path: Path) -> None:
    assert BY_INDENTATION.findall(path.read_text(encoding="utf-8")) == []


def test_excused_commands_name_scripts_and_extras_that_there_are() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    extras = set(project["project"]["optional-dependencies"])
    for block in BLOCKS:
        for text in texts(block)[1:]:
            assert all((REPOSITORY / name).is_file() for name in OF_SCRIPTS.findall(text)), text
            named = OF_EXTRAS.search(text)
            assert named is None or set(named[1].split(",")) <= extras, text


def bench(tmp_path: Path, text: str) -> list[str]:
    """Return what is said of a page with this text."""
    page = blocks_of(REPOSITORY / "README.md", text)
    return Stage(tmp_path, Rules([], {}, [], [])).play(page)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```sh\ntradesim scenarios\n```\n", ""),
        ("```sh\ntradesim validate no.yaml  # status 1\n```\n", ""),
        ("```sh\ntradesim validate no.yaml\n```\n", "there is no such file"),
        ("```sh\nls\n```\n", "neither tradesim's nor excused"),
        ("```python\nx = 1\n```\n\n```python\nassert x == 2\n```\n", "AssertionError"),
        ("<!-- file: a.csv -->\n```text\na,b\n1\n```\n", "unlike length"),
        ("```\nwhat is this?\n```\n", "nothing says"),
        ("```perl\n1\n```\n", "no rule for"),
        ("```yaml\nitems: []\n```\n", "part of what?"),
        ("<!-- extends: 2019_curbs -->\n```yaml\nitem: []\n```\n", "unknown field 'item'"),
        ("<!-- file: a.yaml -->\n```yaml\nname: a\nscenario: no_such\n```\n", "ExperimentError"),
    ],
)
def test_what_is_wrong_with_a_block_is_said_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    found = bench(tmp_path, f"# A page\n\n{text}")
    assert [sentence.startswith("README.md, line ") for sentence in found] == [True] * bool(said)
    assert said in "".join(found)
