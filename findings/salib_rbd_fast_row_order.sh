#!/usr/bin/env bash
# SALib's RBD-FAST gives a choice that does nothing a large index where the rows stand in order.
#
# One would guess: an index of the points and their outcomes is the same in whatever order the rows are,
# and of all samplers (its page says so) a full factorial will do.
# What happens: the rows are sorted by each parameter, and rows of the same value stay about as they were.
# In a full factorial of a switch and a tariff, where the outcome is the tariff, the switch explains 87
# per cent of it; with the rows shuffled nothing. No warning, and the tariff is right both times.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import itertools
from importlib.metadata import version

import numpy as np
from SALib.analyze import rbd_fast

problem = {"num_vars": 2, "names": ["switch", "tariff"], "bounds": [[0, 1], [0, 1]]}
points = np.array(list(itertools.product([0.0, 1.0], np.linspace(0, 1, 300))))


def first_order(rows: np.ndarray) -> list[float]:
    """Return the indices of switch and tariff for an outcome that is the tariff."""
    found = rbd_fast.analyze(problem, rows, rows[:, 1], seed=1)["S1"]
    return [round(float(index), 2) for index in found]


print("SALib", version("SALib"))
ordered = first_order(points)
shuffled = first_order(np.random.default_rng(1).permutation(points))
print("switch and tariff, rows in order:", ordered)
print("the same rows shuffled:          ", shuffled)
assert ordered[0] > 0.3 and abs(shuffled[0]) < 0.1
assert ordered[1] > 0.99 and shuffled[1] > 0.99
PYTHON
