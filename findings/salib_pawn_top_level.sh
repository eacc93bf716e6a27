#!/usr/bin/env bash
# SALib's PAWN never looks at the highest value of a parameter, which of a choice may be most of it.
#
# One would guess: PAWN compares the outcomes at each slice of a parameter with all outcomes, so a
# switch that decides the outcome matters as much written 0/1 as it does written 1/0.
# What happens: each slice leaves out its upper end, the last one too, so points at the highest value
# are in no slice. Of a ban that 5 in 100 points have, only those without are compared: every index is
# 0.05, below that of a parameter that does nothing; with the ban written as 0 it is 0.95.
# Of three levels where only the highest acts, it says 0.34 in place of 0.67.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from SALib.analyze import pawn

problem = {"num_vars": 2, "names": ["ban", "inert"], "bounds": [[0, 1], [0, 1]]}
inert = np.random.default_rng(1).random(600)


def greatest(levels: np.ndarray, outcome: np.ndarray) -> list[float]:
    """Return the greatest PAWN index of the levels and of a parameter that does nothing."""
    found = pawn.analyze(problem, np.column_stack([levels, inert]), outcome)["maximum"]
    return [round(float(index), 2) for index in found]


print("SALib", version("SALib"))
ban = (np.arange(600) % 20 == 0).astype(float)
noise = np.random.default_rng(2).random(600)
outcome = 10 * ban + noise
written = {"ban is 1": greatest(ban, outcome), "ban is 0": greatest(1 - ban, outcome)}
level = np.arange(600) % 3
three = {top: greatest(np.where(level == 2, top, level + 0.0), 10 * (level == 2) + noise) for top in (2.0, -1.0)}
print("a switch and what does nothing:", written)
print("three levels, the acting one highest or lowest:", three)
assert written["ban is 1"][0] == 0.05 and written["ban is 0"][0] == 0.95
assert written["ban is 1"][0] < written["ban is 1"][1]
assert three[2.0][0] < 0.36 and three[-1.0][0] > 0.64
PYTHON
