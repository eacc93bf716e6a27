"""The records of a run in its folder: written once, read by everybody who tells of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from tradesim.errors import RecordsError
from tradesim.limits import unread
from tradesim.measures.measured import Measured
from tradesim.measures.straying import Irregular
from tradesim.records import manifest_form
from tradesim.records.again import Again
from tradesim.records.bands import Bands
from tradesim.records.events_file import read_events
from tradesim.records.firms_file import FIRMS, read_firms, write_firms
from tradesim.records.manifest_form import MANIFEST
from tradesim.records.parquet import read_parquet, written_as
from tradesim.records.plain_arrow import lists, texts
from tradesim.records.records import Records
from tradesim.records.weekly import WeeklyTable
from tradesim.scenario import Scenario
from tradesim.scenario.misfits import plainly

WEEKLY, MONTHLY, MEASURES = "weekly.parquet", "monthly.parquet", "measures.parquet"
TRADE, EVENTS, DRAWS = "trade.parquet", "events.csv", "draws.parquet"
EVERY_RUN = "weekly_runs.parquet"

FILES = (MANIFEST, WEEKLY, MONTHLY, MEASURES, EVENTS)
"""What the folder of a run holds at least."""

NAMES = ("item", "origin", "destination", "actor")
LARGE = (
    "a world of so many firms is kept by sector, country and tier, and what reads every firm's "
    "weeks cannot read it. Open summary.json, worst_hit.csv and weekly.parquet instead; 'tradesim "
    "run' of the folder runs it again."
)
AGAIN = "Run the scenario again; the old folder stays as it is."

Found = TypeVar("Found")


def write_records(records: Records, folder: Path, *, every_run: bool = False) -> None:
    """Write what is kept of a run.

    Args:
        records: The records.
        folder: An existing folder.
        every_run: Whether the weeks of every run are written, too; they are lived again for it.
    """
    records.weekly.write(folder / WEEKLY)
    records.monthly.write(folder / MONTHLY)
    _write([_numbers(records.measures, "measure"), _numbers(records.facts, "fact")],
           folder / MEASURES)  # fmt: skip
    if records.condensed:
        write_firms(records.scenario, folder)
    _write((t for flow, each in records.trade.items() for t in each.tables(flow)), folder / TRADE)
    if records.again.values:
        drawn = {path: pa.array(column) for path, column in records.again.values.items()}
        _write([pa.table(drawn)], folder / DRAWS)
    if every_run:
        blocks = records.again.blocks(detailed=True)
        tables = (table for block in blocks for table in WeeklyTable(block).arrow_tables())
        _write(tables, folder / EVERY_RUN)


def _write(tables: Iterable[pa.Table], path: Path) -> None:
    """Write tables into a file, a row group each, as they come."""
    writer = None
    for table in tables:
        writer = writer or pq.ParquetWriter(path, table.schema, **written_as(table.schema))
        writer.write_table(table)
    if writer:
        writer.close()


def _numbers(figures: Sequence[Measured], kind: str) -> pa.Table:
    """Return measures as a table: one row each, its runs as a list."""
    columns: dict[str, Any] = {"kind": texts([kind] * len(figures))}
    for name in ("name", *NAMES, "unit"):
        columns[name] = texts(getattr(figure, name) for figure in figures)
    columns["values"] = lists([figure.values for figure in figures])
    return pa.table(columns)


def read_records(folder: Path) -> Records:
    """Return the records in a folder.

    Raises:
        RecordsError: It is no folder of a run, or of another version of tradesim.
    """
    _check_whole(folder, WEEKLY)
    manifest = read_manifest(folder)
    if is_older(folder):
        raise RecordsError(
            f"{folder}: an older version of tradesim wrote it, with every run in weekly.parquet "
            f"and no bands. {AGAIN}"
        )
    if is_condensed(folder):
        raise RecordsError(f"{folder}: {LARGE}")
    measures, facts = _read(folder / MEASURES, _measures)
    return Records(
        again=again_of(folder),
        number=int(manifest["whole_run"]),
        distance=float(manifest["whole_run_distance"]),
        weekly=_read(folder / WEEKLY, Bands.read),
        monthly=_read(folder / MONTHLY, Bands.read),
        measures=measures,
        facts=facts,
        trade={},
        happened=_read(folder / EVENTS, read_events),
    )


def is_condensed(folder: Path) -> bool:
    """Say whether a folder is of a large world, of which only groups of firms are kept."""
    return (folder / FIRMS).is_file()


def is_older(folder: Path) -> bool:
    """Say whether a folder was written before bands were kept in the place of all runs."""
    return (folder / MANIFEST).is_file() and "whole_run" not in read_manifest(folder)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what the manifest of a run's folder says.

    Raises:
        RecordsError: It is no folder of a run, or its manifest cannot be read.
    """
    _check_whole(folder)
    path = folder / MANIFEST
    try:
        return manifest_form.read_manifest(path)
    except (OSError, ValueError) as error:
        raise RecordsError(f"{path}: this is no manifest of a run: {error}. {AGAIN}") from None


def _check_whole(folder: Path, *names: str) -> None:
    missing = [name for name in (MANIFEST, *names) if not (folder / name).is_file()]
    if missing:
        raise RecordsError(
            f"{folder}: this is no folder of a run: it has no {' and no '.join(missing)}. "
            "Name a folder that 'tradesim run' wrote, such as results/<scenario>/<run>."
        )


def scenario_of(folder: Path, manifest: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a run.

    Raises:
        RecordsError: This version of tradesim cannot use it.
    """
    try:
        firms = _read(folder / FIRMS, _firms) if (folder / FIRMS).is_file() else {}
        return Scenario.model_validate({**manifest["scenario"], **firms})
    except (KeyError, TypeError) as error:
        said = f"{folder / MANIFEST}: it is no manifest of a run: {error}."
        raise RecordsError(said) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the scenario"
        versions = manifest.get("versions")
        wrote = versions.get("tradesim", "?") if isinstance(versions, dict) else "?"
        raise RecordsError(
            f"{folder / MANIFEST}: this version cannot use the scenario in it ({place}: "
            f"{plainly(first).rstrip('.')}). Version {wrote} wrote it. {AGAIN}"
        ) from None


def again_of(folder: Path) -> Again:
    """Return how the runs of a folder are lived again; older folders say that, too.

    Raises:
        RecordsError: It is no folder of a run, or this version cannot use its scenario.
    """
    manifest = read_manifest(folder)
    strays = manifest.get("irregular")
    drawn = folder / DRAWS
    if strays and "shown" not in strays:
        raise RecordsError(
            f"{folder / MANIFEST}: it does not say how months of trade scatter in its runs, which "
            f"is needed to live one of them again. {AGAIN}"
        )
    try:
        return Again(
            scenario_of(folder, manifest),
            int(manifest["seed"]),
            tuple(manifest.get("replicate_numbers") or range(int(manifest["replicates"]))),
            str(manifest["engine"]),
            _read(drawn, _draws) if drawn.is_file() else {},
            Irregular(**strays) if strays else None,
            lacking=tuple(manifest.get("custom_agents", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordsError(f"{folder / MANIFEST}: it is no manifest of a run: {error}.") from None


def _read(path: Path, read: Callable[[Path], Found]) -> Found:
    try:
        return read(path)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise RecordsError(f"{path}: {unread(error)}. {AGAIN}") from None


def _firms(path: Path) -> dict[str, Any]:
    return read_firms(path.parent)


def _draws(path: Path) -> dict[str, Any]:
    table = read_parquet(path)
    return {name: table.column(name).to_numpy() for name in table.column_names}


def _measures(path: Path) -> tuple[tuple[Measured, ...], tuple[Measured, ...]]:
    found: dict[str, list[Measured]] = {"measure": [], "fact": []}
    table = read_parquet(path)
    lists = table.column("values").combine_chunks()
    flat = lists.flatten().to_numpy(zero_copy_only=False)
    ends = np.cumsum(lists.value_lengths().to_numpy())[:-1]
    rows = table.select(["kind", "name", "unit", *NAMES]).to_pylist()
    for row, values in zip(rows, np.split(flat, ends), strict=True):
        found[row["kind"]].append(
            Measured(row["name"], row["unit"], **{name: row[name] for name in NAMES}, values=values)
        )
    return tuple(found["measure"]), tuple(found["fact"])
