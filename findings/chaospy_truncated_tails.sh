#!/usr/bin/env bash
# chaospy draws the upper bound itself, again and again, from a distribution cut at both ends.
#
# One would guess: Trunc(dist, lower, upper) is the distribution given that it lies between the two,
# as scipy's truncnorm is, so its distribution function reaches 1 at the upper bound.
# What happens: with both bounds it reaches 0.80. A delay of mean 2 and spread 2 weeks kept between 1
# and 3 weeks is 3 weeks exactly in every fifth draw and 2.2 weeks in the mean for 2; cp.E says 2.
# With one bound it is right, so Trunc(Trunc(dist, lower=1), upper=3) is, too.
# Seen with chaospy 4.3.21, scipy 1.18.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "chaospy==4.3.21" "numpoly==1.3.9" "scipy==1.18.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import chaospy as cp
from scipy.stats import truncnorm

print("chaospy", version("chaospy"), "scipy", version("scipy"))
delay = cp.Normal(2, 2)
ways = {
    "both bounds": cp.Trunc(delay, lower=1, upper=3),
    "one after the other": cp.Trunc(cp.Trunc(delay, lower=1), upper=3),
}
found = {}
for name, way in ways.items():
    draws = way.sample(10_000, rule="halton")
    found[name] = (
        round(float(draws.mean()), 2),
        round(float((draws == 3).mean()), 2),
        round(float(way.fwd(3 - 1e-9)), 2),
        round(float(cp.E(way)), 2),
    )
    print(f"{name}: mean, share at the bound, distribution function there, cp.E:", found[name])
print("scipy:", truncnorm(-0.5, 0.5, 2, 2).mean())
assert truncnorm(-0.5, 0.5, 2, 2).mean() == 2
assert found["one after the other"] == (2.0, 0.0, 1.0, 2.0)
assert found["both bounds"] == (2.2, 0.2, 0.8, 2.0)
PYTHON
