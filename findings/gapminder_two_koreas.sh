#!/usr/bin/env bash
# Plotly's table of countries has both Koreas under South Korea's code.
#
# One would guess: iso_alpha and iso_num of px.data.gapminder are of the country of the row, one country each.
# What happens: North Korea's rows have KOR and 410, as South Korea's have: PRK is nowhere. Sums by code add 23 to 49
# million people, a join by code doubles South Korea's trade, and a map draws one over the other. The other 140
# countries have codes of their own.
# Seen with plotly 7.1.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "plotly==7.1.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
import plotly.express as px

print("plotly", version("plotly"))
table = px.data.gapminder()
codes = table[["country", "iso_alpha", "iso_num"]].drop_duplicates()
shared = codes[codes.duplicated("iso_alpha", keep=False)]
people = table[table.year == 2007].groupby("iso_alpha")["pop"].sum()["KOR"]
trade = pd.DataFrame({"iso_alpha": ["KOR", "JPN"], "exports": [371.0, 714.0]})
joined = trade.merge(table[table.year == 2007], on="iso_alpha")
print(shared.to_string(index=False))
print("people of KOR in 2007:", people, "exports of 1085 joined by code:", joined.exports.sum())
assert set(shared.country) == {"Korea, Dem. Rep.", "Korea, Rep."}
assert set(shared.iso_num) == {410}
assert "PRK" not in set(codes.iso_alpha)
assert people > 72_000_000
assert joined.exports.sum() == 1456
PYTHON
