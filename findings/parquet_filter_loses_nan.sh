#!/usr/bin/env bash
# Asked for the rows that are not a number, a Parquet file answers that there are none.
#
# One would guess: a filter gives the same rows whether a table is read with it or read whole and
# filtered in memory, so pc.is_nan finds the rows without a unit value.
# What happens: the statistics of a row group leave NaN out. Its smallest and largest value say to
# the reader that nothing can be NaN, and it skips the rows: is_nan finds nothing. x != 1 loses the
# NaN of a group whose other values are all 1. Without statistics in the file, both find them.
# Seen with pyarrow 26.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyarrow==26.0.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

table = pa.table({"month": [1, 2, 3], "unit_value": [1.0, float("nan"), 1.0]})
value = pc.field("unit_value")


def months(found: pa.Table) -> list[int]:
    return found["month"].to_pylist()


print("pyarrow", pa.__version__)
with tempfile.TemporaryDirectory() as folder:
    plain, bare = Path(folder) / "plain.parquet", Path(folder) / "bare.parquet"
    pq.write_table(table, plain)
    pq.write_table(table, bare, write_statistics=False)
    for name, asked in (("is_nan", pc.is_nan(value)), ("!= 1", value != 1.0)):
        of_file = months(pq.read_table(plain, filters=asked))
        of_bare = months(pq.read_table(bare, filters=asked))
        in_memory = months(pq.read_table(plain).filter(asked))
        print(f"{name}: file {of_file}, without statistics {of_bare}, in memory {in_memory}")
        assert (of_file, of_bare, in_memory) == ([], [2], [2])
PYTHON
