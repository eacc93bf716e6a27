#!/usr/bin/env bash
# Numbers of controlled technology, such as 3E001, are read as powers of ten.
#
# One would guess: codes of the EU's and the US lists of dual-use goods, a digit, a letter from A to E and three digits,
# are text: no column of them looks like numbers.
# What happens: group E, technology, does. A column of 3E001, 4E001 and 5E002 is 30, 40 and 500 in pandas, Polars,
# DuckDB and pyarrow, and 3E001 in YAML 1.2 (ruamel.yaml) is 30; in YAML 1.1 (PyYAML) it is text. With a code of another
# group in the column (3A001) all are text: a list of technology alone breaks, and a join with it finds nothing.
# Seen with pandas 3.1.1, polars 2.1.0, duckdb 2.0.1, pyarrow 26.0.1, ruamel.yaml 0.19.1, PyYAML 6.0.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "polars==2.1.0" "duckdb==2.0.1" \
    "pyarrow==26.0.1" "ruamel.yaml==0.19.1" "PyYAML==6.0.3" "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" -W error - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import yaml
from pyarrow import csv
from ruamel.yaml import YAML

NAMES = ("pandas", "polars", "duckdb", "pyarrow", "ruamel.yaml", "PyYAML")
print(*(f"{name} {version(name)}" for name in NAMES))
TECHNOLOGY = ["3E001", "4E001", "5E002"]


def read(codes: list[str]) -> dict[str, list[object]]:
    """Return a column of codes as each library reads it."""
    Path("codes.csv").write_text("code\n" + "\n".join(codes) + "\n")
    return {
        "pandas": pd.read_csv("codes.csv")["code"].tolist(),
        "polars": pl.read_csv("codes.csv")["code"].to_list(),
        "duckdb": [code for (code,) in duckdb.sql("FROM 'codes.csv'").fetchall()],
        "pyarrow": csv.read_csv("codes.csv")["code"].to_pylist(),
    }


alone, mixed = read(TECHNOLOGY), read([*TECHNOLOGY, "3A001"])
by_ruamel, by_pyyaml = YAML(typ="safe").load("code: 3E001"), yaml.safe_load("code: 3E001")
print("technology alone:", alone)
print("with 3A001:", mixed)
print("YAML:", by_ruamel, by_pyyaml)
assert all(codes == [30.0, 40.0, 500.0] for codes in alone.values())
assert all(codes == [*TECHNOLOGY, "3A001"] for codes in mixed.values())
assert by_ruamel == {"code": 30.0}
assert by_pyyaml == {"code": "3E001"}
PYTHON
