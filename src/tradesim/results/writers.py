"""The files of a run, each with the same bytes for the same numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tradesim.cells import shielded_table
from tradesim.records.csv_file import write_columns
from tradesim.records.manifest_form import MANIFEST
from tradesim.results.seal import sealed
from tradesim.results.tables import doubt_document, summary_document, worst_hit_frame

if TYPE_CHECKING:
    import pandas as pd

    from tradesim.doubt import Draws
    from tradesim.records.records import Records


def write_trade(records: Records, folder: Path) -> None:
    """Write the months of trade for a spreadsheet; of a large world, the firms hit worst.

    Args:
        records: What was recorded of the runs.
        folder: An existing folder.
    """
    if records.condensed:
        write_csv(worst_hit_frame(records.measures), folder / "worst_hit.csv")
        return
    for name in ("imports", "exports"):
        columns = records.trade[name].columns()
        months = np.datetime_as_string(columns["month"], unit="M")
        write_columns(columns | {"month": months}, folder / f"monthly_{name}.csv")


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write the manifest of a run, with the hashes of all files that stand beside it.

    Args:
        manifest: What it says of the run.
        folder: Its folder, with everything else in it.
    """
    write_json(sealed(manifest, folder), folder / MANIFEST)


def summary_of(records: Records, doubt: Draws | None) -> dict[str, Any]:
    """Return every measure as JSON values and, of a forecast, what carries its bands."""
    carried = doubt_document(records, doubt)
    document = summary_document(records)
    return document if carried is None else document | {"doubt": carried}


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table with numbers to nine digits, and no text that a spreadsheet would compute.

    Args:
        frame: The table.
        path: The file.
    """
    table = shielded_table(frame)
    table.to_csv(
        path, index=False, date_format="%Y-%m-%d", float_format="%.9g", lineterminator="\n"
    )


def write_json(document: Mapping[str, Any], path: Path) -> None:
    """Write a document, in UTF-8."""
    path.write_text(as_json(document) + "\n", encoding="utf-8")


def as_json(document: Mapping[str, Any]) -> str:
    """Return a document as indented JSON; numbers that do not exist must be null."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
