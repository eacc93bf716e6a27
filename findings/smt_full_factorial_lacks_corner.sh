#!/usr/bin/env bash
# SMT's full factorial design leaves out its last combinations, those in which the first parameters are high.
#
# One would guess: FullFactorial(7) of two parameters is a full factorial of 6 or 9 points; the option clip says that
# the number is rounded up.
# What happens: clip is off unless asked for, and the design is the first 7 points of a grid of 3 by 3. The point at
# which both are high is never run, nor that with the first high and the second in the middle: the first parameter is
# at 0.36 and the second at 0.43 on average. Each point that lacks is one at which shocks meet.
# Seen with smt 2.15.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "smt==2.15.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from itertools import product

import numpy as np
from smt.sampling_methods import FullFactorial

print("smt", version("smt"))
RANGES = np.array([[0.0, 1.0], [0.0, 1.0]])
points = {tuple(point) for point in FullFactorial(xlimits=RANGES)(7).tolist()}
whole = {tuple(point) for point in FullFactorial(xlimits=RANGES, clip=True)(7).tolist()}
grid = set(product((0.0, 0.5, 1.0), repeat=2))
means = [round(mean, 2) for mean in np.mean(sorted(points), axis=0).tolist()]
print("left out:", sorted(grid - points), "means:", means)
assert len(points) == 7
assert points < grid
assert grid - points == {(1.0, 0.5), (1.0, 1.0)}
assert means == [0.36, 0.43]
assert whole == grid
PYTHON
