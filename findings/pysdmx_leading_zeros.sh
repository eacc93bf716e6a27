#!/usr/bin/env bash
# pysdmx reads the codes of an SDMX-CSV message as numbers first, then makes text of the numbers.
#
# One would guess: dimensions of SDMX are codes, and the reader hands them out as text, so the product
# 010121 stays 010121.
# What happens: where every code of a column looks like a number, 010121 comes back as the text
# '10121', the numeric country code 036 as '36' and the code 854E10 as '8540000000000.0'. One row
# with a code that is no number (TOTAL) and all codes of the column come back whole: what a code is
# read as depends on the other rows.
# Seen with pysdmx 1.21.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pysdmx==1.21.0" "pandas==3.1.1" "pyarrow==26.0.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from pysdmx.io import read_sdmx

HEAD = "DATAFLOW,FREQ,REF_AREA,PRODUCT,TIME_PERIOD,OBS_VALUE"


def products(*rows: str) -> list[tuple[str, str]]:
    """Return the countries and products of a message, as pysdmx reads them."""
    text = "\n".join([HEAD, *(f"ACME:TRADE(1.0),M,{row}" for row in rows), ""])
    data = read_sdmx(text).data[0].data
    return list(zip(data["REF_AREA"], data["PRODUCT"]))


print("pysdmx", version("pysdmx"))
two = ["036,010121,2019-07,1.5", "008,020130,2019-08,2.5"]
alone = products(*two)
beside_total = products(*two, "W00,TOTAL,2019-08,4")[:2]
chips = products("036,854E10,2019-07,1.5", "008,901E20,2019-08,2.5")
print("codes that look like numbers:", alone)
print("the same beside a TOTAL:     ", beside_total)
print("codes with an E:             ", chips)

assert alone == [("36", "10121"), ("8", "20130")]
assert beside_total == [("036", "010121"), ("008", "020130")]
assert [product for _, product in chips] == ["8540000000000.0", "9.01e+22"]
PYTHON
