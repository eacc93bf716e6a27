#!/usr/bin/env bash
# A set comes back from a GDX file in another order than it was written in.
#
# One would guess: a gams.transfer Set of the years 2018, 2019, 2020 is read as 2018, 2019, 2020, for the order
# of a set's members counts in GAMS (ord, lags, the time axis of a model).
# What happens: a GDX file has one list of all labels, in the order in which they first come in it,
# and each symbol is read in that order. Where a parameter that lists the latest year first was added
# to the container before the set, the set is read as 2020, 2019, 2018, without a warning: what took
# its first member for the base year takes the last. Write sets before what uses them.
# Seen with gamsapi and gamspy-base 54.6.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "gamsapi[transfer]==54.6.1" "gamspy-base==54.6.1" "pandas==2.3.3" "numpy==2.2.6"

cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import gams.transfer as gt
import gamspy_base

print("gamsapi", version("gamsapi"))
YEARS = ["2018", "2019", "2020"]


def read_back(set_first: bool) -> list[str]:
    """Return the years of the set as they are read from the file."""
    box = gt.Container(system_directory=gamspy_base.directory)
    if set_first:
        gt.Set(box, "year", records=YEARS)
    gt.Parameter(box, "imports", ["*"], records=[("2020", 3.0), ("2019", 2.0), ("2018", 1.0)])
    if not set_first:
        gt.Set(box, "year", records=YEARS)
    assert list(box["year"].records.iloc[:, 0]) == YEARS
    box.write("flows.gdx")
    back = gt.Container("flows.gdx", system_directory=gamspy_base.directory)
    return list(back["year"].records.iloc[:, 0])


after, before = read_back(set_first=False), read_back(set_first=True)
print("written:", YEARS)
print("read, set added after the parameter: ", after)
print("read, set added before the parameter:", before)
assert after == YEARS[::-1]
assert before == YEARS
PYTHON
