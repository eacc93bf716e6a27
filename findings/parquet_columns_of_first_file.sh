#!/usr/bin/env bash
# pandas and DuckDB read a folder of Parquet files with the columns of its first file, and drop all others.
#
# One would guess: a column that the files of later years have is read, empty where it is not, or the read is refused.
# What happens: where 2018 has exports and 2019 exports and re-exports, the table has no re-exports. Where the first
# file has them and the second has not, pandas has the column, and DuckDB refuses to read the files. Polars refuses in
# both cases. DuckDB reads all columns with union_by_name.
# Seen with pandas 3.1.1, pyarrow 26.0.1, duckdb 2.0.1, polars 2.1.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" \
    "pyarrow==26.0.1" "duckdb==2.0.1" "polars==2.1.0" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" -W error - <<'PYTHON'
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

print(*(f"{name} {version(name)}" for name in ("pandas", "pyarrow", "duckdb", "polars")))
OLD = pd.DataFrame({"exports": [5.0], "country": ["KOR"]})
NEW = pd.DataFrame({"exports": [6.0], "country": ["KOR"], "re_exports": [2.0]})


def refuses(read: Callable[[], object], error: type[Exception]) -> bool:
    """Return whether files are refused."""
    try:
        read()
    except error:
        return True
    return False


found = {}
for name, tables in {"added": (OLD, NEW), "ended": (NEW, OLD)}.items():
    folder = Path(name)
    folder.mkdir()
    for year, table in zip((2018, 2019), tables, strict=True):
        table.to_parquet(folder / f"{year}.parquet")
    query = f"FROM '{name}/*.parquet'"
    found[name] = (
        list(pd.read_parquet(folder).columns),
        refuses(lambda: duckdb.sql(query).fetchall(), duckdb.Error),
        refuses(lambda: pl.read_parquet(folder), pl.exceptions.PolarsError),
    )
    print(f"re-exports {name} in 2019: pandas has {found[name][0]}, DuckDB and Polars refuse: {found[name][1:]}")
assert found["added"] == (["exports", "country"], False, True)
assert found["ended"] == (["exports", "country", "re_exports"], True, True)
rows = duckdb.sql("FROM 'added/*.parquet' ORDER BY exports")
print("DuckDB has", rows.columns, rows.fetchall())
assert rows.columns == ["exports", "country"]
assert rows.fetchall() == [(5.0, "KOR"), (6.0, "KOR")]
PYTHON
