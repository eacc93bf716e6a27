#!/usr/bin/env bash
# In searoute, closing the Suez Canal opens the Arctic: ships get to Europe sooner than before.
#
# One would guess: searoute(Busan, Rotterdam, restrictions=["suez"]) is the way without Suez, longer than the
# one of 20,179 km through it.
# What happens: what is named takes the place of the default, which is that the Northwest Passage is closed.
# The route goes through the Bering Strait and up to 78 degrees north, 14,605 km: a closure of Suez,
# of Bab al-Mandab, or of a strait elsewhere makes it a quarter shorter. No warning. Name "northwest" with each
# restriction; then it is 24,119 km, by Panama, and round Africa with that closed as well.
# Seen with searoute 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "searoute==1.6.0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from searoute import searoute

print("searoute", version("searoute"))
busan, rotterdam = [129.05, 35.05], [4.0, 51.95]


def length(**restrictions: list[str]) -> int:
    """Return the length of the way from Busan to Rotterdam (km)."""
    found = searoute(busan, rotterdam, return_passages=True, **restrictions)
    north = max(place[1] for place in found.geometry["coordinates"])
    kilometres = round(found.properties["length"])
    print(restrictions, kilometres, "km by", sorted(found.properties["traversed_passages"]), "to", round(north), "N")
    return kilometres


usual = length()
suez = length(restrictions=["suez"])
elsewhere = length(restrictions=["ormuz"])
both = length(restrictions=["suez", "northwest"])
africa = length(restrictions=["suez", "northwest", "panama"])
assert suez == elsewhere < 0.75 * usual
assert usual < both < africa
PYTHON
