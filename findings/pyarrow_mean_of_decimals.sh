#!/usr/bin/env bash
# pyarrow rounds the mean of decimals to the digits of the data: the mean of 1, 2 and 2 tons is 2.
#
# One would guess: the mean of a column of decimals has more digits than its values, as the mean of
# integers has in pyarrow and the mean of decimals in DuckDB and Polars.
# What happens: it is a decimal of the same scale, rounded. Quantities and values of customs tables that
# are kept as DECIMAL(p, 0) or (p, 2) in a database or a Parquet file have means in whole units or cents, of
# a column and of groups, in pandas too where the column is an ArrowDtype. No warning. Cast to float64 first.
# Seen with pyarrow 26.0.1, pandas 3.1.1, polars 2.1.0 and duckdb 2.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "pandas==3.1.1" "polars==2.1.0" "duckdb==2.0.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from decimal import Decimal
from importlib.metadata import version

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

print(*(f"{name} {version(name)}" for name in ("pyarrow", "pandas", "polars", "duckdb")))
tons = pa.array([Decimal(1), Decimal(2), Decimal(2)], pa.decimal128(9, 0))
flows = pa.table({"origin": ["KOR"] * 3, "tons": tons})
by_origin = flows.group_by("origin").aggregate([("tons", "mean")])["tons_mean"]
means = {
    "pyarrow": pc.mean(tons).as_py(),
    "pyarrow, by origin": by_origin[0].as_py(),
    "pandas of Arrow": pd.Series(tons, dtype=pd.ArrowDtype(tons.type)).mean(),
    "pyarrow of integers": pc.mean(tons.cast(pa.int64())).as_py(),
    "polars": pl.from_arrow(flows)["tons"].mean(),
    "duckdb": duckdb.sql("select avg(tons) from flows").fetchall()[0][0],
}
for name, mean in means.items():
    print(f"{name:<20}{mean}")
assert [str(mean) for mean in list(means.values())[:3]] == ["2", "2", "2"]
assert all(abs(float(mean) - 5 / 3) < 1e-6 for mean in list(means.values())[3:])
PYTHON
