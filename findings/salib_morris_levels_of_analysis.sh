#!/usr/bin/env bash
# SALib's Morris analysis gets the size of its steps from an argument, not from the points it is given.
#
# One would guess: morris.analyze(problem, X, Y) divides the change of the outcome by the change of
# the input in X, so for an outcome that is the input itself the effect is the width of its range.
# What happens: the step is worked out from num_levels, 4 where it is not given. A sample of 6 or 8
# levels that is analysed without saying so again gives effects that are 10 and 14 per cent too small,
# for all inputs alike and without a warning.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from SALib.analyze import morris as analysis
from SALib.sample import morris

problem = {"num_vars": 2, "names": ["tariff", "quota"], "bounds": [[0.0, 10.0], [0.0, 1.0]]}
print("SALib", version("SALib"))
effects = {}
for levels in (4, 6, 8):
    points = morris.sample(problem, 20, num_levels=levels, seed=1)
    outcome = points[:, 0]
    plain = analysis.analyze(problem, points, outcome, seed=1)["mu_star"][0]
    told = analysis.analyze(problem, points, outcome, num_levels=levels, seed=1)["mu_star"][0]
    effects[levels] = (round(float(plain), 6), round(float(told), 6))
    print(f"{levels} levels: {effects[levels][0]} as it is, {effects[levels][1]} told the levels")
assert effects == {4: (10.0, 10.0), 6: (9.0, 10.0), 8: (8.571429, 10.0)}
PYTHON
