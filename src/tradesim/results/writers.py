"""The files of a run, each with the same bytes for the same numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesim.records.cells import shielded_table
from tradesim.results.carried import doubt_document
from tradesim.results.seal import MANIFEST, sealed
from tradesim.results.tables import summary_document, worst_hit_frame

if TYPE_CHECKING:
    import pandas as pd

    from tradesim.results.result import Result


def fill_folder(result: Result, folder: Path) -> None:
    """Write the tables that a spreadsheet opens, and the summary of a run.

    Args:
        result: The run.
        folder: An existing folder.
    """
    if result.records.condensed:
        write_csv(worst_hit_frame(result.records.measures), folder / "worst_hit.csv")
    else:
        write_csv(result.monthly_imports, folder / "monthly_imports.csv", dates="%Y-%m")
        write_csv(result.monthly_exports, folder / "monthly_exports.csv", dates="%Y-%m")
    write_csv(result.events, folder / "events.csv")
    write_json(summary_of(result), folder / "summary.json")


def write_manifest(result: Result, folder: Path, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a run, with the hashes of all files that stand beside it.

    Args:
        result: The run.
        folder: Its folder, with everything else in it.
        facts: Further facts.
    """
    write_json(sealed({**result.manifest, **facts}, folder), folder / MANIFEST)


def summary_of(result: Result) -> dict[str, Any]:
    """Return every measure as JSON values and, of a forecast, what carries its bands."""
    doubt = doubt_document(result)
    document = summary_document(result.records)
    return document if doubt is None else document | {"doubt": doubt}


def write_csv(frame: pd.DataFrame, path: Path, dates: str = "%Y-%m-%d") -> None:
    """Write a table with numbers to nine digits, and no text that a spreadsheet would compute.

    Args:
        frame: The table.
        path: The file.
        dates: How dates are written.
    """
    table = shielded_table(frame)
    table.to_csv(path, index=False, date_format=dates, float_format="%.9g", lineterminator="\n")


def write_json(document: Mapping[str, Any], path: Path) -> None:
    """Write a document, in UTF-8."""
    path.write_text(as_json(document) + "\n", encoding="utf-8")


def as_json(document: Mapping[str, Any]) -> str:
    """Return a document as indented JSON; numbers that do not exist must be null."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
