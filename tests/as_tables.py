"""A scenario whose firms, needs and links stand in tables, and plain data that says the same."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from pyarrow import parquet

from tradesim.fields import Block, Figure
from tradesim.scenario import Scenario

Rows = list[dict[str, Any]]

BELOW = ("needs", "recipe", "owners", "sources", "candidates")
"""Fields that are tables of their own, or none."""


def plain_tree(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as plain data in which figures of firms are bare numbers."""
    tree = scenario.model_dump(exclude_unset=True, mode="json")
    for section, field in (("suppliers", "recipe"), ("buyers", "needs")):
        tree[section] = [
            _cells(firm) | ({field: [_need(each) for each in needs]} if needs else {})
            for firm in getattr(scenario, section)
            for needs in [getattr(firm, field)]
        ]
    return tree


def _need(need: Any) -> dict[str, Any]:
    shares = {plant: share.value for plant, share in need.sources.items()}
    return _cells(need) | {"sources": shares, "candidates": list(need.candidates)}


def _cells(block: Block) -> dict[str, Any]:
    given = {name: getattr(block, name) for name in sorted(block.model_fields_set - set(BELOW))}
    plain = {k: each.value if isinstance(each, Figure) else each for k, each in given.items()}
    no_cell = (type(None), list)  # a list of the sizes of firms does not fit into a cell
    return {name: value for name, value in plain.items() if not isinstance(value, no_cell)}


def tables_of(tree: dict[str, Any]) -> dict[str, Rows]:
    """Return the rows of the four tables of a plain scenario."""
    owners = [(f["name"], need) for f in tree["suppliers"] for need in f.get("recipe", ())]
    owners += [(f["name"], need) for f in tree["buyers"] for need in f["needs"]]
    links = [
        {"buyer": name, "item": need["item"], "supplier": plant, "share": share}
        for name, need in owners
        for plant, share in [*need["sources"].items(), *((p, None) for p in need["candidates"])]
    ]
    tables = {
        section: [_own(firm) for firm in tree[section]] for section in ("suppliers", "buyers")
    }
    return tables | {
        "needs": [{"buyer": name} | _own(need) for name, need in owners],
        "links": links,
    }


def _own(block: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name not in BELOW}


def write(tree: dict[str, Any], tables: dict[str, Rows], folder: Path, kind: str = "csv") -> Path:
    """Write a scenario that names its tables, and the tables; return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {section: {"table": f"{section}.{kind}"} for section in tables}
    for section, rows in tables.items():
        file = folder / named[section]["table"]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        if kind == "csv":
            _write_csv(file, columns, rows)
        else:
            whole = [{name: row.get(name) for name in columns} for row in rows]
            parquet.write_table(pa.Table.from_pylist(whole), file)
    path = folder / "world.yaml"
    path.write_text(yaml.safe_dump(tree | named, allow_unicode=True), encoding="utf-8")
    return path


def _write_csv(file: Path, columns: list[str], rows: Rows) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows([{name: _text(value) for name, value in row.items()} for row in rows])


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
