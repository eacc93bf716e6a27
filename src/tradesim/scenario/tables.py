"""Sections given as tables: plants, buyers, needs and links, for worlds too large for YAML.

``suppliers: {table: plants.csv}`` stands for a list with one entry a row; columns are the fields
of the block. ``needs`` has a row for each need, with its ``buyer``; ``links`` a row for each
source, with ``buyer``, ``item``, ``supplier`` and ``share``, and without a share for a candidate.
An empty cell is a field that is not given. What comes of it is plain data, checked as YAML is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as File
from typing import Any, TypeGuard

from tradesim.errors import Problem
from tradesim.fields import Block
from tradesim.scenario.anatomy import listed
from tradesim.scenario.schema import BuyerEntry, Need, SupplierEntry
from tradesim.scenario.table_columns import (
    NotThatTableError,
    ReadTable,
    place,
    read_table,
    table_bytes,
)
from tradesim.scenario.wording import Path, did_you_mean, found
from tradesim.scenario.yaml_lines import YamlTree

BLOCKS: dict[str, type[Block]] = {"suppliers": SupplierEntry, "buyers": BuyerEntry}
"""Sections of which each row is an entry."""

OF_NEEDS = ("needs", "links")
"""Sections that only tables have: their rows go into the blocks whose needs they are."""

TABLES = (*BLOCKS, *OF_NEEDS)
"""All sections that may be tables."""

LINK = ("buyer", "item", "supplier", "share")
"""Columns of links."""

FEW_BYTES = 500_000
"""Bytes of all tables of a network up to which they are read row by row, which takes a second."""


def is_table(section: Any) -> TypeGuard[dict[str, Any]]:
    """Say whether a section names a table in place of its entries."""
    return isinstance(section, dict) and set(section) == {"table"}


def with_tables(tree: YamlTree, path: File, *, outside: bool) -> YamlTree:
    """Return a file's content with the rows of its tables in the place of their names.

    A network that all stands in tables, and in large ones, stays where it is until rows are asked
    for (:func:`unfolded`): it is read by columns first.

    Args:
        tree: The content of the file.
        path: The file; tables lie in its folder or below.
        outside: Whether they may lie elsewhere.
    """
    if not isinstance(tree.data, dict) or not any(is_table(each) for each in tree.data.values()):
        return tree
    named = replace(tree, tables=(path.parent, outside))
    return named if _is_large_network(tree.data, path.parent) else unfolded(named)


def unfolded(tree: YamlTree) -> YamlTree:
    """Return a content with the rows of its tables in the place of their names."""
    if tree.tables is None:
        return tree
    folder, outside = tree.tables
    return _Unfolding(tree, folder, outside=outside).tree


def _is_large_network(data: dict[str, Any], folder: File) -> bool:
    """Say whether all firms, needs and links stand in tables, and in large files."""
    names = [data[each]["table"] for each in TABLES if is_table(data.get(each))]
    if len(names) < len(TABLES) or not all(isinstance(name, str) for name in names):
        return False
    return table_bytes(folder, names) > FEW_BYTES


class _Unfolding:
    """Tables on their way into plain data; notes where each row stands."""

    def __init__(self, tree: YamlTree, folder: File, *, outside: bool) -> None:
        self.data = dict(tree.data)
        self.tree = replace(
            tree, data=self.data, problems=list(tree.problems), rows=dict(tree.rows), tables=None
        )
        self.folder, self.outside = folder, outside
        self.unread: list[str] = []
        for section, block in BLOCKS.items():
            table = self._table(section, block.model_fields)
            if table is not None:
                self.data[section] = table.entries()
                self._note(table, ((section, row) for row in range(len(table))))
        self.owners = dict(self._owners())
        self.needs: dict[tuple[Any, Any], tuple[Path, dict[str, Any]]] = {}
        needs = self._table("needs", {"buyer": None, **Need.model_fields})
        if needs is not None and not self.unread:
            self._place_needs(needs)
        links = self._table("links", dict.fromkeys(LINK))
        if needs is not None and links is not None and "share" not in links.columns:
            self._cannot_read("links", f"{links.name} has no column 'share'.")
        if self.unread:
            self.tree = replace(self.tree, lacks_tables=True)
        elif links is not None:
            self._place_links(links)

    def _table(self, section: str, fields: Mapping[str, Any]) -> ReadTable | None:
        given = self.data.get(section)
        if not is_table(given):
            return None
        if section in OF_NEEDS:
            del self.data[section]
        try:
            table = read_table(self.folder, given["table"], fields, outside=self.outside)
        except NotThatTableError as error:
            self.data.pop(section, None)
            self._cannot_read(section, *error.args)
            return None
        self.tree.problems += table.problems
        return table

    def _cannot_read(self, section: str, *said: str) -> None:
        line = self.tree.line((section, "table"))
        self.tree.problems += [Problem(line, f"{section}.table", each) for each in said]
        self.unread.append(section)

    def _note(self, table: ReadTable, paths: Iterator[Path]) -> None:
        self.tree.rows.update((path, (table.name, row)) for row, path in enumerate(paths))

    def _owners(self) -> Iterator[tuple[Any, tuple[Path, dict[str, Any], str]]]:
        """Yield each block that can need something, by its name, with the field of its needs."""
        for section, field in (("suppliers", "recipe"), ("buyers", "needs")):
            for row, entry in enumerate(listed(self.data, section)):
                if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                    yield entry["name"], ((section, row), entry, field)

    def _place_needs(self, table: ReadTable) -> None:
        for row, entry in enumerate(table.entries()):
            name = entry.pop("buyer", None)
            if name not in self.owners:
                self._wrong(table, row, "buyer", self._nobody(name))
                continue
            path, owner, field = self.owners[name]
            together = owner.setdefault(field, [])
            self.tree.rows[*path, field, len(together)] = (table.name, row)
            together.append(entry)

    def _nobody(self, name: Any) -> str:
        return f"{found(name)} is no buyer or supplier.{did_you_mean(str(name), self.owners)}"

    def _place_links(self, table: ReadTable) -> None:
        needs = {
            (name, need.get("item")): ((*path, field, at), need)
            for name, (path, owner, field) in self.owners.items()
            for at, need in enumerate(owner.get(field) or ())
            if isinstance(need, dict)
        }
        for row, link in enumerate(table.entries()):
            key = (link.get("buyer"), link.get("item"))
            if key[0] not in self.owners:
                self._wrong(table, row, "buyer", self._nobody(key[0]))
                continue
            if key not in needs:
                said = f"{found(key[0])} has no need of {found(key[1])}. Add it to 'needs'."
                self._wrong(table, row, "item", said)
                continue
            path, need = needs[key]
            self._place_link(table, row, link, path, need)

    def _place_link(
        self, table: ReadTable, row: int, link: dict[str, Any], path: Path, need: dict[str, Any]
    ) -> None:
        plant, share = link.get("supplier"), link.get("share")
        sources, candidates = need.setdefault("sources", {}), need.setdefault("candidates", [])
        if not isinstance(plant, str):
            self._wrong(table, row, "supplier", f"{found(plant)} is not a name.")
        elif plant in sources or (share is None and plant in candidates):
            self._wrong(table, row, "supplier", f"'{plant}' stands twice for this need.")
        elif share is None:
            self.tree.rows[*path, "candidates", len(candidates)] = (table.name, row)
            candidates.append(plant)
        else:
            self.tree.rows[*path, "sources", plant] = (table.name, row)
            sources[plant] = share

    def _wrong(self, table: ReadTable, row: int, column: str, message: str) -> None:
        self.tree.problems.append(Problem(None, place(table.name, row, column), message))
