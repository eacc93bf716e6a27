"""What a report of a run is made from: the folder that the run wrote, or a result in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from tradesim.cells import bare_table
from tradesim.errors import ReportError
from tradesim.limits import check_text, said_by_system
from tradesim.records.folder import is_condensed, is_older, read_manifest, read_records
from tradesim.records.manifest_form import MANIFEST, read_document
from tradesim.records.records import Records
from tradesim.results import Result
from tradesim.results.seal import check_seal
from tradesim.results.writers import summary_of
from tradesim.scenario import Scenario
from tradesim.scenario.wording import listing

FILES = (MANIFEST, "summary.json", "weekly.parquet", "monthly.parquet", "measures.parquet",
         "monthly_imports.csv", "monthly_exports.csv", "events.csv")  # fmt: skip
"""What a run writes and a report reads."""

MONTHLY_COLUMNS = ("month", "customs_group", "destination", "origin", "quantity")
"""Columns without which a table of trade is none of ours."""

NAME = (
    "Name a folder that 'tradesim run' or 'tradesim batch' wrote, such as results/<scenario>/<run>."
)

AGAIN = "Run the scenario again, and report on the new folder."


@dataclass(frozen=True)
class RunFiles:
    """A finished run, as far as a report is concerned.

    Attributes:
        records: What is kept of its runs.
        monthly_imports: Imports by month, customs group, destination and origin.
        monthly_exports: Exports, likewise.
        summary: Every measure with its band, as in ``summary.json``.
        manifest: What it takes to repeat the run.
    """

    records: Records = field(repr=False)
    monthly_imports: pd.DataFrame = field(repr=False)
    monthly_exports: pd.DataFrame = field(repr=False)
    summary: Mapping[str, Any] = field(repr=False)
    manifest: Mapping[str, Any] = field(repr=False)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was run."""
        return self.records.scenario


def of_result(result: Result) -> RunFiles:
    """Return a result as a report reads it."""
    return RunFiles(
        result.records,
        result.monthly_imports,
        result.monthly_exports,
        summary_of(result.records, result.doubt),
        result.manifest,
    )


def is_batch(folder: Path) -> bool:
    """Say whether a folder holds a batch; else a run, whole or in part.

    Raises:
        ReportError: There is no such folder, or nothing in it is of a run or a batch.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise ReportError(f"{folder}: {said_by_system(error)}. {NAME}") from None
    if names & {"design.parquet", "blocks.jsonl", "runs.parquet"}:
        return True
    if not names & set(FILES):
        below = sorted(p.name for p in folder.iterdir() if (p / MANIFEST).is_file())
        near = f" Its folder {below[-1]} is one." if below else ""
        raise ReportError(f"{folder}: neither a run nor a batch stands here.{near} {NAME}")
    return False


def read_run(folder: Path, *, trust: bool = False) -> RunFiles:
    """Return a run from the folder it wrote.

    Args:
        folder: The folder.
        trust: Whether it is read whatever its seal says.

    Raises:
        SealError: Files are not as the run left them.
        ReportError: Files are missing or cannot be read.
        RecordsError: They are of another version of tradesim.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing and not is_older(folder) and not is_condensed(folder):
        raise ReportError(
            f"{folder}: the folder of this run is not whole: {listing(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing. {AGAIN}"
        )
    check_seal(folder, trust=trust)
    return RunFiles(
        records=read_records(folder),
        monthly_imports=_monthly(folder / "monthly_imports.csv"),
        monthly_exports=_monthly(folder / "monthly_exports.csv"),
        summary=_document(folder / "summary.json", ("measures", "definitions")),
        manifest=read_manifest(folder),
    )


def _document(path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = read_document(path)
    except (OSError, ValueError) as error:
        raise ReportError(f"{path}: it cannot be read: {error}. {AGAIN}") from None
    missing = [key for key in keys if key not in found]
    if missing:
        raise ReportError(
            f"{path}: it says nothing of {listing(missing)}: not a file of tradesim, or of an "
            f"older version. {AGAIN}"
        )
    return found


def _monthly(path: Path) -> pd.DataFrame:
    names = ("customs_group", "destination", "origin", "unit")
    try:
        check_text(path)
        found = pd.read_csv(path, dtype=dict.fromkeys(names, str), keep_default_na=False,
                            na_values={"quantity": [""], "value_usd_m": [""]})  # fmt: skip
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines() or ["it is empty"]
        raise ReportError(f"{path}: it cannot be read: {reason[0]}. {AGAIN}") from None
    missing = [name for name in MONTHLY_COLUMNS if name not in found.columns]
    if missing:
        raise ReportError(f"{path}: it has no column {listing(missing)}. {AGAIN}")
    return bare_table(found)
