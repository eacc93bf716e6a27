#!/usr/bin/env bash
# pandas.read_json turns codes that JSON holds as text into numbers.
#
# One would guess: JSON says what is text and what is a number, so that "010121", in quotes, stays text;
# it is in files without types, such as CSV, that zeros are lost.
# What happens: a column of texts that all look like numbers becomes one of numbers: of the replies of
# statistical offices, heading "0101" becomes 101, which is no prefix of 10121 any more, and month
# "201907" a whole number. One code with a letter in the column, and all stay text, so that two months
# of the same query do not join. No warning; dtype=False keeps what the file says.
# Seen with pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
import io
import json
from importlib.metadata import version

import pandas as pd

print("pandas", version("pandas"))
reply = json.dumps([{"cmdCode": "0101", "period": "201907"}, {"cmdCode": "010121", "period": "201907"}])
other = json.dumps([{"cmdCode": "0101", "period": "201908"}, {"cmdCode": "TOTAL", "period": "201908"}])
found = {
    "all look like numbers": pd.read_json(io.StringIO(reply))["cmdCode"].tolist(),
    "one does not": pd.read_json(io.StringIO(other))["cmdCode"].tolist(),
    "dtype=False": pd.read_json(io.StringIO(reply), dtype=False)["cmdCode"].tolist(),
}
for name, codes in found.items():
    print(f"{name:<23}{codes}")
assert list(found.values()) == [[101, 10121], ["0101", "TOTAL"], ["0101", "010121"]]
both = pd.concat([pd.read_json(io.StringIO(text)) for text in (reply, other)])
print(f"{'months of 0101':<23}{(both['cmdCode'] == '0101').sum()}")
assert (both["cmdCode"] == "0101").sum() == 1
PYTHON
