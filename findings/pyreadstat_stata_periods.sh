#!/usr/bin/env bash
# pyreadstat gives Stata's days as dates and its months, quarters and weeks as bare numbers.
#
# One would guess: what Stata shows as 2019m7 is July 2019, as 01jul2019 is the first of July, and as
# both are in pandas.
# What happens: days are dates; July 2019 is 714, its quarter 238 and its week 3093, of type float, which
# plot and merge as amounts do. pandas reads dates from the same file. No warning; the formats, as %tm, are
# only in the metadata (original_variable_types).
# Seen with pyreadstat 1.3.7, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyreadstat==1.3.7" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - "$folder/trade.dta" <<'PYTHON'
import sys
from importlib.metadata import version

import pandas as pd
import pyreadstat

print("pyreadstat", version("pyreadstat"), "pandas", version("pandas"))
formats = {"day": "td", "week": "tw", "month": "tm", "quarter": "tq"}
first = pd.Timestamp("2019-07-01")
table = pd.DataFrame({name: [first] for name in formats})
table.to_stata(sys.argv[1], convert_dates=formats, write_index=False)

by_pandas = pd.read_stata(sys.argv[1]).iloc[0].to_dict()
data, metadata = pyreadstat.read_dta(sys.argv[1])
by_pyreadstat = data.iloc[0].to_dict()
for name in formats:
    print(f"{name}: pandas {by_pandas[name]}, pyreadstat {by_pyreadstat[name]}")
print("formats:", metadata.original_variable_types)
assert {name: by_pyreadstat.pop(name) for name in ("week", "month", "quarter")} == {
    "week": 3093, "month": 714, "quarter": 238
}
assert str(by_pyreadstat["day"]).startswith("2019-07-01")
assert by_pandas["month"] == by_pandas["quarter"] == by_pandas["day"] == first
assert metadata.original_variable_types["month"] == "%tm"
PYTHON
