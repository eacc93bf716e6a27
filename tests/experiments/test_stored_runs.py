"""Runs are analysed a column at a time: what of all is held, and that it changes nothing."""

import errno
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.experiments.made_runs import made_runs
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis import Outcome, analyse, runs
from tradesim.experiments.analysis.reading import own_measures
from tradesim.experiments.store import by_column
from tradesim.experiments.store.by_column import StoredRuns
from tradesim.measures.domain import Domain

MANY = 60
"""Columns of a wide batch: held together, they would be 480 bytes a run."""


def stored(folder: Path, count: int, columns: int = 3, a_part: int = 500) -> StoredRuns:
    """Return made-up runs of a folder, the files not in the order of points."""
    place = folder / f"{count}" / "runs.parquet"
    place.mkdir(parents=True)
    chance = np.random.default_rng(count)
    for first in reversed(range(0, count, a_part)):
        run = np.arange(first, min(first + a_part, count))
        cells: dict[str, Any] = {
            "run": run,
            "variant": pa.array(np.where(run % 2, "b", "a")).dictionary_encode(),
            "point": (run // 2).astype(np.int32),
            "replicate": np.zeros(len(run), dtype=np.int32),
            "error": pa.nulls(len(run), pa.string()),
        }
        cells |= {f"x{n}": chance.random(len(run)) for n in range(columns)}
        pq.write_table(pa.table(cells), place / f"part-{first:09}.parquet")
    return StoredRuns(sorted(place.iterdir()))


def test_a_column_has_the_values_of_the_files(tmp_path: Path) -> None:
    found = stored(tmp_path, 1_700)
    told = found.keys.assign(x1=found.column("x1")).sort_values(["point", "variant"])
    assert told["x1"].tolist() == found.frame()["x1"].tolist()
    assert len(found) == len(found.sound()) == 1_700


def test_of_all_runs_only_keys_and_the_columns_asked_for_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_column, "IN_MEMORY", 1)
    monkeypatch.setattr(by_column, "CELLS_AT_ONCE", 50_000)
    peaks = []
    for count in (5_000, 20_000):
        found = stored(tmp_path, count, columns=MANY)
        tracemalloc.start()
        before = pa.total_allocated_bytes()
        for number in range(MANY):
            found.column(f"x{number}")
        held = len(found.keys) and pa.total_allocated_bytes() - before
        peaks.append(tracemalloc.get_traced_memory()[1] + held)
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 15_000 < MANY * 8 / 4


def test_outcomes_taken_one_at_a_time_give_what_all_together_give(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = np.stack(np.meshgrid([0.0, 1.0], [2.0, 3.0]), axis=-1).reshape(-1, 2)
    made = made_runs(
        settings,
        {"x": lambda at, noise: at[0] + noise, "y": lambda at, noise: at[0] * at[1] + noise},
        replicates=12,
        spread=0.5,
    )
    columns = {f"o{n}": made.frame["output_lost_weeks"] ** n for n in (2, 3)}
    given = (*made.outcomes, *(Outcome(name, name, "week") for name in columns))

    def tables() -> dict[str, pd.DataFrame]:
        whole = replace(made, frame=made.frame.assign(**columns), outcomes=given)
        return dict(analyse(whole).tables())

    together = tables()
    monkeypatch.setattr(runs, "CELLS_AT_ONCE", 1)
    apart = tables()
    assert {"distributions", "differences", "response_curves"} <= set(together) == set(apart)
    for name, table in together.items():
        pd.testing.assert_frame_equal(table, apart[name], rtol=1e-12)


def test_measures_of_ones_own_are_worked_out_some_runs_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = stored(tmp_path, 300)
    given = tuple(Outcome(f"x{n}", "x", "week") for n in range(3))
    own = {"both": {"formula": "sum(x) + 2 * x1", "unit": "week"}}
    whole = own_measures(found, given, own)[0]["both"]
    monkeypatch.setattr("tradesim.experiments.analysis.reading.CELLS_AT_ONCE", 40)
    assert own_measures(found, given, own)[0]["both"].tolist() == whole.tolist()
    total = sum(found.column(f"x{n}") for n in range(3))
    np.testing.assert_allclose(whole, total + 2 * found.column("x1"), rtol=1e-12)


def test_a_measure_of_ones_own_keeps_to_what_it_can_be(tmp_path: Path) -> None:
    found = stored(tmp_path, 30)
    given = tuple(Outcome(f"x{n}", "x", "week") for n in range(3))
    least, greatest = (float(end(found.column("x1"))) for end in (np.min, np.max))
    held = {"formula": "x1", "unit": "week", "least": least, "greatest": greatest}
    assert own_measures(found, given, {"one": held})[1][0].domain == Domain(least, greatest)
    with pytest.raises(AnalysisError, match=r"measures, one: a run has .*outside of .* to "):
        own_measures(found, given, {"one": held | {"greatest": (least + greatest) / 2}})
    with pytest.raises(AnalysisError, match=rf"outside of {greatest + 1:g} or more"):
        own_measures(found, given, {"one": {"formula": "x1", "least": greatest + 1}})


def test_a_disk_without_room_for_the_columns_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    class Spool:
        def seek(self, place: int) -> int:
            return place

        write = staticmethod(full)

        def close(self) -> None:
            return

    monkeypatch.setattr(by_column.tempfile, "SpooledTemporaryFile", lambda **_: Spool())
    with pytest.raises(AnalysisError, match=r"do not fit there .No space left.* TMPDIR"):
        stored(tmp_path, 300).column("x1")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    found = stored(tmp_path, 1_000)
    (part, *_) = (tmp_path / "1000" / "runs.parquet").iterdir()
    part.write_bytes(b"PAR1")
    with pytest.raises(AnalysisError, match="the results cannot be read"):
        found.column("x1")
