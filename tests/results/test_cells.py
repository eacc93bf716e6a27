"""Names that look like formulas are text in a spreadsheet, and the same names when read again."""

from pathlib import Path

import pandas as pd
import pytest

from tests.scenario.conftest import WORLD
from tradesim.results import run
from tradesim.results.cells import bare, shielded, shielded_table
from tradesim.results.stored import open_run
from tradesim.scenario import load


@pytest.mark.parametrize("text", ["=1+1", "+a", "-5", "@SUM(A1)", "'=x", "''=x", "\t=1"])
def test_a_formula_is_shielded_and_comes_back(text: str) -> None:
    assert shielded(text) == "'" + text
    assert bare(shielded(text)) == text


@pytest.mark.parametrize("cell", ["acid", "'tis", "a=b", "", -5, -0.5, None])
def test_anything_else_stays_as_it_is(cell: object) -> None:
    assert shielded(cell) == cell
    assert bare(cell) == cell


def test_numbers_of_a_table_stay_numbers() -> None:
    frame = pd.DataFrame({"name": ["=x", "y"], "value": [-1.0, 2.0]})
    assert shielded_table(frame).to_csv(index=False) == "name,value\n'=x,-1.0\ny,2.0\n"


def test_a_group_that_looks_like_a_formula_is_text_in_every_table(tmp_path: Path) -> None:
    text = WORLD.read_text(encoding="utf-8").replace(
        "customs_group: acids", 'customs_group: "@acids"'
    )
    text = text.replace("name: film plant", 'name: "-film plant"').replace(
        "response_to: film plant", 'response_to: "-film plant"'
    )
    (tmp_path / "world.yaml").write_text(text, encoding="utf-8")
    folder = run(load(tmp_path / "world.yaml")).write(tmp_path / "run", figures=False)
    for table in folder.glob("*.csv"):
        cells = [cell for line in table.read_text("utf-8").splitlines() for cell in line.split(",")]
        words = [cell for cell in cells if cell[:1] in set("=+@") or cell.startswith("-film")]
        assert not words, table.name
    assert "'@acids" in (folder / "monthly_imports.csv").read_text("utf-8")
    events = open_run(folder).events(0)
    assert any(str(cell).startswith("-film plant") for cell in events.to_numpy().ravel())
