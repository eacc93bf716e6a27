#!/usr/bin/env bash
# numpy's weeks begin on Thursday, so that a date rounded down to its week leaves the ISO week.
#
# One would guess: datetime64[W] is the week of the calendar, from Monday (ISO) or from Sunday on, as all dates of
# one ISO week come to one value.
# What happens: weeks are counted in sevens from 1 January 1970, a Thursday. Monday 2 March 2020 to Wednesday are in the
# week of 27 February, Thursday to Sunday in the next one: trade of each week is summed in two. pandas' floor("7D") does
# the same; DuckDB's date_trunc and Polars' truncate begin on Monday. Take isocalendar(), or those.
# Seen with numpy 2.5.5, pandas 3.1.1, polars 2.1.0, duckdb 2.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "numpy==2.5.5" \
    "pandas==3.1.1" "polars==2.1.0" "duckdb==2.0.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
from importlib.metadata import version

import duckdb
import numpy as np
import pandas as pd
import polars as pl

print(*(f"{name} {version(name)}" for name in ("numpy", "pandas", "polars", "duckdb")))
days = [datetime.date(2020, 3, 2) + datetime.timedelta(days) for days in range(7)]
assert {day.isocalendar()[:2] for day in days} == {(2020, 10)}
numpy_weeks = np.array(days, dtype="datetime64[D]").astype("datetime64[W]").astype(str).tolist()
pandas_weeks = pd.to_datetime(pd.Series(days)).dt.floor("7D").dt.strftime("%Y-%m-%d").tolist()
polars_weeks = [str(day) for day in pl.Series(days).dt.truncate("1w")]
cut = [f"SELECT date_trunc('week', DATE '{day}')::DATE" for day in days]
duckdb_weeks = [str(duckdb.sql(query).fetchall()[0][0]) for query in cut]
traded = pd.Series([10.0] * 7 + [0.0] * 7, index=[days[0] + datetime.timedelta(n) for n in range(14)])
sums = traded.groupby(np.array(traded.index, dtype="datetime64[D]").astype("datetime64[W]")).sum()
print("the days of ISO week 2020-W10 by numpy:", numpy_weeks)
print("by polars:", set(polars_weeks), "by duckdb:", set(duckdb_weeks))
print("10 a day in that week alone, summed by numpy's weeks:", sums.tolist())
assert numpy_weeks == pandas_weeks == ["2020-02-27"] * 3 + ["2020-03-05"] * 4
assert set(polars_weeks) == set(duckdb_weeks) == {"2020-03-02"}
assert sums.tolist() == [30, 40, 0]
PYTHON
