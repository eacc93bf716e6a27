#!/usr/bin/env bash
# Mesa runs the seed "42" as another one than 42.
#
# One would guess: a seed that is read as text, as from a box on Mesa's own page, a command line or a
# CSV file, is 42, or is refused, as Model(rng="42") and a negative seed are.
# What happens: a third stream, the same each time, for Python's generator takes a text by its hash and
# numpy's is seeded from that one. The page shows 42, the report says 42, and the run is not the one of
# Model(seed=42): nobody finds it again. 42.0 is a fourth. Pass int(seed).
# Seen with mesa 3.5.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # Mesa 3.5 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "mesa==3.5.1" "networkx==3.4.2"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import mesa

print("mesa", version("mesa"))
found = {}
for seed in (42, "42", 42.0):
    model = mesa.Model(seed=seed)
    found[repr(seed)] = (round(model.random.random(), 6), round(model.rng.random(), 6))
    again = mesa.Model(seed=seed)
    assert round(again.random.random(), 6) == list(found.values())[-1][0]
    print(f"{seed!r:<6}{list(found.values())[-1]}")
assert len(set(found.values())) == 3
for arguments in ({"rng": "42"}, {"seed": -42}):
    try:
        mesa.Model(**arguments)
    except (TypeError, ValueError) as error:
        print(f"{arguments}: {error}")
    else:
        raise SystemExit(f"{arguments}: taken")
PYTHON
