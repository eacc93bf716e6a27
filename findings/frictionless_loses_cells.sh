#!/usr/bin/env bash
# frictionless leaves out every value that does not fit the schema, and says so only to who asks.
#
# One would guess: reading a file by a schema raises at, or at least warns of, a cell that is no number,
# as a library made to validate would; or it keeps the text.
# What happens: the cell is empty. read_rows, to_pandas and extract give None for "1,234" and 7.5 in a
# column of integers, write makes a file without them, and a sum is of what is left: 5 of 1,246.5 tons.
# No warning. Only validate, or row.errors of each row, tells it. Validate first, and stop if not report.valid.
# Seen with frictionless 5.21.0 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "frictionless[pandas]==5.21.0" "pandas==3.1.1" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from frictionless import Resource, Schema, fields

print("frictionless", version("frictionless"), "pandas", version("pandas"))
Path("imports.csv").write_text('hs,tons\n010121,"1,234"\n281111,5\n281112,7.5\n')
schema = Schema(fields=[fields.StringField(name="hs"), fields.IntegerField(name="tons")])


def imports() -> Resource:
    """Return the file, to be read by the schema."""
    return Resource("imports.csv", schema=schema)


rows = [row["tons"] for row in imports().read_rows()]
total = int(imports().to_pandas()["tons"].sum())
imports().write("copy.csv")
copied = Path("copy.csv").read_text().split()
report = imports().validate()
print("read:", rows, "sum:", total, "written:", copied)
print("validate:", report.valid, [message for (message,) in report.flatten(["message"])])
assert rows == [None, 5, None] and total == 5
assert copied == ["hs,tons", "010121,", "281111,5", "281112,"]
assert not report.valid
PYTHON
