#!/usr/bin/env bash
# UN Comtrade's codes of large traders are no numeric codes that country libraries know.
#
# One would guess: the numbers in Comtrade's reporterCode and partnerCode (and in BACI, made from
# it) are ISO 3166-1 numeric codes, which are the United Nations' own, so a country library reads them.
# What happens: Comtrade counts customs territories. The United States are 842 (ISO 840), France 251
# (250), India 699 (356), Switzerland 757 (756), Norway 579 (578), and 490 ("Other Asia, nes") stands
# for Taiwan. pycountry knows none of them, nor does country_converter, with or without a source
# named; Korea's 410 is read by both, so that a table seems to be understood.
# The codes: https://comtradeapi.un.org/files/v1/app/reference/Reporters.json
# Seen with pycountry 26.2.16, country_converter 1.3.2, pandas 2.3.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pycountry==26.2.16" "country_converter==1.3.2" "pandas==2.3.3" "numpy==2.2.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import country_converter
import pycountry

logging.disable(logging.CRITICAL)
print("pycountry", version("pycountry"), "country_converter", version("country_converter"))
found = {}
for code in (842, 251, 699, 757, 579, 490, 410):
    record = pycountry.countries.get(numeric=str(code))
    found[code] = (
        record.alpha_3 if record else None,
        country_converter.convert(code, to="ISO3"),
        country_converter.convert(code, src="UNcode", to="ISO3"),
    )
    print(code, *found[code])
assert found.pop(410) == ("KOR", "KOR", "KOR")
assert set(found.values()) == {(None, "not found", "not found")}
PYTHON
