"""A batch that has been run, as analyses read it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from tradesim.errors import IncompleteDesignError, OutputError
from tradesim.experiments.design import Design
from tradesim.experiments.manifest import SHARE_OF
from tradesim.experiments.schema import Experiment
from tradesim.experiments.store.folder import COLUMNS, DESIGN, BatchFolder

WHOLE = ("sobol", "morris")
"""Designs that can only be analysed with all their points."""


class FinishedBatch:
    """The results of a batch.

    Attributes:
        folder: Its folder.
        manifest: What identifies it.
    """

    def __init__(self, folder: Path) -> None:
        """Read the manifest.

        Raises:
            OutputError: The folder holds no batch.
        """
        self.folder = folder
        manifest = BatchFolder(folder).manifest
        if manifest is None:
            raise OutputError(f"{folder}: no batch stands here (there is no manifest.json).")
        self.manifest: dict[str, Any] = manifest

    @cached_property
    def experiment(self) -> Experiment:
        """The experiment."""
        return Experiment.model_validate(self.manifest["experiment"])

    @property
    def seed(self) -> int:
        """Seed of all draws."""
        return int(self.manifest["seed"])

    @cached_property
    def design(self) -> Design:
        """The points that were run."""
        frame = pq.read_table(self.folder / DESIGN).to_pandas(date_as_object=False)
        names = [path for path in frame.columns if not path.startswith(SHARE_OF)][1:]
        shares = [frame[SHARE_OF + name].to_numpy() for name in names if SHARE_OF + name in frame]
        return Design(
            kind=self.experiment.design.kind if self.experiment.vary else "grid",
            values={name: frame[name].to_numpy() for name in names},
            share=np.column_stack(shares) if shares else None,
            count=len(frame),
        )

    @cached_property
    def columns(self) -> pd.DataFrame:
        """What each column of the runs is."""
        return pd.read_csv(self.folder / COLUMNS, keep_default_na=False)

    def runs(self) -> pd.DataFrame:
        """Return one row a run, in the order of their numbers."""
        return self._table("runs").sort_values("run", ignore_index=True)

    def monthly(self) -> pd.DataFrame:
        """Return the monthly imports of all runs."""
        return self._table("monthly")

    def weekly(self) -> pd.DataFrame:
        """Return the weekly outcomes of all runs."""
        return self._table("weekly")

    def missing(self) -> dict[str, list[int]]:
        """Return the points of each variant of which some replicate is not done or not sound."""
        keys = self._table("runs", ["variant", "point", "replicate", "error"])
        sound = keys[keys["error"].isna()].groupby(["variant", "point"])["replicate"].nunique()
        return {
            name: points
            for name in self.manifest["variants"]
            if (
                points := [
                    point
                    for point in range(self.manifest["points"])
                    if sound.get((name, point), 0) < self.manifest["replicates"]
                ]
            )
        }

    def require_complete(self) -> None:
        """Refuse a design that can only be analysed whole where it is not.

        Raises:
            IncompleteDesignError: With the points that are missing.
        """
        kind = self.experiment.design.kind
        missing = self.missing() if kind in WHOLE else {}
        if missing:
            raise IncompleteDesignError(kind, self.manifest["points"], missing)

    def _table(self, dataset: str, columns: list[str] | None = None) -> pd.DataFrame:
        path = self.folder / f"{dataset}.parquet"
        if not path.is_dir() or not any(path.glob("*.parquet")):
            raise OutputError(f"{path}: this batch has not written any of it.")
        return pq.read_table(path, columns=columns).to_pandas(date_as_object=False)


def open_batch(folder: str | Path) -> FinishedBatch:
    """Return the results of a batch.

    Raises:
        OutputError: The folder holds no batch.
    """
    return FinishedBatch(Path(folder))
