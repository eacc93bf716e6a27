"""The tables of a batch as the readers that the documentation names take them."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from tests.experiments.conftest import SMALL
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.executors import Inline

COLUMN = "output_lost_weeks[destination=BBB]"


@pytest.fixture
def batch(write: Callable[..., Path], tmp_path: Path) -> Path:
    dated = "  policies.acid curb.effective: {range: [2019-07-15, 2019-08-26]}\nvariants:"
    text = SMALL.replace("samples: 30", "samples: 3").replace("variants:", dated)
    text = text.replace("monthly_imports]", "monthly_imports, weekly]")
    return run_experiment(write(text), tmp_path / "out", executor=Inline()).folder


def test_dates_are_timestamps_names_stand_once_and_columns_say_what_they_are(batch: Path) -> None:
    schemas = {
        name: ds.dataset(sorted((batch / f"{name}.parquet").glob("part-*"))).schema
        for name in ("runs", "monthly", "weekly")
    }
    for name, column in (
        ("runs", "policies.acid curb.effective"),
        ("monthly", "month"),
        ("weekly", "date"),
    ):
        assert schemas[name].field(column).type == pa.timestamp("ms"), name
    for name, column in (
        ("runs", "variant"),
        ("runs", "buyers.Beta Devices.needs.acid.importance"),
        ("monthly", "origin"),
        ("weekly", "actor"),
    ):
        assert pa.types.is_dictionary(schemas[name].field(column).type), (name, column)
    lost = schemas["runs"].field(COLUMN).metadata
    assert lost[b"unit"] == b"week of usual output"
    assert b"output" in lost[b"meaning"].lower()
    assert schemas["runs"].field("behaviour.patience_weeks").metadata == {b"unit": b"week"}
    assert b"draws" in schemas["runs"].field("replicate").metadata[b"meaning"]


def test_pandas_reads_dates_and_names(batch: Path) -> None:
    runs = pd.read_parquet(batch / "runs.parquet")
    assert pd.api.types.is_datetime64_any_dtype(runs["policies.acid curb.effective"])
    assert sorted(set(runs["variant"])) == ["baseline", "no_curb", "reserve"]
    weekly = pd.read_parquet(batch / "weekly.parquet", filters=[("outcome", "=", "stock")])
    assert pd.api.types.is_datetime64_any_dtype(weekly["date"])
    assert set(weekly["outcome"]) == {"stock"}
    assert read_batch(batch).runs["variant"].tolist()[:3] == ["baseline"] * 3


def test_polars_reads_them(batch: Path) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    runs = polars.scan_parquet(batch / "runs.parquet/*.parquet").collect()
    assert len(runs) == 18
    assert runs["policies.acid curb.effective"].dtype.is_temporal()


def test_duckdb_reads_them(batch: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    query = f"select variant, avg(\"{COLUMN}\") from '{batch}/runs.parquet/*.parquet' group by 1"
    assert len(duckdb.sql(query).fetchall()) == 3


def test_xarray_takes_runs_by_variant_point_and_replicate(batch: Path) -> None:
    pytest.importorskip("xarray", reason="xarray is not installed")
    runs = pd.read_parquet(batch / "runs.parquet").astype({"variant": str})
    array = runs.set_index(["variant", "point", "replicate"])[COLUMN].to_xarray()
    assert dict(array.sizes) == {"variant": 3, "point": 3, "replicate": 2}
