"""Plants, buyers, needs and links given as tables."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from pyarrow import parquet

from tradesim.errors import ScenarioError
from tradesim.scenario import load
from tradesim.scenario.schema import Scenario
from tradesim.scenario.synthetic import WorldSize, synthetic_tree
from tradesim.scenario.synthetic_tables import as_tables
from tradesim.scenario.table_columns import NotThatTableError, read_table

SIZE = WorldSize(buyers=6, suppliers=5)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return the file of a small synthetic world whose firms and links are tables."""
    tree, tables = as_tables(synthetic_tree(SIZE), "world")
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = tmp_path / "world.yaml"
    file.write_text(yaml.safe_dump(tree), encoding="utf-8")
    return file


def problems(world: Path, **told: bool) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load(world, **told)
    return [str(problem) for problem in caught.value.problems]


def edit(world: Path, section: str, change: Callable[[list[list[str]]], None]) -> None:
    """Change the cells of a table; the first row is its heading."""
    file = world.parent / f"world.{section}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    change(rows)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def put(row: int, column: int, word: str) -> Callable[[list[list[str]]], None]:
    """Return a change of one cell; row 1 is the heading."""

    def change(rows: list[list[str]]) -> None:
        rows[row - 1][column] = word

    return change


def test_tables_say_what_yaml_says(world: Path) -> None:
    assert load(world) == Scenario.model_validate(synthetic_tree(SIZE))


def test_parquet_says_what_csv_says(world: Path) -> None:
    before = load(world)
    text = world.read_text(encoding="utf-8")
    for section in ("suppliers", "buyers", "needs", "links"):
        with (world.parent / f"world.{section}.csv").open(encoding="utf-8", newline="") as stream:
            rows: list[dict[str, Any]] = list(csv.DictReader(stream))
        for row in rows:
            for name in {"capacity", "price", "output", "baseline_use", "share"} & row.keys():
                row[name] = float(row[name]) if row[name] else None
        table = pa.Table.from_pylist(rows)
        parquet.write_table(table, world.parent / f"world.{section}.parquet")
        text = text.replace(f"world.{section}.csv", f"world.{section}.parquet")
    world.write_text(text, encoding="utf-8")
    assert load(world) == before


@pytest.mark.parametrize(
    ("section", "change", "said"),
    [
        ("suppliers", put(3, 3, "much"), "world.suppliers.csv, row 3, capacity: "),
        ("suppliers", put(3, 3, "-1"), "world.suppliers.csv, row 3, capacity: "),
        ("suppliers", put(3, 3, "nan"), "world.suppliers.csv, row 3, capacity: "),
        ("suppliers", put(4, 1, "QQQ"), "world.suppliers.csv, row 4, country: 'QQQ' is not a"),
        ("suppliers", put(1, 3, "capacities"), "'capacities' is no column of world.suppliers.csv"),
        ("suppliers", put(1, 3, "price"), "has the column 'price' twice"),
        ("suppliers", put(1, 3, "recipe"), "'recipe' is no column"),
        ("suppliers", put(5, 0, "supplier 1"), "world.suppliers.csv, row 5, name: 'supplier 1' is"),
        ("buyers", lambda rows: rows[1].pop(), "world.buyers.csv, row 2: 3 cells under 4 headings"),
        ("buyers", put(2, 3, ""), "world.buyers.csv, row 2: the field 'output' is missing"),
        ("needs", put(2, 0, "chipmaker 99"), "row 2, buyer: 'chipmaker 99' is no buyer or supp"),
        ("needs", put(2, 2, "0"), "world.needs.csv, row 2, baseline_use: "),
        ("links", put(2, 0, "chipmaker 99"), "row 2, buyer: 'chipmaker 99' is no buyer or supp"),
        ("links", put(2, 2, "supplier 99"), "row 2, supplier: 'supplier 99' is not a supplier"),
        ("links", put(2, 2, "supplier 2"), "row 2, supplier: 'supplier 2' makes 'item 2', not "),
        ("links", put(2, 3, "half"), "world.links.csv, row 2, share: 'half' is not a number"),
        ("links", put(2, 3, "-0.5"), "world.links.csv, row 2, share: "),
        ("links", put(2, 1, "item 99"), "row 2, item: 'chipmaker 1' has no need of 'item 99'"),
        ("links", lambda rows: rows.append(rows[1]), "stands twice for this need"),
    ],
)
def test_what_is_wrong_is_told_by_file_row_and_column(
    world: Path, section: str, change: Callable[[list[list[str]]], None], said: str
) -> None:
    edit(world, section, change)
    assert any(said in problem for problem in problems(world)), problems(world)


def test_shares_that_do_not_sum_to_one_are_told_at_their_need(world: Path) -> None:
    edit(world, "links", put(2, 3, "0.9"))
    assert any(p.startswith("world.needs.csv, row 2, sources: the shares") for p in problems(world))


@pytest.mark.parametrize("name", ["none.csv", "plants.xlsx", "7"])
def test_a_table_that_cannot_be_read_is_told_where_it_is_named(world: Path, name: str) -> None:
    text = world.read_text(encoding="utf-8").replace("world.suppliers.csv", name)
    world.write_text(text, encoding="utf-8")
    assert any("suppliers.table: " in problem for problem in problems(world))


@pytest.mark.parametrize(
    ("section", "column", "told"),
    [
        ("suppliers", 1, "world.suppliers.csv has no column 'country'."),
        ("buyers", 0, "world.buyers.csv has no column 'name'."),
        ("needs", 2, "world.needs.csv has no column 'baseline_use'."),
        ("links", 3, "world.links.csv has no column 'share'."),
    ],
)
def test_what_hangs_on_a_table_that_is_not_read_is_not_told(
    world: Path, section: str, column: int, told: str
) -> None:
    def leave_out(rows: list[list[str]]) -> None:
        for cells in rows:
            del cells[column]

    edit(world, section, leave_out)
    assert [each.partition("table: ")[2] for each in problems(world)] == [told]
    (world.parent / f"world.{section}.csv").unlink()
    assert ["there is no such file" in each for each in problems(world)] == [True]


def test_a_table_elsewhere_is_read_only_where_that_is_allowed(world: Path) -> None:
    inner = world.parent / "inner" / "world.yaml"
    inner.parent.mkdir()
    text = world.read_text(encoding="utf-8").replace("table: world.", "table: ../world.")
    inner.write_text(text, encoding="utf-8")
    assert any("leads out of this scenario's folder" in problem for problem in problems(inner))
    assert load(inner, outside=True) == load(world)


def test_a_plant_of_a_table_may_need_something_itself(world: Path) -> None:
    def add(*row: str) -> Callable[[list[list[str]]], None]:
        return lambda rows: rows.append(list(row))

    edit(world, "suppliers", lambda rows: rows[5].__setitem__(3, "500"))
    edit(world, "needs", add("supplier 1", "item 2", "1"))
    edit(world, "links", add("supplier 1", "item 2", "supplier 2", "1"))
    edit(world, "suppliers", put(3, 3, "5000"))
    assert [need.item for need in load(world).suppliers[0].recipe] == ["item 2"]


def test_a_table_larger_than_one_may_be_is_refused_unread(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesim.limits.LARGEST_NETWORK", 40)
    assert any("more than the 40 bytes that such a table may have" in p for p in problems(world))


def test_a_small_file_that_unfolds_to_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet.write_table(pa.table({"name": ["A"] * 50}), tmp_path / "plants.parquet")
    monkeypatch.setattr("tradesim.scenario.table_columns.MOST_NETWORK_ROWS", 40)
    with pytest.raises(NotThatTableError, match="more than the 40 rows"):
        read_table(tmp_path, "plants.parquet", {"name": None}, outside=False)
