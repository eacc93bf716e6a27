"""Every command of docs/customs.md runs, on the files it shows, and makes the tables it shows."""

import csv
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tradesim.cli import app
from tradesim.customs import layout_names
from tradesim.customs.items import CustomsItem

pytestmark = pytest.mark.once("holds a page of docs against commands that tests/customs runs")

PAGE = (REPOSITORY / "docs" / "customs.md").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- file: (\S+?)(?:, (\S+))? -->\n```\w*\n(.*?)```", re.DOTALL)
COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
TABLE = re.compile(r"<!-- table: (\S+) -->\n((?:\|.*\n)+)")
FIGURES = {"quantity", "value_usd_m"}


def commands() -> list[str]:
    """Return the commands of the page, in its order."""
    return [line for block in COMMANDS.findall(PAGE) for line in block.strip().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the page in it, in which all its commands have run."""
    place = tmp_path_factory.mktemp("page")
    for name, encoding, text in FILE.findall(PAGE):
        (place / name).write_bytes(text.encode(encoding or "utf-8"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in commands():
            result = CliRunner().invoke(app, shlex.split(command)[1:], prog_name="tradesim")
            assert result.exit_code == 0, f"{command}\n{result.stderr}"
    return place


def shown(text: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as the page shows it."""
    heading, _, *lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()
    ]
    for line in lines:
        yield dict(zip(heading, line, strict=True))


def test_tables_are_what_the_commands_make(folder: Path) -> None:
    tables = TABLE.findall(PAGE)
    assert len(tables) >= 12
    for name, text in tables:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            made = list(csv.DictReader(file))
        for row, expected in zip(made, shown(text), strict=True):
            assert {key: _cell(key, row[key]) for key in expected} == expected, name


def _cell(column: str, text: str) -> str:
    return f"{float(text):.6g}" if text and column in FIGURES else text


@cache
def said() -> str:
    """Return the page without line breaks."""
    return " ".join(PAGE.split())


@pytest.mark.parametrize("layout", layout_names())
def test_the_page_names_every_layout(layout: str) -> None:
    assert f"`{layout}`" in said()


@pytest.mark.parametrize(
    "field", sorted(set(CustomsItem.model_fields) - {"name", "label", "unit", "hs"})
)
def test_the_page_names_what_may_be_known_of_a_good(field: str) -> None:
    assert f"`{field}`" in said()
