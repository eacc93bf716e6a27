#!/usr/bin/env bash
# SALib's DGSM takes mean and spread of a normal parameter for the ends of its range.
#
# One would guess: normal parameters of spread 1 whose sum is the outcome matter alike,
# wherever their means lie; the points are drawn from these distributions.
# What happens: the index is scaled by the squared difference of the two figures in bounds, which for
# dists "norm" are mean and spread: (spread - mean)². Of three, the one of mean 0 gets 0.03, that of
# mean 100 gets 332, 9801 times as much, and that of mean 1 gets 0. No warning.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from SALib.analyze import dgsm
from SALib.sample import finite_diff

print("SALib", version("SALib"))
problem = {
    "num_vars": 3,
    "names": ["mean 0", "mean 1", "mean 100"],
    "bounds": [[0, 1], [1, 1], [100, 1]],
    "dists": ["norm"] * 3,
}
points = finite_diff.sample(problem, 500, seed=1)
indices = dict(zip(problem["names"], dgsm.analyze(problem, points, points.sum(axis=1), seed=1)["dgsm"]))
print({name: round(float(index), 4) for name, index in indices.items()})
assert indices["mean 1"] == 0
assert round(float(indices["mean 100"] / indices["mean 0"])) == 99**2
PYTHON
