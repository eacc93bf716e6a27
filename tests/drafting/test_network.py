"""Edge lists of firms as scenarios with tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tradesim.cli import app
from tradesim.drafting.edges import read_edges
from tradesim.drafting.network import HEADROOM, WEEKS
from tradesim.errors import ScenarioError
from tradesim.scenario import Scenario, load

EDGES = """\
seller,buyer,flow
mine,smelter,5200
smelter,maker,7800
mine,maker,2600
smelter,mine,26
"""
FIRMS = """\
firm,sector,country
mine,ore,DEU
smelter,metal,FRA
maker,cars,FRA
"""


def written(folder: Path, edges: str = EDGES, firms: str = FIRMS) -> tuple[Path, Path]:
    paths = folder / "edges.csv", folder / "firms.csv"
    for path, text in zip(paths, (edges, firms), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def made(folder: Path) -> tuple[Scenario, str]:
    edges, firms = written(folder)
    done = CliRunner().invoke(app, ["network", str(edges), "--firms", str(firms)])
    assert done.exit_code == 0, done.output
    return load(folder / "edges.yaml"), done.output


def test_a_flow_is_what_is_bought_in_a_week(tmp_path: Path) -> None:
    scenario, _ = made(tmp_path)
    (maker,) = scenario.buyers
    bought = {need.item: need.baseline_use.value * WEEKS for need in maker.needs}
    assert bought == pytest.approx({"metal": 7800.0, "ore": 2600.0})
    plants = {plant.name: plant for plant in scenario.suppliers}
    (ore,) = plants["smelter"].recipe
    assert ore.baseline_use.value == pytest.approx(5200.0 * HEADROOM / WEEKS)
    assert plants["smelter"].capacity.value == pytest.approx(7800.0 * HEADROOM / WEEKS)


def test_sales_that_close_a_circle_are_left_out_and_told(tmp_path: Path) -> None:
    scenario, said = made(tmp_path)
    assert not next(plant for plant in scenario.suppliers if plant.name == "mine").recipe
    assert "left out: 1 sale that would close a circle (0.17% of all flows)" in said
    assert (
        "Without 1 sale that would close a circle of plants, 0.17% of all flows"
        in scenario.description
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("flow\n", "flw\n"), "row 1: there is no column 'flow'. Did you mean 'flw'?"),
        (("7800", "much"), "edges.csv, row 3, flow: 'much' is not a number."),
        (("2600", "-1"), "edges.csv, row 4, flow: '-1' is no sale: a flow is above 0."),
        (("mine,maker", "smelter,maker"), "row 4: 'smelter' to 'maker' stands above already"),
        (("mine,maker", "Mine,maker"), "row 4, seller: 'Mine' is no firm of firms.csv."),
        (("mine,maker", "maker,maker"), "row 4, buyer: 'maker' buys from itself."),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    edges, firms = written(tmp_path, EDGES.replace(*change))
    with pytest.raises(ScenarioError) as caught:
        read_edges(edges, firms)
    assert said in str(caught.value)


def test_a_wrong_word_in_row_70001_is_found_there(tmp_path: Path) -> None:
    rows = [f"plant {row},buyer {row},{row + 1}" for row in range(80_000)]
    rows[69_999] = "plant 69999,buyer 69999,n/a"
    edges = tmp_path / "edges.csv"
    edges.write_text("seller,buyer,flow\n" + "\n".join(rows), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_edges(edges)
    assert [str(p) for p in caught.value.problems] == [
        "edges.csv, row 70,001, flow: 'n/a' is not a number."
    ]


def test_an_edge_list_larger_than_a_table_may_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edges = tmp_path / "edges.csv"
    edges.write_text("seller,buyer,flow\nA,B,1\n", encoding="utf-8")
    monkeypatch.setattr("tradesim.limits.LARGEST_NETWORK", 10)
    with pytest.raises(ScenarioError, match="more than the 10 bytes"):
        read_edges(edges)


def test_rows_are_told_in_their_order_whatever_is_wrong_with_them(tmp_path: Path) -> None:
    firms = "firm,sector,country\na,x,DEU\nb,x,deu\n"
    edges = "seller,buyer,flow\na,a,1\na,b,-1\nc,a,no\n.,b,2\n"
    (tmp_path / "firms.csv").write_text(firms, encoding="utf-8")
    (tmp_path / "edges.csv").write_text(edges, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        read_edges(tmp_path / "edges.csv", tmp_path / "firms.csv")
    places = [problem.field.rpartition(", ")[0] for problem in refused.value.problems]
    rows = ["row 2", "row 3", "row 4", "row 4", "row 5", "row 5"]
    assert places == [*(f"edges.csv, {row}" for row in rows), "firms.csv, row 3"]


def test_a_table_that_is_not_there_is_told_as_of_any_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no such file"):
        read_edges(tmp_path / "edges.csv")
    with pytest.raises(ScenarioError, match="this is a directory, not a file"):
        read_edges(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty. Its first line is: seller,buyer,flow"),
        (b"\xff\xfes\x00", "it is not UTF-8 text. Save it as CSV in UTF-8."),
        (b"seller,buyer,flow\nx,mine,smelter,1\n", "row 2: 4 cells, but the heading has 3."),
        (EDGES.encode() + b"a,b,1,2\n", "row 6: 4 cells, but the heading has 3."),
    ],
)
def test_a_table_that_is_none_is_refused_in_plain_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    edges, firms = written(tmp_path)
    edges.write_bytes(content)
    with pytest.raises(ScenarioError, match=re.escape(said)):
        read_edges(edges, firms)
