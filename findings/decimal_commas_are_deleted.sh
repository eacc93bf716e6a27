#!/usr/bin/env bash
# pint, Babel and pandas read 0,5 as 5.
#
# One would guess: a number with a decimal comma, as half of the world's statistics write it, is either
# half or refused; where a comma groups thousands, three digits follow it.
# What happens: pint deletes the commas of a quantity, wherever they stand: '0,5 t' is 5 t and '1,75 t'
# 175 t. Babel's parse_decimal does the same in English, and in German takes 1.5 for 15; only with
# strict=True does it refuse. pandas.read_html and read_csv(thousands=",") read 5, too. No warning; a
# decimal point in the next cell is read as one.
# Seen with pint 0.26.2, Babel 2.19.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # pint 0.26 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pint==0.26.2" "Babel==2.19.0" "pandas==3.1.1" "numpy==2.4.6" "lxml==6.0.2"

"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version

import pandas as pd
import pint
from babel.numbers import NumberFormatError, parse_decimal

print(*(f"{name} {version(name)}" for name in ("pint", "Babel", "pandas")))
units = pint.UnitRegistry()
page = "<table><tr><th>tonnes</th></tr><tr><td>0,5</td></tr><tr><td>2.5</td></tr></table>"
found = {
    "pint, 0,5 t": units.Quantity("0,5 t").to("t").magnitude,
    "pint, 1,75 t": units.Quantity("1,75 t").to("t").magnitude,
    "Babel, 0,5 in English": float(parse_decimal("0,5", locale="en")),
    "Babel, 1.5 in German": float(parse_decimal("1.5", locale="de")),
    "pandas.read_html, 0,5": pd.read_html(io.StringIO(page))[0]["tonnes"].tolist(),
    "pandas.read_csv, 0,5": pd.read_csv(io.StringIO('tonnes\n"0,5"\n2.5\n'), thousands=",")["tonnes"].tolist(),
}
for name, value in found.items():
    print(f"{name:<24}{value}")
assert list(found.values()) == [5, 175, 5, 15, [5.0, 2.5], [5.0, 2.5]]
try:
    parse_decimal("0,5", locale="en", strict=True)
except NumberFormatError:
    print("Babel, strict: refused")
else:
    raise SystemExit("Babel, strict: taken")
PYTHON
