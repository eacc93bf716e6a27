"""The README's commands can be found by CI, and the documents' links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.readme_commands import README, read_commands
from tests.source_tree import REPOSITORY

DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def relative_links(text: str) -> list[str]:
    """Return the links of a Markdown text that lead to files, without their anchors."""
    targets = LINK.findall(COMMENT.sub("", text))
    paths = [target.partition("#")[0] for target in targets if "://" not in target]
    return [path for path in paths if path]


def test_the_first_command_installs_and_runs_a_scenario_of_the_repository() -> None:
    command = read_commands(README.read_text(encoding="utf-8"))[1]
    match = re.fullmatch(r"pip install \. && tradesim run (\S+)", command)
    assert match
    assert (REPOSITORY / match[1]).is_file()


def test_the_second_command_installs_and_runs_the_tests() -> None:
    command = read_commands(README.read_text(encoding="utf-8"))[2]
    assert command == "pip install '.[test]' && pytest"


def test_a_command_is_the_block_after_its_marker() -> None:
    text = "```sh\nno\n```\n<!-- command 7 -->\n```console\none\ntwo\n```\n\n```sh\nno\n```\n"
    assert read_commands(text) == {7: "one\ntwo"}


@pytest.mark.parametrize(("arguments", "status"), [(["1"], 0), (["99"], 1), ([], 2), (["x"], 2)])
def test_the_script_prints_a_command_or_says_why_not(arguments: list[str], status: int) -> None:
    script = REPOSITORY / "scripts" / "readme_commands.py"
    done = subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == status
    assert bool(done.stdout) == (status == 0)
    assert bool(done.stderr) == (status != 0)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_resolve(document: Path) -> None:
    links = relative_links(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_a_link_is_told_from_an_address_and_a_comment() -> None:
    text = "[a](docs/a.md#top) [b](https://example.org) <!-- [c](c.md) --> ![d](d.png) [e](#here)"
    assert relative_links(text) == ["docs/a.md", "d.png"]
