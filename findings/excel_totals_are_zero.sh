#!/usr/bin/env bash
# The total of a workbook that pandas wrote with XlsxWriter is read back as 0.
#
# One would guess: a formula that no program has computed yet has no value, and is read as missing, as
# where openpyxl wrote it.
# What happens: XlsxWriter, which pandas takes for writing where it is installed, stores 0 as the result of
# each formula. Who reads the file without having opened it in a spreadsheet gets 0 for =SUM(B2:B3); the
# same lines on a machine without XlsxWriter give NaN. Give the result along (write_formula(...,
# value=11)), or sum before writing.
# Seen with XlsxWriter 3.3.1, openpyxl 3.1.5, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "XlsxWriter==3.3.1" "openpyxl==3.1.5" "pandas==3.1.1" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd

print(*(f"{name} {version(name)}" for name in ("XlsxWriter", "openpyxl", "pandas")))
flows = pd.DataFrame({"origin": ["KOR", "JPN", "total"], "kt": [5, 6, "=SUM(B2:B3)"]})
totals = {}
for engine in (None, "xlsxwriter", "openpyxl"):
    flows.to_excel("flows.xlsx", index=False, engine=engine)
    read = pd.read_excel("flows.xlsx", index_col="origin")["kt"]
    totals[engine] = float(read["total"])
    print(f"written by {engine or 'the default'}: total {totals[engine]}, sum {read.drop('total').sum()}")
assert totals[None] == totals["xlsxwriter"] == 0.0
assert pd.isna(totals["openpyxl"])
PYTHON
