#!/usr/bin/env bash
# DuckDB and csvkit take the unit t for the truth value "true".
#
# One would guess: a column of units is text; true and false are what a CSV file may call truth values.
# What happens: where every row of a file is in tonnes, "t", the column is true. csvsort, which is only to
# sort, writes True for t (and 101 for heading 0101, and 15 for 1,5); DuckDB makes it BOOLEAN and writes
# true into the next file. With one row in kg it is text, so that files of one office differ. DuckDB:
# all_varchar=true; csvkit: --no-inference.
# Seen with duckdb 2.0.1, csvkit 2.2.0, agate 1.14.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "duckdb==2.0.1" "csvkit==2.2.0" "agate==1.14.2"

cd "$folder"
PATH="$folder/venv/bin:$PATH" "$folder/venv/bin/python" -W ignore - <<'PYTHON'
import subprocess
from importlib.metadata import version
from pathlib import Path

import duckdb

print(*(f"{name} {version(name)}" for name in ("duckdb", "csvkit", "agate")))
Path("june.csv").write_text('hs,unit,amount\n0902,t,"1,5"\n0101,t,3\n')
Path("july.csv").write_text('hs,unit,amount\n0902,t,"1,5"\n0101,kg,3\n')


def sort(*options: str) -> list[str]:
    """Return the lines of June by heading."""
    command = ["csvsort", "--columns", "hs", *options, "june.csv"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def kind(file: str, options: str = "") -> str:
    """Return what DuckDB takes the unit for."""
    return str(duckdb.sql(f"SELECT typeof(unit) FROM read_csv('{file}'{options}) LIMIT 1").fetchall()[0][0])


found = {
    "csvsort": sort()[1:],
    "csvsort --no-inference": sort("--no-inference")[1:],
    "DuckDB, t alone": kind("june.csv"),
    "DuckDB, t and kg": kind("july.csv"),
    "DuckDB, all_varchar": kind("june.csv", ", all_varchar=true"),
}
for name, value in found.items():
    print(f"{name:<24}{value}")
assert list(found.values()) == [
    ["101,True,3", "902,True,15"], ['0101,t,3', '0902,t,"1,5"'], "BOOLEAN", "VARCHAR", "VARCHAR",
]
duckdb.sql("COPY (SELECT unit FROM 'june.csv') TO 'copy.csv'")
assert Path("copy.csv").read_text().split() == ["unit", "true", "true"]
PYTHON
