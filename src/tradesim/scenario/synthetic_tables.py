"""A synthetic world as tables: what YAML would hold in a hundred thousand lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from tradesim.scenario.tables import LINK

MOST_IN_YAML = 2_000
"""Firms of a synthetic world up to which all of it stands in one YAML file."""


def as_tables(tree: dict[str, Any], stem: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a world that names tables in the place of its firms, and their text by file name.

    Args:
        tree: A synthetic world as plain data.
        stem: What the names of the tables begin with.
    """
    needs = [
        {"buyer": buyer["name"], **need} for buyer in tree["buyers"] for need in buyer["needs"]
    ]
    tables = {
        "suppliers": tree["suppliers"],
        "buyers": [_without(buyer, "needs") for buyer in tree["buyers"]],
        "needs": [_without(need, "sources", "candidates") for need in needs],
        "links": list(_links(needs)),
    }
    named = {section: f"{stem}.{section}.csv" for section in tables}
    texts = {named[section]: _text(rows) for section, rows in tables.items()}
    return {**tree, **{section: {"table": name} for section, name in named.items()}}, texts


def _without(block: dict[str, Any], *fields: str) -> dict[str, Any]:
    return {name: value for name, value in block.items() if name not in fields}


def _links(needs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for need in needs:
        shares = [*need["sources"].items(), *((name, None) for name in need.get("candidates", ()))]
        for supplier, share in shares:
            yield dict(zip(LINK, (need["buyer"], need["item"], supplier, share), strict=True))


def _text(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
