#!/usr/bin/env bash
# A salabim environment restarts the random draws of the whole program, the same in each run.
#
# One would guess: an environment without a seed draws anew, as in SimPy and Mesa, or has a stream of its own;
# what else the program draws goes on.
# What happens: the first draws of each Environment() are the same, so a hundred replications in a loop are one
# run, with a spread of zero. It seeds Python's random and numpy.random, so other models, bootstraps and searches of
# the program begin anew as well. The page says that without a seed it takes 1234567, as random.seed()
# would. Give each run a seed; for "" nothing is seeded.
# Seen with salabim 26.0.9.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "salabim==26.0.9" "greenlet==3.5.6" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import random
from importlib.metadata import version

import numpy as np
import salabim

print("salabim", version("salabim"))


def delay(**seed: object) -> float:
    """Return the first drawn delay of a new environment (weeks)."""
    salabim.Environment(**seed)
    return salabim.Exponential(2).sample()


bare = [delay() for _ in range(5)]
seeded = [delay(random_seed=run) for run in range(5)]
print("delays of five runs:", bare, "with a seed each:", seeded)
assert len(set(bare)) == 1 and len(set(seeded)) == 5

random.seed(1)
np.random.seed(1)
after = []
for _ in range(2):
    salabim.Environment()
    after.append((random.random(), np.random.random()))
print("what the program draws after each environment:", after)
assert after[0] == after[1]
PYTHON
