#!/usr/bin/env bash
# The symmetric percentage error of one forecast is 0.20, 0.40 or 40 in three libraries.
#
# One would guess: sMAPE is one measure, in per cent or as a share of 1.
# What happens: utilsforecast (the measures of Nixtla's statsforecast) divides by the sum of forecast and
# outcome, sktime by their mean, darts by their mean in per cent: 0.20, 0.40, 40. The plain percentage error
# of the first two agrees, so the halved one is not seen: a model scored by utilsforecast seems twice as good.
# Seen with utilsforecast 0.2.17, sktime 1.2.0, darts 0.48.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "utilsforecast==0.2.17" "sktime==1.2.0" "darts==0.48.1" "pandas==2.3.3"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import numpy as np
import pandas as pd

logging.disable(logging.CRITICAL)
import utilsforecast.losses as nixtla
from darts import TimeSeries, metrics
from sktime.performance_metrics.forecasting import mean_absolute_percentage_error

print(*(f"{name} {version(name)}" for name in ("utilsforecast", "sktime", "darts")))
outcome, forecast = np.array([1.0, 2, 0.5, 4]), np.array([2.0, 2, 1, 3])
table = pd.DataFrame({"unique_id": "KOR", "ds": range(4), "y": outcome, "model": forecast})
series = TimeSeries.from_values(outcome), TimeSeries.from_values(forecast)
plain = [
    nixtla.mape(table, ["model"])["model"].item(),
    mean_absolute_percentage_error(outcome, forecast, symmetric=False),
    metrics.mape(*series),
]
symmetric = [
    nixtla.smape(table, ["model"])["model"].item(),
    mean_absolute_percentage_error(outcome, forecast, symmetric=True),
    metrics.smape(*series),
]
plain, symmetric = ([round(float(error), 4) for error in errors] for errors in (plain, symmetric))
print("utilsforecast, sktime, darts: plain", plain, "symmetric", symmetric)
assert plain == [0.5625, 0.5625, 56.25]
assert symmetric == [0.2024, 0.4048, 40.4762]
PYTHON
