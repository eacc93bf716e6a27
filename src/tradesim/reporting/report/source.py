"""What a report of a run is made from: the folder that the run wrote, or a result in hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from tradesim.errors import ReportError
from tradesim.results import Result
from tradesim.results.cells import bare_table
from tradesim.results.manifest_form import read_manifest
from tradesim.results.seal import check_seal
from tradesim.results.writers import summary_of
from tradesim.scenario import Scenario
from tradesim.scenario.wording import listing

FILES = ("manifest.json", "summary.json", "weekly.parquet", "monthly_imports.csv", "events.csv")
"""What a run writes and a report reads."""

COLUMNS = {
    "weekly.parquet": ("replicate", "date", "outcome", "item", "origin", "destination", "actor"),
    "monthly_imports.csv": ("month", "customs_group", "destination", "origin", "quantity"),
    "events.csv": ("date", "actor", "kind", "target", "item", "detail", "replicate"),
}
"""Columns without which a table is none of ours."""

OUTCOMES = (
    "imports", "domestic_supply", "sourcing_share", "price", "stock", "stock_cover", "output",
    "output_lost", "licences_filed", "licences_granted", "grants_allocated", "grants_bound",
    "grants_disbursed",
)  # fmt: skip
"""Weekly outcomes that a report tells of."""

NAME = (
    "Name a folder that 'tradesim run' or 'tradesim batch' wrote, such as results/<scenario>/<run>."
)

AGAIN = "Run the scenario again, and report on the new folder."


@dataclass(frozen=True)
class RunFiles:
    """A finished run, as far as a report is concerned.

    Attributes:
        scenario: The scenario as it was run.
        weekly: Weekly outcomes of every replicate.
        monthly_imports: Imports by month, customs group, destination and origin.
        events: Dated events.
        summary: Every measure with its band, as in ``summary.json``.
        manifest: What it takes to repeat the run.
        records: Where its records are: its folder, or the result itself.
    """

    scenario: Scenario
    weekly: pd.DataFrame = field(repr=False)
    monthly_imports: pd.DataFrame = field(repr=False)
    events: pd.DataFrame = field(repr=False)
    summary: Mapping[str, Any] = field(repr=False)
    manifest: Mapping[str, Any] = field(repr=False)
    records: Path | Result = field(repr=False)


def of_result(result: Result) -> RunFiles:
    """Return a result as a report reads it."""
    return RunFiles(
        scenario=result.scenario,
        weekly=result.weekly,
        monthly_imports=result.monthly_imports,
        events=result.events,
        summary=summary_of(result),
        manifest=result.manifest,
        records=result,
    )


def is_batch(folder: Path) -> bool:
    """Say whether a folder holds a batch; else a run, whole or in part.

    Raises:
        ReportError: There is no such folder, or nothing in it is of a run or a batch.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReportError(f"{folder}: {reason}. {NAME}") from None
    if names & {"design.parquet", "blocks.jsonl", "runs.parquet"}:
        return True
    if not names & set(FILES):
        below = sorted(p.name for p in folder.iterdir() if (p / "manifest.json").is_file())
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
        ReportError: Files are missing, cannot be read, or are of another version of tradesim.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ReportError(
            f"{folder}: the folder of this run is not whole: {listing(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing. {AGAIN}"
        )
    check_seal(folder, trust=trust)
    manifest = _manifest(folder / "manifest.json")
    return RunFiles(
        scenario=_scenario(folder, manifest),
        weekly=_table(folder / "weekly.parquet", _weekly),
        monthly_imports=_table(folder / "monthly_imports.csv", _monthly),
        events=_table(folder / "events.csv", _events),
        summary=_document(folder / "summary.json", ("measures", "definitions")),
        manifest=manifest,
        records=folder,
    )


def _manifest(path: Path) -> dict[str, Any]:
    try:
        return read_manifest(path)
    except (OSError, ValueError) as error:
        raise ReportError(f"{path}: this is no manifest of a run: {error}. {AGAIN}") from None


def _document(path: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ReportError(f"{path}: it cannot be read: {error}. {AGAIN}") from None
    missing = [key for key in keys if not isinstance(found, dict) or key not in found]
    if missing:
        raise ReportError(
            f"{path}: it says nothing of {listing(missing)}: not a file of tradesim, or of an "
            f"older version. {AGAIN}"
        )
    return dict(found)


def _scenario(folder: Path, manifest: Mapping[str, Any]) -> Scenario:
    try:
        return Scenario.model_validate(manifest["scenario"])
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the scenario"
        versions = manifest["versions"]
        wrote = versions.get("tradesim", "?") if isinstance(versions, dict) else "?"
        raise ReportError(
            f"{folder / 'manifest.json'}: this version cannot use the scenario in it ({place}: "
            f"{first['msg']}). Version {wrote} wrote it. {AGAIN}"
        ) from None


def _table(path: Path, read: Callable[[Path], pd.DataFrame]) -> pd.DataFrame:
    try:
        found = bare_table(read(path))
    except (OSError, ValueError, KeyError, pa.ArrowInvalid) as error:
        reason = str(error).strip().splitlines() or ["it is empty"]
        raise ReportError(f"{path}: it cannot be read: {reason[0]}. {AGAIN}") from None
    missing = [name for name in COLUMNS[path.name] if name not in found.columns]
    if missing:
        raise ReportError(f"{path}: it has no column {listing(missing)}. {AGAIN}")
    return found


def _weekly(path: Path) -> pd.DataFrame:
    """Read the outcomes that a report tells of; the others are most of the table."""
    names = pq.read_schema(path).names
    chosen = [("outcome", "in", list(OUTCOMES))] if "outcome" in names else None
    found: pd.DataFrame = pq.read_table(path, filters=chosen).to_pandas(date_as_object=False)
    return found


def _monthly(path: Path) -> pd.DataFrame:
    names = ("customs_group", "destination", "origin", "unit")
    return pd.read_csv(path, dtype=dict.fromkeys(names, str), keep_default_na=False,
                       na_values={"quantity": [""], "value_usd_m": [""]})  # fmt: skip


def _events(path: Path) -> pd.DataFrame:
    names = ("actor", "kind", "target", "item", "detail")
    types: dict[str, Any] = {**dict.fromkeys(names, str), "replicate": "Int64"}
    return pd.read_csv(
        path, dtype=types, keep_default_na=False, na_values={"replicate": [""]},
        parse_dates=["date"],
    )  # fmt: skip
