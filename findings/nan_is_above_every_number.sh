#!/usr/bin/env bash
# DuckDB and Polars take a figure that is missing, written as NaN, for more than every number.
#
# One would guess: flows above 10 kt are those above 10 kt; NaN, which is what numpy and pandas have
# where a figure is missing, is above nothing (IEEE 754), as in numpy, pandas and pyarrow.
# What happens: v > 10 lets NaN pass in Polars and in DuckDB, over Parquet, CSV and Arrow tables alike;
# in a ranking it comes first. DuckDB's max is NaN, that of Polars is not. A pandas frame is another
# matter: DuckDB takes its NaN as NULL, so that one query on a frame and on the file that Polars or
# numpy made of it counts otherwise. Write what is missing as null, or ask for NOT isnan(v).
# Seen with polars 2.1.0, duckdb 2.0.1, pandas 3.1.1, pyarrow 26.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "polars==2.1.0" "duckdb==2.0.1" "pandas==3.1.1" "pyarrow==26.0.1" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import math
from importlib.metadata import version

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

print(*(f"{name} {version(name)}" for name in ("polars", "duckdb", "pandas", "pyarrow")))
names, kt = ["KOR", "JPN", "TWN"], np.array([5.0, np.nan, 50.0])
flows = pa.table({"origin": pa.array(names), "kt": pa.array(kt)})
frame = pd.DataFrame({"origin": names, "kt": kt})
pq.write_table(flows, "flows.parquet")
query = "SELECT origin FROM {} WHERE kt > 10 ORDER BY kt DESC"


def sql(source: str) -> list[str]:
    """Return the countries above 10 kt, the largest first."""
    return [row[0] for row in duckdb.sql(query.format(source)).fetchall()]


above = {
    "DuckDB, file": sql("'flows.parquet'"),
    "DuckDB, Arrow table": sql("flows"),
    "Polars, file": pl.read_parquet("flows.parquet").filter(pl.col("kt") > 10).sort("kt", descending=True)["origin"].to_list(),
    "DuckDB, pandas frame": sql("frame"),
    "pandas": frame[frame["kt"] > 10]["origin"].tolist(),
    "pyarrow": flows.filter(pc.field("kt") > 10)["origin"].to_pylist(),
}
for name, found in above.items():
    print(f"{name:<22}{found}")
assert list(above.values()) == [["JPN", "TWN"]] * 3 + [["TWN"]] * 3
assert math.isnan(duckdb.sql("SELECT max(kt) FROM flows").fetchall()[0][0])
assert pl.read_parquet("flows.parquet")["kt"].max() == 50.0
PYTHON
