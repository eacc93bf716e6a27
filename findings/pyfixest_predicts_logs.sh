#!/usr/bin/env bash
# pyfixest predicts the logarithm of trade from a Poisson gravity equation.
#
# One would guess: predict() of a Poisson regression gives flows, as in statsmodels, from the same
# coefficients, so that predicted flows add up to those observed.
# What happens: fepois(...).predict() gives their logarithms unless told type="response": thirty flows
# of 284 add up to 29, and small ones are negative. No warning.
# Seen with pyfixest 0.60.0, statsmodels 0.15.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyfixest==0.60.0" "statsmodels==0.15.0" "pandas==2.3.3"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import pandas as pd
import pyfixest
import statsmodels.formula.api as smf

print("pyfixest", version("pyfixest"), "statsmodels", version("statsmodels"))
distance = np.linspace(0.2, 6, 30)
noise = np.random.default_rng(1).normal(size=30) / 5
flows = pd.DataFrame({"distance": distance, "value": np.round(60 * np.exp(noise - distance), 1)})
ours = pyfixest.fepois("value ~ distance", flows)
theirs = smf.poisson("value ~ distance", flows).fit(disp=False)
assert abs(ours.coef()["distance"] - theirs.params["distance"]) < 1e-6
sums = {
    "observed": flows["value"].sum(),
    "statsmodels": theirs.predict(flows).sum(),
    "pyfixest": ours.predict().sum(),
    "pyfixest, response": ours.predict(type="response").sum(),
}
sums = {name: round(float(total), 1) for name, total in sums.items()}
print("trade in all:", sums, "smallest of pyfixest:", round(float(ours.predict().min()), 2))
assert sums["observed"] == sums["statsmodels"] == sums["pyfixest, response"]
assert sums["pyfixest"] < 0.5 * sums["observed"] and ours.predict().min() < 0
PYTHON
