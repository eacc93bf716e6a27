#!/usr/bin/env bash
# pyjstat writes JSON-stat with the values of one country under the name of another.
#
# One would guess: Dataset.read(table).write("jsonstat") places each row's value by its year and partner,
# so the order of rows does not matter.
# What happens: values are written as the rows stand, while categories are listed in the order in which
# they first come. Rows sorted by size in each year, say, put the imports of Japan in 2018 under Korea
# and the other way round. A missing row moves all after it, and three values are written for a table
# of two by two. No warning. Sort rows by all dimensions, with none missing, before writing.
# Seen with pyjstat 2.4.0 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyjstat==2.4.0" "pandas==3.1.1" "numpy==2.4.6" "requests==2.34.2"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import json
from importlib.metadata import version

import pandas as pd
from pyjstat import pyjstat

print("pyjstat", version("pyjstat"), "pandas", version("pandas"))
rows = [("2019", "KR", 9.0), ("2019", "JP", 5.0), ("2018", "JP", 7.0), ("2018", "KR", 6.0)]
table = pd.DataFrame(rows, columns=["year", "partner", "value"])
text = pyjstat.Dataset.read(table).write("jsonstat")
back = pyjstat.Dataset.read(text).write("dataframe")
given = table.set_index(["year", "partner"])["value"].to_dict()
found = back.set_index(["year", "partner"])["value"].to_dict()
print("given:  ", given)
print("written:", found)
assert given[("2018", "JP")] == 7.0 and found[("2018", "JP")] == 6.0
assert given[("2018", "KR")] == 6.0 and found[("2018", "KR")] == 7.0

short = json.loads(pyjstat.Dataset.read(table.iloc[[0, 1, 3]]).write("jsonstat"))
print("without JP in 2018: size", short["size"], "values", short["value"])
assert short["size"] == [2, 2] and short["value"] == [9.0, 5.0, 6.0]
PYTHON
