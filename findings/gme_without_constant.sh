#!/usr/bin/env bash
# The Gravity Modeling Environment estimates a gravity equation without a constant.
#
# One would guess: EstimationModel(rhs_var=["lndist"]) estimates log trade as a constant and a slope, as
# the formula of a gravity equation has it and as estimators do by default; or it says that it does not.
# What happens: only the named variables enter. Of flows made as exp(12 - lndist) and little noise the elasticity of
# distance is +0.57 in place of -1, with the wrong sign; the summary has no row for a constant and no
# warning. With fixed effects of importers, which stand in for it, it is -1. Without them, add a column
# of ones to the data and to rhs_var.
# Seen with gme 1.3.1 and statsmodels 0.14.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "gme==1.3.1" "statsmodels==0.14.6" "pandas==2.3.3" "numpy==2.2.6" "scipy==1.16.3"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import contextlib
import io
from importlib.metadata import version

import gme
import numpy as np
import pandas as pd

print("gme", version("gme"), "statsmodels", version("statsmodels"))
draws = np.random.default_rng(0)
countries = ["KOR", "JPN", "USA", "CHN", "DEU"]
flows = pd.DataFrame(
    [(o, d, 2019, draws.uniform(6, 9.5)) for o in countries for d in countries if o != d],
    columns=["exporter", "importer", "year", "lndist"],
)
flows["trade"] = np.exp(12 - flows["lndist"] + draws.normal(0, 0.1, len(flows)))
flows["one"] = 1.0


def elasticity(variables: list[str], **more: list[str]) -> float:
    """Return the estimated elasticity of distance; it is -1 in the data."""
    with contextlib.redirect_stdout(io.StringIO()):
        data = gme.EstimationData(data_frame=flows, trade_var_name="trade")
        model = gme.EstimationModel(data, lhs_var="trade", rhs_var=variables, **more)
        return round(float(model.estimate()["all"].params["lndist"]), 2)


bare = elasticity(["lndist"])
importers = elasticity(["lndist"], fixed_effects=["importer"])
ones = elasticity(["lndist", "one"])
print("distance alone:", bare, "with effects of importers:", importers, "with a column of ones:", ones)
assert bare > 0.4
assert abs(importers + 1) < 0.1 and abs(ones + 1) < 0.1
PYTHON
