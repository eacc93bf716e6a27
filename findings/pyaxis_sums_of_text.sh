#!/usr/bin/env bash
# pyaxis gives the figures of a PC-Axis file as text, and pandas sums text: 7 and 8 are 78.
#
# One would guess: the figures of a PX file, which has numbers and marks for what is not there, are read as
# numbers, with NaN where there is none; or the sum of text is refused.
# What happens: the column DATA is text. Imports of 7 and 8 kt add up to "78", and the largest of 7, 8, 10 and 20 is 8.
# ".." is NaN, "-" (nothing to count, which is zero) stays as text with its quotes, "." is an empty text.
# No warning. pandas.to_numeric(..., errors="coerce") makes numbers of it, after "-" was made 0.
# Seen with pyaxis 0.4.3, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyaxis==0.4.3" "pandas==3.1.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from pyaxis import pyaxis

print("pyaxis", version("pyaxis"), "pandas", pd.__version__)
FILE = """CHARSET="ANSI";
AXIS-VERSION="2010";
DECIMALS=0;
TITLE="Imports by partner and year";
CONTENTS="Imports";
UNITS="kt";
STUB="partner";
HEADING="year";
VALUES("partner")="Korea","Japan";
VALUES("year")="2018","2019","2020";
DATA=
10 20 "-"
7 ".." 8;
"""
path = Path(tempfile.mkdtemp()) / "imports.px"
path.write_text(FILE, encoding="latin-1")
table = pyaxis.parse(str(path), encoding="latin-1")["DATA"]
sums = table.groupby("partner")["DATA"].sum()
print(table, sums, "largest:", table["DATA"].max(), sep="\n")
assert sums["Japan"] == "78"
assert table["DATA"].max() == "8"
assert table["DATA"].isna().sum() == 1 and table["DATA"][2] == '"-"'
PYTHON
