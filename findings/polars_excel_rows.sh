#!/usr/bin/env bash
# Polars leaves rows out of an Excel table whose later rows are of another kind.
#
# One would guess: 1,202 rows of a sheet are 1,202 rows of the data frame, and a cell that does not fit
# its column is told, or empty.
# What happens: types come from the first thousand rows. In a later row the customs code 0101AA and the
# value "confidential" become empty, and since the row is then empty it is left out: sums, counts and the
# number of rows miss it without a warning. infer_schema_length=None looks at all rows and keeps them.
# Seen with polars 2.1.0, fastexcel 0.21.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "polars==2.1.0" "fastexcel==0.21.0" "openpyxl==3.1.5" "pyarrow==26.0.1"

"$folder/venv/bin/python" - "$folder/flows.xlsx" <<'PYTHON'
import sys
from importlib.metadata import version

import openpyxl
import polars as pl

print("polars", version("polars"), "fastexcel", version("fastexcel"))
book = openpyxl.Workbook()
book.active.append(["code", "value"])
for number in range(1200):
    book.active.append([850000 + number, number + 0.5])
book.active.append(["0101AA", "confidential"])
book.active.append([851200, 7.5])
book.save(sys.argv[1])

usual = pl.read_excel(sys.argv[1])
whole = pl.read_excel(sys.argv[1], infer_schema_length=None)
print("as usual:", usual.height, "rows of", usual.schema, usual.tail(2).rows())
print("all rows looked at:", whole.height, "rows", whole.tail(2).rows())
assert usual.height == 1201 and usual.null_count().row(0) == (0, 0)
assert usual["code"].tail(2).to_list() == [851199, 851200]
assert whole.height == 1202 and whole.row(1200) == ("0101AA", "confidential")
PYTHON
