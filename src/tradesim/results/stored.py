"""The folder of a run, read again: its scenario, its weekly table and its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from tradesim.errors import ExplainError
from tradesim.results.cells import bare_table
from tradesim.results.manifest_form import read_manifest
from tradesim.scenario import Scenario
from tradesim.world.calendar import Calendar

FILES = ("manifest.json", "weekly.parquet", "events.csv")

Key = tuple[str, str, str]
"""Item, origin and actor of a series; item and origin are left empty for what a plant does."""

OF_PLANTS = ("production", "capacity", "price")


@dataclass(frozen=True)
class Stored:
    """A folder that ``tradesim run`` wrote.

    Attributes:
        folder: The folder.
        scenario: The scenario as it was run.
        replicates: Numbers of its runs.
    """

    folder: Path
    scenario: Scenario
    replicates: tuple[int, ...]

    def series(
        self, replicate: int, outcomes: Sequence[str]
    ) -> dict[str, dict[Key, npt.NDArray[np.float64]]]:
        """Return some weekly outcomes of a run, by outcome and by whom they are about.

        Raises:
            ExplainError: The table cannot be read, or has other weeks than the scenario.
        """
        wanted = [("replicate", "=", replicate), ("outcome", "in", list(outcomes))]
        table = self._table(wanted)
        weeks = Calendar.spanning(self.scenario.start, self.scenario.end).weeks
        if len(table) % weeks:
            raise ExplainError(f"{self.folder}: weekly.parquet does not hold {weeks} weeks a row.")
        values = table.column("value").to_numpy().reshape(-1, weeks)
        labels = table.take(pa.array(np.arange(0, len(table), weeks))).to_pydict()
        found: dict[str, dict[Key, npt.NDArray[np.float64]]] = {name: {} for name in outcomes}
        for row, name in enumerate(labels["outcome"]):
            item, origin = ("", "") if name in OF_PLANTS else (labels["item"][row], "")
            origin = labels["origin"][row] if name in {*_LINKS} else origin
            found[name][item, origin, labels["actor"][row]] = values[row]
        return found

    def events(self, replicate: int) -> pd.DataFrame:
        """Return the events of a run, with the dates of all policies."""
        path = self.folder / "events.csv"
        try:
            frame = bare_table(pd.read_csv(path, dtype=str, keep_default_na=False))
            frame["date"] = pd.to_datetime(frame["date"])  # with dtype=str, pandas 2 parses none
        except (OSError, ValueError, KeyError) as error:
            raise ExplainError(f"{path}: it cannot be read: {error}.") from None
        return frame[frame["replicate"].isin(["", str(replicate)])].reset_index(drop=True)

    def unlike(self, outcome: str, key: Key) -> ExplainError:
        """Return the error that an outcome of somebody is missing from the table."""
        whose = ", ".join(part for part in key if part)
        return ExplainError(
            f"{self.folder}: weekly.parquet holds no '{outcome}' of {whose}. It was written by "
            "another version of tradesim: run the scenario again."
        )

    def _table(self, wanted: list[tuple[str, str, Any]]) -> pa.Table:
        path = self.folder / "weekly.parquet"
        columns = ["outcome", "item", "origin", "actor", "value", "replicate"]
        try:
            return pq.read_table(path, columns=columns, filters=wanted)
        except (OSError, pa.ArrowException) as error:
            raise ExplainError(f"{path}: it cannot be read: {error}.") from None


_LINKS = ("deliveries", "orders_unfilled", "orders_held", "orders_called_off")


def open_run(folder: Path) -> Stored:
    """Open the folder of a run.

    Raises:
        ExplainError: It is no folder of a run, or cannot be read.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ExplainError(
            f"{folder}: this is no folder of a run: it has no {' and no '.join(missing)}. "
            "Name a folder that 'tradesim run' wrote, such as results/<scenario>/<run>."
        )
    path = folder / "manifest.json"
    try:
        manifest = read_manifest(path)
        scenario = Scenario.model_validate(manifest["scenario"])
        numbers = manifest.get("replicate_numbers", range(manifest["replicates"]))
        replicates = tuple(numbers)
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise ExplainError(f"{path}: it is no manifest of a run: {reason}.") from None
    return Stored(folder, scenario, replicates)
