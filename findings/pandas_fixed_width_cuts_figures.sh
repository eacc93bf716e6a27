#!/usr/bin/env bash
# pandas cuts the digits of figures in a text of fixed width, where they are longer than those of the first rows.
#
# One would guess: read_fwf reads the columns as they stand; the page says that it infers their places from the first
# 100 rows, so that a later row that does not fit is refused or told.
# What happens: where the first 100 rows have one digit and row 151 has 12345, that row is 12 in a column to the left
# and 45 in one to the right: as wide as the heading, kt. No warning. With infer_nrows as high as the rows and the
# heading, or columns that are parted at spaces (sep=r"\s+"), it is 12345.
# Seen with pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W error - <<'PYTHON'
import io
from importlib.metadata import version

import pandas as pd

print("pandas", version("pandas"))
CODES = [*range(8500, 8650), 8999]
FIGURES = [code % 10 for code in CODES[:-1]] + [12345]
left = "hs   kt\n" + "".join(f"{code} {kt}\n" for code, kt in zip(CODES, FIGURES, strict=True))
right = f"hs  {'kt':>9}\n" + "".join(f"{code}{kt:>9}\n" for code, kt in zip(CODES, FIGURES, strict=True))


def last(text: str, **how: int) -> int:
    """Return the last figure of a table."""
    return int(pd.read_fwf(io.StringIO(text), **how).kt.iloc[-1])


by_spaces = int(pd.read_csv(io.StringIO(left), sep=r"\s+").kt.iloc[-1])
print("the last figure, 12345, is", last(left), "of columns to the left and", last(right), "of columns to the right")
print("looking at all rows:", last(left, infer_nrows=152), last(right, infer_nrows=152), "by spaces:", by_spaces)
assert last(left) != 12345
assert last(right) != 12345
assert last(left, infer_nrows=152) == last(right, infer_nrows=152) == by_spaces == 12345
PYTHON
