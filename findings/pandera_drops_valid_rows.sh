#!/usr/bin/env bash
# pandera drops valid rows together with an invalid one that has the same index label.
#
# One would guess: with drop_invalid_rows=True, validation of four rows of which one is invalid gives
# the other three.
# What happens: rows are dropped by the label of the index. Two customs files read and joined with
# pd.concat have the labels 0, 1, 0, 1: the negative value in the second file takes the first row of
# the first file with it. No warning. With ignore_index=True, or reset_index before, three are left.
# Seen with pandera 0.35.0 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandera[pandas]==0.35.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
import pandera.pandas as pa

print("pandera", version("pandera"), "pandas", version("pandas"))
schema = pa.DataFrameSchema({"value": pa.Column(float, pa.Check.ge(0))}, drop_invalid_rows=True)
june = pd.DataFrame({"origin": ["KOR", "JPN"], "value": [100.0, 2.0]})
july = pd.DataFrame({"origin": ["KOR", "JPN"], "value": [-3.0, 4.0]})
joined = schema.validate(pd.concat([june, july]), lazy=True)
numbered = schema.validate(pd.concat([june, july], ignore_index=True), lazy=True)
print("joined:  ", joined["value"].tolist())
print("numbered:", numbered["value"].tolist())
assert joined["value"].tolist() == [2.0, 4.0]
assert numbered["value"].tolist() == [100.0, 2.0, 4.0]
PYTHON
