#!/usr/bin/env bash
# pyarrow reads every ISO week as 1 January 1900.
#
# One would guess: strptime with "%G-W%V-%u" reads 2020-W10-1 as 2 March 2020, as Python, pandas, Polars and
# DuckDB do; pyarrow itself writes dates with it. What it does not know it refuses, as "%q".
# What happens: the three are read over and no date is set: each week is 1900-01-01, in strptime and where a
# CSV file is read with timestamp_parsers. No warning; a weekly series has one week.
# "%Y-W%W-%u" is read, but those are other weeks (Monday weeks of the year, W10 is 9 March).
# Seen with pyarrow 26.0.1, pandas 3.1.1, polars 2.1.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "pandas==3.1.1" "polars==2.1.0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import io

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

print("pyarrow", pa.__version__, "pandas", pd.__version__, "polars", pl.__version__)
form, weeks = "%G-W%V-%u", ["2020-W10-1", "2020-W11-1"]
monday = datetime.datetime(2020, 3, 2)
assert datetime.datetime.strptime(weeks[0], form) == monday
assert pd.to_datetime(weeks, format=form)[0] == monday
assert pl.Series(weeks).str.to_datetime(form)[0] == monday

assert pc.strftime(pa.array([monday]), format=form).to_pylist() == weeks[:1]
read = pc.strptime(pa.array(weeks), format=form, unit="s").to_pylist()
options = csv.ConvertOptions(timestamp_parsers=[form])
of_file = csv.read_csv(io.BytesIO("\n".join(["week", *weeks]).encode()), convert_options=options)
print(weeks, "by strptime:", read, "of a file:", of_file["week"].to_pylist())
assert read == of_file["week"].to_pylist() == [datetime.datetime(1900, 1, 1)] * 2
PYTHON
