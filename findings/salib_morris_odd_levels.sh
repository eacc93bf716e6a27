#!/usr/bin/env bash
# With an odd number of levels, SALib's Morris sampling misses levels, and with three the upper bound.
#
# One would guess: num_levels=3 spreads the points over 0, 1/2 and 1, and num_levels=5 over five
# values, as 4 and 6 do over four and six.
# What happens: there is a warning that the number should be even, and a sample all the same: of three
# levels it has 0 and 0.75, and never reaches the upper bound; of five it has four, without the middle.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from SALib.sample import morris

problem = {"num_vars": 3, "names": ["tariff", "quota", "subsidy"], "bounds": [[0.0, 1.0]] * 3}
print("SALib", version("SALib"))
seen = {}
for levels in (3, 4, 5, 6):
    points = morris.sample(problem, 100, num_levels=levels, seed=1)
    seen[levels] = [float(value) for value in np.unique(points.round(9))]
    print(levels, "levels:", seen[levels])
assert seen[4] == [0.0, 0.333333333, 0.666666667, 1.0]
assert len(seen[6]) == 6
assert seen[3] == [0.0, 0.75]
assert seen[5] == [0.0, 0.375, 0.625, 1.0]
PYTHON
