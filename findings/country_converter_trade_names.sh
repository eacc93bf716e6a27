#!/usr/bin/env bash
# country_converter gives one country's code to others, by names as trade data write them.
#
# One would guess: a name that it does not know is 'not found', for it matches names by rules made for
# each country and not by likeness.
# What happens: in the names of the NBER-UN world trade flows (Feenstra and others), 'Korea D P Rp' is
# KOR, 'China HK SAR' and 'China MC SAR' are CHN; of Comtrade's reporters, 'Southern African Customs
# Union' is ZAF and 'Fmr Dem. Rep. of Germany' is DEU, beside the countries themselves. No warning:
# summed by code, North Korea's trade is South Korea's, and China's includes Hong Kong. Comtrade's own
# names of the first three are right. Look for codes that two names share.
# Seen with country_converter 1.3.2, pandas 2.3.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "country_converter==1.3.2" "pandas==2.3.3" "numpy==2.2.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import country_converter

logging.disable(logging.CRITICAL)
print("country_converter", version("country_converter"))
wrong = {
    "Korea D P Rp": "KOR",
    "China HK SAR": "CHN",
    "China MC SAR": "CHN",
    "Southern African Customs Union": "ZAF",
    "Fmr Dem. Rep. of Germany": "DEU",
}
right = {
    "Korea Rep.": "KOR",
    "Dem. People's Rep. of Korea": "PRK",
    "China, Hong Kong SAR": "HKG",
    "China, Macao SAR": "MAC",
    "Areas, nes": "not found",
}
for name in (*wrong, *right):
    print(f"{name:<32}{country_converter.convert(name, to='ISO3')}")
for name, code in (wrong | right).items():
    assert country_converter.convert(name, to="ISO3") == code, name
PYTHON
