#!/usr/bin/env bash
# statsforecast forecasts January with December once one month is missing.
#
# One would guess: dates and a frequency of months are given, so the seasonal naive forecast of January
# is the last January; a month that is not there is refused, told, or left out.
# What happens: seasons count rows. In a table where one month has no row, as trade data have where
# nothing was shipped, every seasonal forecast is of the month before, dated as wished. No warning.
# utilsforecast's fill_gaps makes the rows.
# Seen with statsforecast 2.1.1, utilsforecast 0.2.17.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "statsforecast==2.1.1" "utilsforecast==0.2.17" "pandas==2.3.3"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import SeasonalNaive

print("statsforecast", version("statsforecast"), "utilsforecast", version("utilsforecast"))
months = pd.date_range("2023-01-01", periods=24, freq="MS")
shipped = pd.DataFrame({"unique_id": "KOR", "ds": months, "y": months.month.astype(float)})


def forecast(history: pd.DataFrame) -> dict[str, float]:
    """Return the forecasts of the next three months, by month."""
    found = StatsForecast(models=[SeasonalNaive(12)], freq="MS").forecast(df=history, h=3)
    return dict(zip(found["ds"].dt.strftime("%B"), found["SeasonalNaive"], strict=True))


whole, gap = forecast(shipped), forecast(shipped.drop(index=15))
print("each month's value is its number:", whole)
print("without the row of April 2024:   ", gap)
assert whole == {"January": 1, "February": 2, "March": 3}
assert gap == {"January": 12, "February": 1, "March": 2}
PYTHON
