"""Part files: one Parquet file for each block and dataset, written by the worker itself.

The part of the runs is written last: where it stands, the block is finished.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tradesim.experiments.store.durable import size_and_hash, write_whole_file
from tradesim.experiments.task import Collected, Done, Task
from tradesim.records.parquet import written_as

NOTE = b"tradesim"
"""Key of the Parquet metadata under which a part says which block of which batch it is."""


def part_path(folder: Path, dataset: str, number: int) -> Path:
    """Return the part file of a block."""
    return folder / f"{dataset}.parquet" / f"part-{number:06d}.parquet"


def write_parts(
    task: Task, tables: Mapping[str, Sequence[pa.Table]], failed: int, unforeseen: tuple[str, ...]
) -> Done:
    """Write the part files of a block.

    Args:
        task: The block.
        tables: Tables of each dataset, one after the other; none where no run is sound.
        failed: Number of runs that ended in an error.
        unforeseen: Outcomes without a column.

    Raises:
        OSError: The disk is full, or a permission is missing.
    """
    folder = Path(task.folder)
    note = {"batch": task.batch, "block": task.number, "runs": len(task.runs)}
    note |= {"failed": failed, "unforeseen": list(unforeseen)}
    for dataset in task.kept.datasets:
        path = part_path(folder, dataset, task.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        if tables[dataset]:
            write_whole_file(path, partial(_write, tables=tables[dataset], note=note))
    return _done(folder, note)


def sent_back(
    task: Task, tables: Mapping[str, Sequence[pa.Table]], failed: int, unforeseen: tuple[str, ...]
) -> Collected:
    """Return the part files of a block, which are the same bytes as if they were written there."""
    with tempfile.TemporaryDirectory(prefix="tradesim-") as folder:
        done = write_parts(replace(task, folder=folder), tables, failed, unforeseen)
        paths = {name: part_path(Path(folder), name, done.number) for name in done.files}
        return Collected(done, {name: path.read_bytes() for name, path in paths.items()})


def finished_part(folder: Path, number: int, batch: str) -> Done | None:
    """Return what the part files of a block say, None where the block is not finished.

    Args:
        folder: Folder of the batch.
        number: Number of the block.
        batch: Identity of the batch.
    """
    path = part_path(folder, "runs", number)
    try:
        metadata = pq.read_schema(path).metadata or {}
        note = json.loads(metadata[NOTE])
    except (OSError, pa.ArrowInvalid, KeyError, ValueError):
        return None
    return _done(folder, note) if (note["batch"], note["block"]) == (batch, number) else None


def is_unchanged(folder: Path, done: Done) -> bool:
    """Say whether the part files of a block are as its worker left them."""
    return "runs" in done.files and changed_dataset(folder, done) is None


def changed_dataset(folder: Path, done: Done) -> str | None:
    """Return the first dataset whose part of a block is not as its worker left it, None if all."""
    for dataset, facts in done.files.items():
        path = part_path(folder, dataset, done.number)
        if not path.is_file() or size_and_hash(path) != tuple(facts):
            return dataset
    return None


def _done(folder: Path, note: dict[str, Any]) -> Done:
    number = note["block"]
    paths = {name: part_path(folder, name, number) for name in ("weekly", "monthly", "runs")}
    files = {name: size_and_hash(path) for name, path in paths.items() if path.is_file()}
    return Done(number, note["runs"], note["failed"], tuple(note["unforeseen"]), files)


def _write(path: Path, tables: Iterable[pa.Table], note: dict[str, Any]) -> None:
    rest = iter(tables)
    first = next(rest)
    metadata = {**(first.schema.metadata or {}), NOTE: json.dumps(note, sort_keys=True)}
    schema = first.schema.with_metadata(metadata)
    with pq.ParquetWriter(path, schema, **written_as(schema)) as writer:
        for table in chain([first], rest):
            writer.write_table(table.cast(schema))
