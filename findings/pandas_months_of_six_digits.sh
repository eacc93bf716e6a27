#!/usr/bin/env bash
# pandas reads 201001, January 2010, as 20 October 2001.
#
# One would guess: a month without a dash, as Comtrade and customs offices write it, is read as one, as
# 2010-01 is, or refused.
# What happens: to_datetime, Timestamp and read_csv(parse_dates=...) take six digits for day, month and
# year of two digits each, where the second pair can be a month: from 2001 to 2012, every month is a day
# of 2001 to 2012, and January to December of one year are twelve years. From 2013 on it is refused.
# Columns of whole numbers are nanoseconds of 1970. Period("201001", freq="M") is right, and so is
# format="%Y%m". read_csv warns that elements are parsed one by one, Timestamp of nothing.
# Seen with pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "numpy==2.4.6" "python-dateutil==2.9.0.post0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
from importlib.metadata import version

import pandas as pd

print("pandas", version("pandas"), "python-dateutil", version("python-dateutil"))
file = io.StringIO("month,kt\n201001,1\n201002,2\n")
found = {
    "Timestamp": [str(pd.Timestamp(month).date()) for month in ("201001", "201002")],
    "read_csv": pd.read_csv(file, parse_dates=["month"])["month"].astype(str).tolist(),
    "whole numbers": pd.to_datetime(pd.Series([201001, 201002])).dt.date.astype(str).tolist(),
    "format": pd.to_datetime(pd.Series(["201001", "201002"]), format="%Y%m").astype(str).tolist(),
    "Period": [str(pd.Period(month, freq="M")) for month in ("201001", "201002")],
    "2010-01": [str(pd.Timestamp(month).date()) for month in ("2010-01", "2010-02")],
}
for name, dates in found.items():
    print(f"{name:<15}{dates}")
assert list(found.values()) == [
    ["2001-10-20", "2002-10-20"], ["2001-10-20", "2002-10-20"], ["1970-01-01"] * 2,
    ["2010-01-01", "2010-02-01"], ["2010-01", "2010-02"], ["2010-01-01", "2010-02-01"],
]
try:
    pd.Timestamp("201301")
except ValueError as error:
    print("201301:", error)
else:
    raise SystemExit("201301: taken")
PYTHON
