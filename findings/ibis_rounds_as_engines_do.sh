#!/usr/bin/env bash
# One expression of ibis rounds in another way on another engine.
#
# One would guess: an expression means the same wherever it runs, as ibis has it: whole numbers of 0.5, 1.5, 2.5 and 2.7
# are cut or rounded, and rounding sends halves one way.
# What happens: cast("int64") is 0, 2, 2 and 3 on DuckDB and 0, 1, 2 and 2 on Polars and SQLite: 7 ships for 5. round()
# is 1, 2, 3 and 3 on DuckDB and SQLite, and 0, 2, 2 and 3 on Polars; -7 % 3 is -1 there and 2 here.
# Seen with ibis-framework 12.0.0, duckdb 1.4.5, polars 2.1.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ibis-framework[duckdb,polars,sqlite]==12.0.0" \
    "sqlglot==27.8.0" "duckdb==1.4.5" "polars==2.1.0" "pandas==3.1.1" "numpy==2.4.6" "pyarrow==26.0.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import ibis
import pandas as pd

print(*(f"{name} {version(name)}" for name in ("ibis-framework", "duckdb", "polars")))
TABLE = pd.DataFrame({"ships": [0.5, 1.5, 2.5, 2.7], "weeks": [7, -7, 8, 9]})
cast, rounded, rest = {}, {}, {}
for name in ("duckdb", "polars", "sqlite"):
    table = getattr(ibis, name).connect().create_table("trade", TABLE)
    cast[name] = table.ships.cast("int64").execute().tolist()
    rounded[name] = [int(value) for value in table.ships.round().execute()]
    rest[name] = int((table.weeks % 3).execute().iloc[1])
    print(f"{name}: cast {cast[name]}, rounded {rounded[name]}, -7 % 3 is {rest[name]}")
assert cast == {"duckdb": [0, 2, 2, 3], "polars": [0, 1, 2, 2], "sqlite": [0, 1, 2, 2]}
assert rounded == {"duckdb": [1, 2, 3, 3], "polars": [0, 2, 2, 3], "sqlite": [1, 2, 3, 3]}
assert rest == {"duckdb": -1, "polars": 2, "sqlite": -1}
PYTHON
