#!/usr/bin/env bash
# chaospy's PERT distribution does not have the mean by which it is defined.
#
# One would guess: an estimate "at least 0, most likely 1, at most 4 months" has the mean
# (0 + 4 * 1 + 4) / 6 = 1.33 and its mode at 1, as the page of PERT says.
# What happens: the shape is worked out from the mean where the mode belongs. The mean is 1.56 and
# the mode 1.33; the further the mode is from the middle, the further off. Symmetric ones are right,
# and so is Beta(1 + 4 * (mode - lower) / width, 1 + 4 * (upper - mode) / width, lower, upper).
# Seen with chaospy 4.3.21.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "chaospy==4.3.21" "numpoly==1.3.9" "scipy==1.18.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import chaospy as cp
import numpy as np

print("chaospy", version("chaospy"))


def mean_and_mode(estimate: cp.Distribution, lower: float, upper: float) -> tuple[float, float]:
    """Return the mean of a distribution and where its density is highest."""
    grid = np.linspace(lower, upper, 4001)[1:-1]
    return round(float(cp.E(estimate)), 3), round(float(grid[estimate.pdf(grid).argmax()]), 3)


found = {}
for lower, mode, upper in ((-1, 0, 1), (0, 1, 4), (0, 2, 10)):
    found[mode] = mean_and_mode(cp.PERT(lower, mode, upper), lower, upper)
    said = round((lower + 4 * mode + upper) / 6, 3)
    print(f"PERT({lower}, {mode}, {upper}): mean and mode {found[mode]}, defined as {(said, mode)}")
by_hand = mean_and_mode(cp.Beta(1 + 4 * 1 / 4, 1 + 4 * 3 / 4, 0, 4), 0, 4)
print("PERT(0, 1, 4) by hand:", by_hand)
assert found == {0: (0.0, 0.0), 1: (1.556, 1.333), 2: (3.667, 3.0)}
assert by_hand == (1.333, 1.0)
PYTHON
