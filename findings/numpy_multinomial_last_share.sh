#!/usr/bin/env bash
# numpy's multinomial gives the last supplier whatever the shares of the others leave.
#
# One would guess: shares that do not add up to one are refused, as Generator.choice refuses them.
# What happens: only a sum above one is. Of 50, 30 and 10 per cent (a partner was left out, or figures
# are rounded) the last gets 20, twice its share; sorted the other way, the largest gets the rest. The
# figure that stands there is not looked at, and may be 0. No warning.
# Seen with numpy 2.4.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import numpy as np

print("numpy", version("numpy"))
rng = np.random.default_rng(7)
found = {}
for shares in ((0.5, 0.3, 0.1), (0.1, 0.3, 0.5), (0.5, 0.3, 0.0)):
    drawn = rng.multinomial(1_000_000, shares) / 1_000_000
    found[shares] = np.round(drawn, 2).tolist()
    print(f"shares {shares}: drawn {found[shares]}")
assert list(found.values()) == [[0.5, 0.3, 0.2], [0.1, 0.3, 0.6], [0.5, 0.3, 0.2]]
try:
    rng.choice(3, size=10, p=(0.5, 0.3, 0.1))
except ValueError as error:
    print("choice:", error)
else:
    raise SystemExit("choice: taken")
PYTHON
