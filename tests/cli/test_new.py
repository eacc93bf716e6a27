"""``tradesim new`` writes a scenario file: a network, a copy, a starter, a draft."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tradesim.cli import app
from tradesim.scenario import load
from tradesim.scenario.synthetic import synthetic


def new(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments])


def test_the_file_is_the_world_that_python_gives(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    sizes = ["--chipmakers", "7", "--suppliers", "9", "--links-per-need", "2", "--seed", "4"]
    result = new("--synthetic", *sizes, "-o", str(file))
    assert result.exit_code == 0, result.output
    assert load(file) == synthetic(chipmakers=7, suppliers=9, links_per_need=2, seed=4)
    assert "7 chipmakers, 9 suppliers" in result.output


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    file.write_text("mine", encoding="utf-8")
    result = new("--synthetic", "-o", str(file))
    assert result.exit_code == 1
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "NAME"),
        (["--synthetic", "--items", "x.yaml"], "is no number from 1 on"),
        (["--synthetic", "--items", "30"], "30 items cannot be made by 12"),
        (["--synthetic", "--chipmakers", "0"], "chipmakers"),
    ],
)
def test_a_world_that_cannot_be_is_wrong_usage(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    file = tmp_path / "world.yaml"
    result = new(*arguments, "-o", str(file))
    assert result.exit_code == 2
    assert said in result.output
    assert not file.exists()
