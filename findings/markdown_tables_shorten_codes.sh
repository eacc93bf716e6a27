#!/usr/bin/env bash
# pandas and tabulate print heading 8541.10 as 8541.1 and 12,345,678.9 as 1.23457e+07.
#
# One would guess: a column of text is printed as it stands, and a number of a report with its digits, as
# print(frame) does with both.
# What happens: to_markdown, by tabulate, takes texts that look like numbers for numbers and writes all
# numbers with six digits: headings as classifications print them lose their last zero, so that 8541.10
# and 8541.1 cannot be told apart, and two flows that differ by 40 dollars read alike. With
# disable_numparse=True texts stay, and floatfmt=",.1f" writes numbers whole.
# Seen with tabulate 0.10.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "tabulate==0.10.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd

print(*(f"{name} {version(name)}" for name in ("tabulate", "pandas")))
flows = pd.DataFrame({"hs": ["8541.10", "8541.40"], "usd": [12_345_678.9, 12_345_719.2]})
plain = flows.to_markdown(index=False)
whole = flows.to_markdown(index=False, disable_numparse=[0], floatfmt=",.1f")
print(plain, whole, flows.to_string(index=False), sep="\n\n")


def cells(table: str) -> list[list[str]]:
    """Return the cells of the rows."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


assert cells(plain) == [["8541.1", "1.23457e+07"], ["8541.4", "1.23457e+07"]]
assert cells(whole) == [["8541.10", "12,345,678.9"], ["8541.40", "12,345,719.2"]]
PYTHON
