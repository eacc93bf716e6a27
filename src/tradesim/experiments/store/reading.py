"""Reading a batch back: its manifest, its points and its runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from tradesim.errors import AnalysisError
from tradesim.experiments.store.by_column import StoredRuns, plain
from tradesim.experiments.store.folder import DESIGN, BatchFolder
from tradesim.experiments.store.sealing import broken_batch, check_batch
from tradesim.limits import unread
from tradesim.records.manifest_form import MANIFEST
from tradesim.records.parquet import read_parquet


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
        raise AnalysisError(f"{folder}: no run has finished. Go on with: tradesim batch --resume")
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
