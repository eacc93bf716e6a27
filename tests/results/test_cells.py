"""Names that look like formulas are text in a spreadsheet, and the same names when read again."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.scenario.conftest import WORLD
from tradesim.cells import bare, bare_table, shielded, shielded_table
from tradesim.cli import app
from tradesim.drafting.csv_words import read_words
from tradesim.evidence.table_rows import cells_by_name, csv_rows, write_rows
from tradesim.records.folder import read_records
from tradesim.results import run
from tradesim.scenario import load
from tradesim.scenario.columns.reading import read_columns
from tradesim.scenario.table_columns import read_table


@pytest.mark.parametrize("text", ["=1+1", "+a", "-5 °C", "@SUM(A1)", "'=x", "'-5", "\t=1"])
def test_a_formula_is_shielded_and_comes_back(text: str) -> None:
    assert shielded(text) == "'" + text
    assert bare(shielded(text)) == text


@pytest.mark.parametrize(
    "cell", ["acid", "'tis", "a=b", "", -5, -0.5, None, "-5", "+0.5", "-1.2e-07"]
)
def test_anything_else_stays_as_it_is(cell: object) -> None:
    assert shielded(cell) == cell
    assert bare(cell) == cell


def test_numbers_of_a_table_stay_numbers() -> None:
    frame = pd.DataFrame({"name": ["=x", "y"], "value": [-1.0, 2.0]})
    assert shielded_table(frame).to_csv(index=False) == "name,value\n'=x,-1.0\ny,2.0\n"


def test_headings_are_shielded_and_come_back() -> None:
    frame = pd.DataFrame({"=x": [1.0], "y": ["-z"]})
    assert shielded_table(frame).to_csv(index=False) == "'=x,y\n1.0,'-z\n"
    assert bare_table(shielded_table(frame)).equals(frame)


def test_rows_that_evidence_writes_are_shielded_and_read_again(tmp_path: Path) -> None:
    rows = [{"item": "=acid", "gain": "-0.12", "@group": -0.5}]
    write_rows(rows, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_text("utf-8") == "item,gain,'@group\n'=acid,-0.12,-0.5\n"
    ((_, cells),) = cells_by_name(csv_rows(tmp_path / "table.csv"), (), [])
    assert cells == {"item": "=acid", "gain": "-0.12", "@group": "-0.5"}


FIELDS = {"name": None, "share": None}


def test_tables_of_a_scenario_name_what_was_shielded(tmp_path: Path) -> None:
    (tmp_path / "plants.csv").write_text("name,share\n'=acid,-0.5\nfilm,1\n", encoding="utf-8")
    by_rows = read_table(tmp_path, "plants.csv", FIELDS, outside=False)
    assert by_rows.columns == {"name": ["=acid", "film"], "share": [-0.5, 1.0]}
    by_columns = read_columns(tmp_path, "plants.csv", FIELDS, outside=False)
    assert list(by_columns["name"].values) == ["=acid", "film"]
    assert read_words(tmp_path / "plants.csv")["name"].tolist() == ["=acid", "film"]


def test_a_network_of_names_like_formulas_is_shielded_and_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    edges = "seller,buyer,flow\n'@mine,'+mill,1000000\n'+mill,'-shop,2000000\n"
    Path("edges.csv").write_text(edges, encoding="utf-8")
    made = CliRunner().invoke(app, ["network", "edges.csv"])
    assert made.exit_code == 0, made.output
    text = "".join(path.read_text("utf-8") for path in tmp_path.glob("edges.*.csv"))
    cells = [cell for line in text.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell[:1] in set("=+@-")]
    world = load("edges.yaml")
    assert {plant.name for plant in world.suppliers} == {"@mine", "+mill"}


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
    events = read_records(folder).events
    assert any(str(cell).startswith("-film plant") for cell in events.to_numpy().ravel())
