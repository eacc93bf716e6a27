#!/usr/bin/env bash
# pandas and DuckDB count months on from a month's end, and from February on are at the 29th.
#
# One would guess: six dates from 31 December on, a month apart, are the ends of the months, as date + n months is for
# each n, or the 31st alone.
# What happens: each is worked out from the one before, so that the 29th of February stays: 31.12., 31.1., 29.2., 29.3.,
# 29.4. Joined with data of month ends, all months from March on are missing. Polars' date_range has the ends of months,
# as freq="ME" has in pandas.
# Seen with pandas 3.1.1, duckdb 2.0.1, polars 2.1.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" \
    "duckdb==2.0.1" "polars==2.1.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W error - <<'PYTHON'
import datetime
from importlib.metadata import version

import duckdb
import pandas as pd
import polars as pl

print(*(f"{name} {version(name)}" for name in ("pandas", "duckdb", "polars")))
MONTH = pd.DateOffset(months=1)
first, last = datetime.date(2019, 12, 31), datetime.date(2020, 5, 31)
ends = pd.date_range(first, last, freq="ME")
by_pandas = pd.date_range(first, last, freq=MONTH)
each = [pd.Timestamp(first) + pd.DateOffset(months=n) for n in range(6)]
query = f"SELECT day::DATE::VARCHAR FROM generate_series(DATE '{first}', DATE '{last}', INTERVAL 1 MONTH) s(day)"
by_duckdb = [day for (day,) in duckdb.sql(query).fetchall()]
by_polars = [str(day) for day in pl.date_range(first, last, "1mo", eager=True)]
drifted = ["2019-12-31", "2020-01-31", "2020-02-29", "2020-03-29", "2020-04-29", "2020-05-29"]
print("pandas:", [f"{day:%d.%m.}" for day in by_pandas])
print("DuckDB:", by_duckdb)
print("Polars:", by_polars)
assert [f"{day:%Y-%m-%d}" for day in by_pandas] == by_duckdb == drifted
assert each == ends.tolist()
assert by_polars == [f"{day:%Y-%m-%d}" for day in ends]
joined = pd.Series(1.0, index=ends).reindex(by_pandas)
print("of six months of trade, found on those dates:", int(joined.sum()))
assert joined.sum() == 3
PYTHON
