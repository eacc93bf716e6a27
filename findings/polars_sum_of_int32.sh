#!/usr/bin/env bash
# Polars gives a negative sum of positive values that DuckDB wrote as INTEGER.
#
# One would guess: a sum is wide enough for what is summed: DuckDB, pandas and pyarrow answer in 64 bits
# or more, and so does Polars itself for integers of 8 and 16 bits.
# What happens: integers of 32 bits, which are INTEGER in DuckDB and the integers of R, are summed in 32 bits.
# Two flows of 2 billion make -294,967,296, as a sum, by group, in SQL and cumulated; mean is right.
# No warning. Cast to Int64 (or Float64) after reading.
# Seen with polars 2.1.0, duckdb 2.0.1, pandas 3.1.1 and pyarrow 26.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "polars==2.1.0" "duckdb==2.0.1" "pandas==3.1.1" "pyarrow==26.0.1" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import duckdb
import pandas as pd
import polars as pl

print(*(f"{name} {version(name)}" for name in ("polars", "duckdb", "pandas", "pyarrow")))
duckdb.sql("COPY (SELECT 'KOR' AS origin, 2000000000 AS won FROM range(2)) TO 'flows.parquet'")
flows = pl.read_parquet("flows.parquet")
sums = {
    "polars, sum": flows["won"].sum(),
    "polars, by group": flows.group_by("origin").agg(pl.col("won").sum())["won"][0],
    "polars, SQL": flows.sql("SELECT sum(won) AS won FROM self")["won"][0],
    "polars, cumulated": flows["won"].cum_sum()[-1],
    "polars, as Int64": flows["won"].cast(pl.Int64).sum(),
    "duckdb": duckdb.sql("SELECT sum(won) FROM 'flows.parquet'").fetchall()[0][0],
    "pandas": int(pd.read_parquet("flows.parquet")["won"].sum()),
}
for name, found in sums.items():
    print(f"{name:<18}{found:>14,}")
assert set(list(sums.values())[:4]) == {-294_967_296}
assert set(list(sums.values())[4:]) == {4_000_000_000}
assert flows["won"].mean() == 2e9
PYTHON
