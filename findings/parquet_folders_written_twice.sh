#!/usr/bin/env bash
# Writing a table again into a folder of Parquet parts doubles it.
#
# One would guess: to_parquet writes anew what was there, as it does with a single file, or refuses, as
# pyarrow.dataset.write_dataset and DuckDB do.
# What happens: with partition_cols pandas, and pyarrow.parquet.write_to_dataset below it, give each part a
# new name at each call and leave the old ones: after a batch is run again all rows are there twice, sums
# are double, means right. Polars writes over its own names, so that only years that are gone stay.
# existing_data_behavior="delete_matching" replaces the parts.
# Seen with pandas 3.1.1, pyarrow 26.0.1, polars 2.1.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "pyarrow==26.0.1" "polars==2.1.0" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds

print(*(f"{name} {version(name)}" for name in ("pandas", "pyarrow", "polars")))
flows = pd.DataFrame({"year": [2019, 2020], "kt": [3.0, 4.0]})
sums = {}
for _ in range(2):
    flows.to_parquet("single.parquet")
    flows.to_parquet("by_year", partition_cols=["year"])
    flows.to_parquet("replaced", partition_cols=["year"], existing_data_behavior="delete_matching")
    pl.DataFrame(flows.to_dict("list")).write_parquet("polars", partition_by=["year"])
for name in ("single.parquet", "by_year", "replaced", "polars"):
    path = f"{name}/*/*.parquet" if name == "polars" else name
    sums[name] = float((pl if name == "polars" else pd).read_parquet(path)["kt"].sum())
    print(f"{name:<16}{sums[name]}")
assert list(sums.values()) == [7.0, 14.0, 7.0, 7.0]
table = pa.table({"kt": [3.0, 4.0]})
ds.write_dataset(table, "dataset", format="parquet")
try:
    ds.write_dataset(table, "dataset", format="parquet")
except pa.ArrowInvalid:
    print("dataset         refused")
else:
    raise SystemExit("write_dataset: written twice")
PYTHON
