"""Names of columns, and the dataset as other programs read it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tradesim.experiments.columns import Key, column_key, column_name

KEYS: list[Key] = [
    ("public_spending", "", "", "", ""),
    ("output_lost_share", "", "", "BBB", "Beta Devices"),
    ("hhi_by_supplier_end", "acid, 50 %", "", "BBB", ""),
    ("licences_filed", "acid, origin by weight", "AAA", "BBB", ""),
]


@pytest.mark.parametrize("key", KEYS)
def test_a_column_leads_back_to_its_measure(key: Key) -> None:
    assert column_key(column_name(key)) == key


def test_a_column_reads_well() -> None:
    assert column_name(KEYS[1]) == "output_lost_share[destination=BBB, actor=Beta Devices]"
    assert column_name(KEYS[0]) == "public_spending"


@pytest.mark.parametrize("name", ["", "Output", "x[", "x[colour=red]", "x]y"])
def test_what_is_no_column_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        column_key(name)


def test_the_list_of_columns_describes_every_column(serial: Path) -> None:
    listed = pd.read_csv(serial / "columns.csv", keep_default_na=False)
    schema = pq.read_table(serial / "runs.parquet").schema
    assert listed["column"].tolist() == schema.names
    outcomes = listed[listed["role"] == "outcome"]
    assert (outcomes["meaning"] != "").all()
    units = [schema.field(name).metadata[b"unit"].decode() for name in outcomes["column"]]
    assert units == outcomes["unit"].tolist()


def test_the_design_is_kept_with_where_its_points_lie(serial: Path) -> None:
    design = pd.read_parquet(serial / "design.parquet")
    assert design["point"].tolist() == list(range(30))
    share = design["share of policies.acid curb.review_weeks"]
    assert np.allclose(1 + 25 * share, design["policies.acid curb.review_weeks"])


@pytest.mark.parametrize("dataset", ["runs", "monthly"])
def test_polars_and_duckdb_read_the_dataset_as_it_is(serial: Path, dataset: str) -> None:
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    folder = serial / f"{dataset}.parquet"
    rows = len(pd.read_parquet(folder))
    assert polars.read_parquet(folder).height == rows
    asked = f"select count(*) from '{folder}/*.parquet'"
    assert duckdb.sql(asked).fetchall() == [(rows,)]
