#!/usr/bin/env bash
# inventorize squares the spread of lead times with ^, which Python takes for exclusive or.
#
# One would guess: with 50 a day, a spread of 5, and lead times of 6 days with a spread of 2 (the example in the page of
# the function), demand during the lead time spreads by sqrt(6 * 5^2 + 50^2 * 2^2) = 100.7.
# What happens: it is 71.8, and the reorder point for a service level of 0.9 is 392 where it should be 429: half of the
# variance is lost. In dlsigmadl both squares are: 19 for 309.5, so that the safety stock is a sixteenth. No warning.
# With a spread that is no integer TypeError is raised.
# Seen with inventorize 1.2.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "inventorize==1.2.6" "numpy==2.4.6" "pandas==3.0.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import math
from importlib.metadata import version

import inventorize

print("inventorize", version("inventorize"))
point = inventorize.reorderpoint_leadtime_variability(
    dailydemand=50, dailystandarddeviation=5, leadtimein_days=6, sd_leadtime_days=2, csl=0.90
)
of_demand = inventorize.dlsigmadl(expected_demand=100, sd_demand=22, expected_leadtime=12, sd_leadtime=3)
spread = math.sqrt(6 * 5**2 + 50**2 * 2**2)
right = 50 * 6 + float(point["safteyfactor"]) * spread
expected = math.sqrt(12 * 22**2 + 100**2 * 3**2)
print(f"spread {point['sigmadl']:.1f} for {spread:.1f}, reorder point {point['reorder_point']:.0f} for {right:.0f}")
print(f"dlsigmadl: {of_demand['sigmadl']:.1f} for {expected:.1f}")
assert math.isclose(point["sigmadl"], math.sqrt(6 * 5**2 + (50**2 * 2 ^ 2)))
assert round(point["reorder_point"]) == 392
assert round(right) == 429
assert round(of_demand["sigmadl"]) == 19
assert round(expected) == 310
try:
    inventorize.reorderpoint_leadtime_variability(50.0, 5.0, 6.0, 2.5, 0.90)
except TypeError:
    raised = True
else:
    raised = False
assert raised
PYTHON
