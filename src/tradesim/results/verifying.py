"""Whether the numbers of a run are those that its scenario, seed and replicates give here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tradesim.ensemble import Ensemble, with_standard_agents
from tradesim.errors import ExplainError
from tradesim.measures.spans import Floats
from tradesim.results.manifest_form import read_manifest
from tradesim.results.seal import MANIFEST
from tradesim.results.stored import open_run
from tradesim.results.weekly import WeeklyTable

KEYS = ["outcome", "item", "origin", "destination", "actor", "date"]
"""What tells the values of a run apart."""


@dataclass(frozen=True)
class Repeated:
    """How runs that were simulated again compare with the stored ones.

    Attributes:
        replicates: Numbers of the runs.
        values: Weekly values that were compared.
        differing: Values that differ in any bit.
        largest: Largest relative difference.
    """

    replicates: tuple[int, ...]
    values: int
    differing: int
    largest: float


def repeat(folder: Path, count: int) -> Repeated:
    """Simulate some runs of a folder again and compare every weekly value with the stored one.

    Args:
        folder: Folder of a run.
        count: Number of runs, spread over those that there are.

    Raises:
        ExplainError: The folder cannot be read, or its runs took what it does not hold: points of
            a parameter ensemble, or agent classes of the scenario's own.
    """
    stored = open_run(folder)
    manifest = read_manifest(folder / MANIFEST)
    if "parameters" in manifest:
        raise ExplainError(
            f"{folder}: its runs took points of {manifest['parameters'].get('file')}; run the "
            "command of its manifest again to compare."
        )
    if manifest.get("engine") == "mesa" and stored.scenario.agents:
        raise ExplainError(f"{folder}: its runs took agent classes of the scenario's own.")
    last = len(stored.replicates) - 1
    chosen = np.unique(np.linspace(0, last, min(count, last + 1)).round().astype(int))
    numbers = tuple(stored.replicates[place] for place in chosen)
    seed, scenario = int(manifest["seed"]), with_standard_agents(stored.scenario)
    compared, differing, largest = 0, 0, 0.0
    for number in numbers:
        (recording,) = Ensemble(scenario, [number], seed=seed).recordings(detailed=True)
        now = _series(pa.concat_tables(WeeklyTable(recording).arrow_tables()))
        then = _series(_stored(folder / "weekly.parquet", number))
        every = now.index.union(then.index)
        one, two = (part.reindex(every, fill_value=0.0).to_numpy() for part in (now, then))
        unlike = ~((one == two) | (np.isnan(one) & np.isnan(two)))
        compared, differing = compared + len(every), differing + int(unlike.sum())
        largest = max(largest, _apart(one[unlike], two[unlike]))
    return Repeated(numbers, compared, differing, largest)


def _apart(one: Floats, two: Floats) -> float:
    """Return the largest relative difference; not a number where only one value is a number."""
    return float((np.abs(one - two) / np.maximum(np.abs(one), np.abs(two))).max(initial=0.0))


def _stored(path: Path, number: int) -> pa.Table:
    try:
        return pq.read_table(path, filters=[("replicate", "=", number)])
    except (OSError, pa.ArrowException) as error:
        raise ExplainError(f"{path}: it cannot be read: {error}.") from None


def _series(table: pa.Table) -> pd.Series[float]:
    """Return values by series and week; a series that is nought in all runs may be left out."""
    frame = table.select([*KEYS, "value"]).to_pandas()
    found: pd.Series[float] = frame.set_index(KEYS)["value"]
    return found
