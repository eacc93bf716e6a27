#!/usr/bin/env bash
# pycountry's fuzzy search does not put the country of exactly that name first.
#
# One would guess: search_fuzzy("Niger") gives Niger, then Nigeria: an exact match comes first.
# What happens: Nigeria comes first, for it also has a state called Niger. Kosovo, which ISO does not
# list, is found all the same: it is Serbia. "Korea" is the Democratic People's Republic, by the
# alphabet of the codes.
# Seen with pycountry 26.2.16.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pycountry==26.2.16"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import pycountry

print("pycountry", version("pycountry"))
found = {
    name: [country.alpha_3 for country in pycountry.countries.search_fuzzy(name)]
    for name in ("Niger", "Kosovo", "Korea")
}
print(found)
assert pycountry.countries.lookup("Niger").alpha_3 == "NER"
assert found["Niger"][:2] == ["NGA", "NER"]
assert found["Kosovo"] == ["SRB"]
assert found["Korea"] == ["PRK", "KOR"]
PYTHON
