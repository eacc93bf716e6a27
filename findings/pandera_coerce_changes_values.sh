#!/usr/bin/env bash
# pandera changes values by coerce and then finds them valid.
#
# One would guess: Column(int, Check.ge(0), coerce=True) takes 3.0 as 3 and refuses 2.9 and -0.9, which are no
# integers and the latter negative; Column(bool, coerce=True) takes "False" as False, or refuses it.
# What happens: the values are cast first, and checked after. 2.9 tons become 2, -0.9 becomes 0 and
# passes the check; "False", "no" and "0", as a CSV file has them, become True, so that every country has
# the ban. No warning. "Int64" in place of int refuses fractions; read switches as text and map them.
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


def validated(values: list, kind: object, *checks: pa.Check) -> list:
    """Return the values of a column of this kind, as validation hands them on."""
    schema = pa.DataFrameSchema({"x": pa.Column(kind, list(checks), coerce=True)})
    return schema.validate(pd.DataFrame({"x": values}))["x"].tolist()


tons = validated([3.0, 2.9, -0.9], int, pa.Check.ge(0))
bans = validated(["True", "False", "no", "0"], bool)
print("tons 3.0, 2.9, -0.9 as int from 0 up:", tons)
print("bans True, False, no, 0 as bool:     ", bans)
assert tons == [3, 2, 0]
assert bans == [True] * 4
try:
    validated([3.0, 2.9], "Int64")
except (pa.errors.SchemaError, pa.errors.SchemaErrors):
    print("2.9 as Int64: refused")
else:
    raise AssertionError("Int64 takes fractions")
PYTHON
