#!/usr/bin/env bash
# country_converter does not know numeric codes in the form in which ISO writes them.
#
# One would guess: '036' is Australia and '008' Albania, for ISO 3166-1 numeric has three digits and
# customs files write them so.
# What happens: only '36' and '8' are known, as text or number; '036' is 'not found', also where
# src='ISOnumeric' is said. A list that mixes both forms comes back partly converted.
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
codes = ["36", "036", "8", "008", "410"]
guessed = country_converter.convert(codes, to="ISO3")
told = country_converter.convert(codes, src="ISOnumeric", to="ISO3")
print(codes, guessed, told)
assert guessed == ["AUS", "not found", "ALB", "not found", "KOR"]
assert told == guessed
PYTHON
