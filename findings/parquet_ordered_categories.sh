#!/usr/bin/env bash
# A filter on ordered categories in a Parquet file compares them by the alphabet.
#
# One would guess: a column of grades (low < mid < high, an ordered dictionary, as pandas writes an
# ordered Categorical) read with the filter grade < 'mid' gives the low ones: order is kept in the
# file and pandas compares by it.
# What happens: pyarrow compares the words: 'high' is below 'mid'. What is read is still an ordered
# Categorical. pyarrow's own comparison in memory does the same.
# Seen with pyarrow 26.0.1, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa

grades = pd.Categorical(["low", "mid", "high"], categories=["low", "mid", "high"], ordered=True)
frame = pd.DataFrame({"grade": grades})
print("pyarrow", pa.__version__, "pandas", pd.__version__)
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "grades.parquet"
    frame.to_parquet(path)
    whole = pd.read_parquet(path)
    filtered = pd.read_parquet(path, filters=[("grade", "<", "mid")])["grade"]
by_order = whole[whole["grade"] < "mid"]["grade"]
print("filtered by the file:", list(filtered), "ordered:", filtered.dtype.ordered)
print("filtered by pandas:  ", list(by_order))
assert list(by_order) == ["low"]
assert list(filtered) == ["low", "high"] and filtered.dtype.ordered
assert list(filtered.cat.categories) == ["low", "mid", "high"]
PYTHON
