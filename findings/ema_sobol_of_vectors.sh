#!/usr/bin/env bash
# Sobol and Morris designs of the EMA Workbench leave parameters with a shape out of their ranges.
#
# One would guess: RealParameter("tariffs", 0, 10, shape=(3,)) beside a capacity of 100 to 200 is drawn
# over the same ranges by SobolSampler as by LHSSampler.
# What happens: the samplers of SALib scale as many columns as there are parameters, and not as many as
# there are values: the first tariff is right, the second gets the range of capacity, the third tariff
# and capacity itself stay between 0 and 1. No warning; LHSSampler is right.
# Seen with ema_workbench 3.0.0 and SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # the workbench 3 needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ema_workbench==3.0.0" "SALib==1.6.0" "platypus-opt==1.4.1" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from ema_workbench import RealParameter
from ema_workbench.em_framework.salib_samplers import MorrisSampler, SobolSampler
from ema_workbench.em_framework.samplers import LHSSampler

parameters = [RealParameter("tariffs", 0, 10, shape=(3,)), RealParameter("capacity", 100, 200)]
print("ema_workbench", version("ema_workbench"), "SALib", version("SALib"))
greatest = {}
for sampler in (LHSSampler(), SobolSampler(), MorrisSampler()):
    name = type(sampler).__name__
    greatest[name] = sampler.generate_samples(parameters, 64, rng=1).samples.max(axis=0)
    print(f"{name}: greatest of three tariffs and of capacity", greatest[name].round(1).tolist())
assert (greatest["LHSSampler"][:3] <= 10).all() and greatest["LHSSampler"][3] > 190
for name in ("SobolSampler", "MorrisSampler"):
    first, second, third, capacity = greatest[name]
    assert 9 < first <= 10 and 190 < second <= 200
    assert 0.9 < third <= 1 and 0.9 < capacity <= 1
PYTHON
