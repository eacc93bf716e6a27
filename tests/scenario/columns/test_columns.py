"""Networks read and checked by columns: what they vouch for is what rows say, never more."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.as_tables import Rows, plain_tree, tables_of, write
from tests.generated_worlds import on, worlds
from tradesim.ensemble import Ensemble
from tradesim.errors import ScenarioError
from tradesim.fields import Block
from tradesim.scenario import Scenario, load, read, validate
from tradesim.scenario.columns import sound_network
from tradesim.scenario.columns.fields import RULES
from tradesim.scenario.schema import BuyerEntry, Need, SupplierEntry
from tradesim.scenario.synthetic import WorldSize, synthetic_tree
from tradesim.scenario.validation import examine

KINDS = ("csv", "parquet")

SECTIONS = ("suppliers.", "buyers.", "needs.", "links.")

ODD = (
    "", " ", "much", "-1", "-0.0", "0", "1", "0.5", "1e9", "nan", "inf", "1_0", "true", "7.0",
    "supplier 1", "a.b", "a\u200bb", "a\tb", "a  b", "\uff21", "AAA", "ZZZ", "critical", '"',
    "x" * 90,
)  # fmt: skip
"""Words that some cell may hold and others may not."""


def chain() -> dict[str, Any]:
    """Return a small world with a chain of plants, as plain data."""
    tree = synthetic_tree(WorldSize(buyers=4, suppliers=4, items=3))
    first, second = tree["suppliers"][:2]
    need = {"item": second["item"], "baseline_use": 1.0, "base_cover_weeks": 2.0}
    first |= {"recipe": [need | {"sources": {second["name"]: 1.0}}], "firms": 2, "owner": "Holding"}
    second |= {"capacity": 1e4, "compliance_programme": True, "technology_origin": "AAA"}
    return plain_tree(Scenario.model_validate(tree))


CHAIN = chain()


def by_columns(file: Path) -> Scenario | None:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    return sound_network(data, file.parent, outside=False)


def by_rows(file: Path) -> tuple[Scenario | None, list[str]]:
    """Return what the rows say, and what is wrong with them."""
    tree = read(file).tree
    scenario, findings = examine(tree.data)
    return scenario, [*(str(each) for each in tree.problems), *(each.message for each in findings)]


@pytest.fixture(autouse=True)
def _even_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small networks go by columns, too."""
    monkeypatch.setattr("tradesim.scenario.tables.FEW_BYTES", 0)


@on(12)
@given(world=worlds(), kind=st.sampled_from(KINDS))
def test_a_drawn_world_from_tables_is_that_from_yaml(world: Scenario, kind: str) -> None:
    tree = plain_tree(world)
    with tempfile.TemporaryDirectory() as folder:
        file = write(tree, tables_of(tree), Path(folder), kind)
        found = by_columns(file)
        whole = Path(folder) / "whole.yaml"
        whole.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
        written = load(whole)
    assert found is not None
    assert found == written
    assert found.model_dump_json(exclude_unset=True) == written.model_dump_json(exclude_unset=True)


@on(4)
@given(world=worlds(weeks=(30, 32)))
def test_a_run_from_tables_has_the_bits_of_one_from_yaml(world: Scenario) -> None:
    tree = plain_tree(world)
    with tempfile.TemporaryDirectory() as folder:
        found = load(write(tree, tables_of(tree), Path(folder)))
        whole = Path(folder) / "whole.yaml"
        whole.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
        written = load(whole)
    ours, theirs = (next(Ensemble(each, range(2)).recordings()).panels for each in (found, written))
    assert {name: each.tobytes() for name, each in ours.items()} == {
        name: each.tobytes() for name, each in theirs.items()
    }


@on(150)
@given(data=st.data())
def test_columns_vouch_for_nothing_that_rows_refuse(data: st.DataObject) -> None:
    changed = tables_of(CHAIN)
    section = data.draw(st.sampled_from(sorted(changed)))
    row = data.draw(st.sampled_from(changed[section]))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(st.sampled_from(ODD))
    if data.draw(st.booleans()):
        changed[section].append(dict(row))
    with tempfile.TemporaryDirectory() as folder:
        file = write(CHAIN, changed, Path(folder))
        found = by_columns(file)
        rows, wrong = by_rows(file)
    if found is not None:
        assert not wrong
        assert found == rows


def put(section: str, row: int, **cells: Any) -> Callable[[dict[str, Rows]], None]:
    """Return a change of some cells of a row."""
    return lambda tables: tables[section][row].update(cells)


def again(section: str, row: int) -> Callable[[dict[str, Rows]], None]:
    """Return a change by which a row stands twice."""
    return lambda tables: tables[section].append(dict(tables[section][row]))


WRONG: dict[str, Callable[[dict[str, Rows]], None]] = {
    "a word for a number": put("suppliers", 1, capacity="much"),
    "below its range": put("suppliers", 1, price=-1.0),
    "above its range": put("needs", 1, base_cover_weeks=200.0),
    "no number": put("buyers", 0, output=math.nan),
    "not finite": put("suppliers", 0, price=math.inf),
    "a required cell empty": put("buyers", 1, output=None),
    "no country": put("suppliers", 2, country="QQQ"),
    "no code": put("buyers", 2, country="qqq"),
    "no origin": put("suppliers", 2, technology_origin="QQQ"),
    "a name with a dot": put("suppliers", 3, owner="a\tb", name="supplier 4"),
    "a name given twice": put("buyers", 1, name="chipmaker 1"),
    "a name that looks alike": put("suppliers", 3, owner="x", id="Supplier 3"),
    "an unknown word": put("needs", 0, importance="vital"),
    "no such number of firms": put("suppliers", 1, firms=500),
    "a number for true": put("suppliers", 1, compliance_programme=1),
    "no item": put("suppliers", 3, item="item 9"),
    "another item": put("suppliers", 3, item="item 2"),
    "stock above what can be stored": put("needs", 2, base_cover_weeks=80.0),
    "safety above stock": put("needs", 2, safety_cover_weeks=9.0),
    "a plant's stock of less than a week": put("needs", 0, base_cover_weeks=0.5),
    "a share of none": put("links", 1, share=0.0),
    "shares above one": put("links", 1, share=0.9),
    "from itself": put("links", 0, supplier="supplier 1"),
    "a plant that makes too little": put("suppliers", 0, capacity=0.5),
    "a circle": lambda tables: (
        tables["needs"].append(
            {"buyer": "supplier 2", "item": "item 1", "baseline_use": 1e-3, "base_cover_weeks": 2.0}
        ),
        tables["links"].append(
            {"buyer": "supplier 2", "item": "item 1", "supplier": "supplier 1", "share": 1.0}
        ),
    )[0],
    "a need without sources": lambda tables: tables["needs"].append(
        {"buyer": "chipmaker 1", "item": "item 9", "baseline_use": 1.0}
    ),
}
"""What is wrong with a table, that YAML can say as well."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_is_refused_for_what_yaml_is_refused_for(
    name: str, kind: str, tmp_path: Path
) -> None:
    tables = tables_of(CHAIN)
    WRONG[name](tables)
    try:
        file = write(CHAIN, tables, tmp_path, kind)
    except pa.ArrowInvalid:
        pytest.skip("a column of Parquet has one type")
    assert by_columns(file) is None
    with pytest.raises(ScenarioError) as of_tables:
        load(file)
    whole = tmp_path / "whole.yaml"
    whole.write_text(yaml.safe_dump(read(file).data, sort_keys=False), encoding="utf-8")
    with pytest.raises(ScenarioError) as of_yaml:
        load(whole)
    told = {each.message for each in of_tables.value.problems}
    assert told >= {each.message for each in of_yaml.value.problems}
    if "twice" not in name:  # of tables, that its needs lead nowhere, too
        assert len(told) == len({each.message for each in of_yaml.value.problems})
    assert all(str(each).startswith(SECTIONS) for each in of_tables.value.problems)


@pytest.mark.parametrize("block", [SupplierEntry, BuyerEntry, Need])
def test_columns_know_every_rule_of_the_blocks_they_vouch_for(block: type[Block]) -> None:
    held = block.__pydantic_decorators__
    assert {*held.model_validators, *held.field_validators} <= RULES


def test_a_rule_that_columns_do_not_know_sends_all_to_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(CHAIN, tables_of(CHAIN), tmp_path)
    assert by_columns(file) is not None
    monkeypatch.setattr("tradesim.scenario.columns.fields.RULES", frozenset())
    assert by_columns(file) is None


def test_what_is_wrong_beside_the_firms_is_told_as_ever(tmp_path: Path) -> None:
    curb = {**CHAIN["policies"][0], "items": ["item 99"]}
    file = write(CHAIN | {"policies": [curb]}, tables_of(CHAIN), tmp_path)
    with pytest.raises(ScenarioError, match="'item 99' is not an item"):
        load(file)


def test_a_file_that_extends_a_network_leaves_its_tables_where_they_are(tmp_path: Path) -> None:
    write(CHAIN, tables_of(CHAIN), tmp_path)
    more = tmp_path / "more.yaml"
    more.write_text("extends: world.yaml\nname: more\npolicies: null\n", encoding="utf-8")
    document = read(more)
    assert document.written.data["suppliers"] == {"table": "suppliers.csv"}
    found = validate(document)
    assert (found.name, found.policies) == ("more", [])
    assert found.suppliers == load(tmp_path / "world.yaml").suppliers


def test_a_file_that_changes_a_firm_of_a_network_it_extends_is_merged(tmp_path: Path) -> None:
    write(CHAIN, tables_of(CHAIN), tmp_path)
    more = tmp_path / "more.yaml"
    more.write_text("extends: world.yaml\nbuyers:\n  chipmaker 1: {output: 7}\n", encoding="utf-8")
    assert load(more).buyers[0].output.value == 7
