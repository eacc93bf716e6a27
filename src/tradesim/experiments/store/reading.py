"""Reading a batch back: its manifest, its points and its runs, as its workers left them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from tradesim.errors import AnalysisError, SealError
from tradesim.experiments.manifest import begun, identity
from tradesim.experiments.store.by_column import StoredRuns, plain
from tradesim.experiments.store.folder import DESIGN, RECORD, BatchFolder, recorded_block
from tradesim.experiments.store.parts import (
    changed_dataset,
    finished_part,
    is_unchanged,
    part_path,
)
from tradesim.limits import check_text, unread
from tradesim.records.manifest_form import MANIFEST
from tradesim.records.parquet import read_parquet
from tradesim.results.seal import DIGEST, differing


@dataclass(frozen=True)
class BatchFiles:
    """What a batch left behind, finished or not.

    Attributes:
        manifest: What identifies it.
        design: Its points, one a row.
        stored: Its finished runs, column by column.
    """

    manifest: dict[str, Any]
    design: pd.DataFrame
    stored: StoredRuns

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Its finished runs, one a row, in the order of their numbers, all held in memory."""
        return self.stored.frame()

    def __repr__(self) -> str:
        """Return what they are, in a line."""
        expected = self.manifest.get("runs", "?")
        count = len(self.stored)
        return f"<BatchFiles of '{self.manifest.get('name')}': {count} of {expected} runs>"


def read_batch(folder: Path, *, trust: bool = False) -> BatchFiles:
    """Return what stands in the folder of a batch.

    Args:
        folder: The folder.
        trust: Whether it is read whatever its seal says.

    Raises:
        SealError: Files are not as they were written.
        AnalysisError: No batch stands there, or none of its runs has finished.
        OutputError: Its manifest cannot be read, or is a run's.
    """
    manifest = BatchFolder(folder).manifest
    if manifest is None:
        raise AnalysisError(
            f"{folder}: no batch stands here ({MANIFEST} is missing). "
            "Name the folder that 'tradesim batch' said it wrote."
        )
    parts = sorted((folder / "runs.parquet").glob("[!.]*.parquet"))
    if not parts:
        raise AnalysisError(f"{folder}: no run has finished. Go on with 'tradesim batch --resume'.")
    if not trust:
        check_batch(folder, manifest)
    try:
        design = read_parquet(folder / DESIGN)
    except (OSError, pa.ArrowException) as error:
        raise AnalysisError(f"{folder / DESIGN}: {unread(error)}.") from None
    manifest = {**manifest, **manifest.get("whole", {})}
    return BatchFiles(manifest, plain(design).to_pandas(), StoredRuns(parts))


def stored_row(folder: Path, run: int) -> dict[str, float] | None:
    """Return the outcomes of one run by column; None where it is not finished or failed.

    Raises:
        AnalysisError: The results cannot be read.
    """
    parts = sorted((folder / "runs.parquet").glob("[!.]*.parquet"))
    try:
        rows = ds.dataset(parts, format="parquet").to_table(filter=ds.field("run") == run)
    except (OSError, pa.ArrowException) as error:
        broken = next(broken_batch(folder, BatchFolder(folder).manifest or {}), unread(error))
        raise AnalysisError(f"{folder}: the results cannot be read: {broken}.") from None
    if not len(rows) or rows["error"][0].as_py() is not None:
        return None
    first = rows.column_names.index("error") + 1
    values = {name: rows[name][0].as_py() for name in rows.column_names[first:]}
    return {name: float("nan") if value is None else value for name, value in values.items()}


def check_batch(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse a batch in which some file is not as it was written.

    Args:
        folder: Its folder.
        manifest: Its manifest, as it stands there.

    Raises:
        SealError: With what differs.
    """
    if broken := list(broken_batch(folder, manifest)):
        raise SealError(str(folder), broken)


def broken_batch(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is not as it was written, a clause each."""
    yield from differing(folder, manifest)
    if DIGEST in manifest:
        yield from _record(folder)
        yield from _parts(folder, manifest)


def _record(folder: Path) -> Iterator[str]:
    """Yield what differs in the record: only its last line may be half a line, of a power cut."""
    path = folder / RECORD
    if not path.is_file():
        yield f"{RECORD} is missing"
        return
    lines = check_text(path).read_text(encoding="utf-8", errors="replace").split("\n")
    if any(recorded_block(line) is None for line in lines[:-1]):
        yield f"{RECORD} was edited"


def _parts(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs among the parts: each is that of a recorded block, or of this batch."""
    store = BatchFolder(folder)
    recorded = store.recorded()
    batch = identity(begun(manifest))
    for number in sorted(recorded.keys() | store.written()):
        done = recorded.get(number)
        if done is None and finished_part(folder, number, batch) is None:
            yield f"{_name(folder, 'runs', number)} is of another batch"
        elif done is not None and not is_unchanged(folder, done):
            changed = changed_dataset(folder, done) or "runs"
            yield f"{_name(folder, changed, number)} is not as it was written"


def _name(folder: Path, dataset: str, number: int) -> str:
    return part_path(folder, dataset, number).relative_to(folder).as_posix()
