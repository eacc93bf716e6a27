#!/usr/bin/env bash
# pint reads the units of mass and oil that trade statistics write as others of the same kind.
#
# One would guess: of customs quantities, 'mt' is a metric ton (as in shipping and commodity reports),
# 'ton' the ton of metric countries, and 'barrel' or 'bbl' the barrel of crude oil, 42 US gallons; where
# pint does not know a unit it raises.
# What happens: 'mt' is a milli-tonne, 1 kg; 'ton' the short ton, 907 kg; 'barrel' and 'bbl' have 31.5
# gallons, 119 litres for 159. Each converts to kg or litres without a word. ('kt' is a knot, so it at
# least fails.) Say 'tonne' or 't', 'kilotonne' and 'oil_bbl'.
# Seen with pint 0.26.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # pint 0.26 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pint==0.26.2"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pint

units = pint.UnitRegistry()
print("pint", version("pint"))
found = {}
for text, wanted in (
    ("1000 mt", "kg"),
    ("1000 ton", "kg"),
    ("1000 t", "kg"),
    ("1000 barrel", "litre"),
    ("1000 bbl", "litre"),
    ("1000 oil_bbl", "litre"),
):
    found[text] = round(units.Quantity(text).to(wanted).magnitude)
    print(f"{text:>12} = {found[text]:>9} {wanted}")
assert found["1000 t"] == 1_000_000
assert found["1000 mt"] == 1_000
assert found["1000 ton"] == 907_185
assert found["1000 barrel"] == found["1000 bbl"] == 119_240
assert found["1000 oil_bbl"] == 158_987
PYTHON
