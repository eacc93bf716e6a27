#!/usr/bin/env bash
# pandas writes two weeks of a weekly series into one week of a Stata file.
#
# One would guess: a series of Thursdays written with convert_dates={"week": "tw"} has another week in
# each row, as it had a date.
# What happens: Stata's weeks are fifty-two a year, counted from 1 January, with one or two days more in
# the last; pandas divides the day of the year by seven, so 31 December of a leap year is week 53 of 52,
# which is the first week of the next year. 31 December 2020 and 7 January 2021 become the same week
# (read back: 1 January 2021, twice). No warning; a merge or tsset by week finds a week twice. Write days (td).
# Seen with pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - "$folder/weeks.dta" <<'PYTHON'
import sys
from importlib.metadata import version

import pandas as pd

print("pandas", version("pandas"))
thursdays = pd.date_range("2020-12-17", "2021-01-14", freq="7D")
table = pd.DataFrame({"week": thursdays, "tons": range(len(thursdays))})


def written(unit: str) -> list[str]:
    """Return the dates as they come back from a file with this unit of dates."""
    table.to_stata(sys.argv[1], convert_dates={"week": unit}, write_index=False)
    return pd.read_stata(sys.argv[1])["week"].dt.strftime("%Y-%m-%d").tolist()


given = table["week"].dt.strftime("%Y-%m-%d").tolist()
weeks = written("tw")
print("given:         ", given)
print("back from weeks:", weeks)
assert len(set(given)) == 5 and len(set(weeks)) == 4
assert weeks[2:4] == ["2021-01-01", "2021-01-01"]
assert written("td") == given
PYTHON
