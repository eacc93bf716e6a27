#!/usr/bin/env bash
# DuckDB cuts the median and the quantiles of decimals down to the digits of the data.
#
# One would guess: median and quantile_cont, which interpolate, of 1, 2, 3 and 4 are 2.5 and 1.75 whatever
# kind of number the column holds: integers give them, and avg of decimals gives a double.
# What happens: of DECIMAL(9, 0), as customs values come from databases, the median is 2 and the lower
# quartile 1, cut off and not rounded; of prices with two digits 1.005 becomes 1.00. SUMMARIZE shows the
# same. Numbers written into SQL with a point are decimals, too: the median of 0.1 and 0.2 is 0.1.
# No warning. Cast to double first.
# Seen with duckdb 2.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==2.0.1"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import duckdb

print("duckdb", version("duckdb"))
found = {}
for kind in ("DECIMAL(9, 0)", "INTEGER", "DOUBLE"):
    rows = f"(SELECT x::{kind} AS x FROM (VALUES (1), (2), (3), (4)) AS t(x))"
    wanted = "median(x), quantile_cont(x, 0.25), avg(x)"
    found[kind] = [float(n) for n in duckdb.sql(f"SELECT {wanted} FROM {rows}").fetchall()[0]]
    print(f"{kind:<14} median, lower quartile, mean:", *found[kind])
written = duckdb.sql("SELECT median(x) FROM (VALUES (0.1), (0.2)) AS t(x)").fetchall()[0][0]
cents = duckdb.sql("SELECT median(x) FROM (VALUES (1.00), (1.01)) AS t(x)").fetchall()[0][0]
print("median of 0.1 and 0.2:", written, "of 1.00 and 1.01:", cents)
assert found["DECIMAL(9, 0)"] == [2.0, 1.0, 2.5]
assert found["INTEGER"] == found["DOUBLE"] == [2.5, 1.75, 2.5]
assert str(written) == "0.1" and str(cents) == "1.00"
PYTHON
