#!/usr/bin/env bash
# A Parquet data set in folders by customs code does not give the codes back, nor always the same ones.
#
# One would guess: a column of text is text when read again, as the schema that was written says.
# What happens: the column that names folders (hs=0101) is in no file, so readers guess from the names:
# pyarrow, pandas and Polars read 101, DuckDB "0101". One folder more with a letter, as hs=854A, and the
# codes of all others are text again: a join that matched last month matches nothing, or the reverse.
# Name the type: partitioning=ds.partitioning(pa.schema(...), flavor="hive"), or hive_schema in Polars.
# Seen with pyarrow 26.0.1, pandas 3.1.1, polars 2.1.0, duckdb 2.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "pandas==3.1.1" "polars==2.1.0" "duckdb==2.0.1" "numpy==2.5.5"

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

print(*(f"{name} {version(name)}" for name in ("pyarrow", "pandas", "polars", "duckdb")))


def codes(codes_written: list[str], root: Path) -> dict[str, list[object]]:
    """Return the codes that each reader finds in a data set in folders by code."""
    flows = pa.table({"hs": codes_written, "value": range(len(codes_written))})
    pq.write_to_dataset(flows, root, partition_cols=["hs"])
    files = f"{root}/**/*.parquet"
    typed = ds.partitioning(pa.schema([("hs", pa.string())]), flavor="hive")
    query = f"select hs from read_parquet('{files}', hive_partitioning=true)"
    found = {
        "pyarrow": pq.read_table(root)["hs"].to_pylist(),
        "pandas": pd.read_parquet(root)["hs"].tolist(),
        "polars": pl.read_parquet(files, hive_partitioning=True)["hs"].to_list(),
        "duckdb": [row[0] for row in duckdb.sql(query).fetchall()],
        "pyarrow, typed": ds.dataset(root, partitioning=typed).to_table()["hs"].to_pylist(),
    }
    return {reader: sorted(values) for reader, values in found.items()}


numbers = codes(["0101", "0102"], Path(sys.argv[1], "numbers"))
letters = codes(["0101", "854A"], Path(sys.argv[1], "letters"))
for reader in numbers:
    print(f"{reader}: {numbers[reader]}, with a letter elsewhere {letters[reader]}")
assert all(numbers[reader] == [101, 102] for reader in ("pyarrow", "pandas", "polars"))
assert all(numbers[reader] == ["0101", "0102"] for reader in ("duckdb", "pyarrow, typed"))
assert all(found == ["0101", "854A"] for found in letters.values())
PYTHON
