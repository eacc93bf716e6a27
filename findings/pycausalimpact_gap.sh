#!/usr/bin/env bash
# pycausalimpact compares the months after a gap with its forecast of the gap.
#
# One would guess: with months 0 to 69 before and 76 to 78 after, the forecast for months 76 to 78 is compared
# with what was observed in them; months between announcement and start are commonly left out so.
# What happens: the model forecasts as many months as the second period has, from the first one on after
# month 69. Of a series with seasons in which nothing ever happened, the effect is +9 of 50 half a year after
# the first period, and 0 right after it. No warning. Let the second period begin right after
# the first, and read the later effects only. Reported for its successor as WillianFuks/tfcausalimpact
# issue 110.
# Seen with pycausalimpact 0.1.1, statsmodels 0.14.6, pandas 2.3.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pycausalimpact==0.1.1" "statsmodels==0.14.6" "pandas==2.3.3" "scipy==1.16.3" "numpy==2.2.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import pandas as pd
from causalimpact import CausalImpact

print("pycausalimpact", version("pycausalimpact"), "statsmodels", version("statsmodels"))
months = np.arange(100)
noise = np.random.default_rng(0).normal(0, 0.1, 100)
imports = pd.DataFrame({"imports": 50 + 10 * np.sin(2 * np.pi * months / 12) + noise})


def compared(after: list[int]) -> tuple[float, np.ndarray]:
    """Return mean effect and forecasts of a period after months 0 to 69; nothing happened in any."""
    found = CausalImpact(imports.copy(), [0, 69], after, nseasons=[{"period": 12}], prior_level_sd=0.01)
    effect = float(found.summary_data.loc["abs_effect", "average"])
    forecast = found.inferences.loc[after[0] : after[1], "post_preds"].to_numpy()
    observed = imports["imports"][after[0] : after[1] + 1].to_numpy()
    print("months", after, "observed", observed.round(1), "forecast", forecast.round(1), "effect", round(effect, 1))
    return effect, forecast


effect, forecast = compared([70, 72])
later_effect, later_forecast = compared([76, 78])
assert abs(effect) < 0.5
assert abs(later_effect) > 5
assert np.allclose(later_forecast, forecast, atol=0.5)
PYTHON
