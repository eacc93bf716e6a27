#!/usr/bin/env bash
# concentrationMetrics says that two equal suppliers are not concentrated, and forgets who stopped.
#
# One would guess: hhi is the sum of squared shares, 0.5 for two equal suppliers, and Theil's index of
# shares 0, 1/3, 1/3, 1/3 is ln(4/3), as in PySAL's inequality: one of four suppliers has stopped.
# What happens: hhi is normalised unless told otherwise, so it is 0 for two equal suppliers as for a
# hundred. Theil's index leaves out who supplies nothing and is 0, as if three had always been; Gini's and
# Hoover's in the same class count all four, so indices of one table are of different numbers of suppliers.
# Seen with concentrationmetrics 0.6.0, inequality 1.2.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "concentrationmetrics==0.6.0" "inequality==1.2.0" "numpy==2.5.5" "pandas==3.1.1" "scipy==1.18.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from math import log

import numpy as np
from concentrationMetrics import Index
from inequality.theil import Theil

print("concentrationmetrics", version("concentrationmetrics"), "inequality", version("inequality"))
index = Index()
herfindahl = {count: float(index.hhi(np.ones(count))) for count in (2, 100)}
print("hhi of 2 and of 100 equal suppliers:", herfindahl, "told otherwise:", index.hhi(np.ones(2), normalized=False))
assert max(map(abs, herfindahl.values())) < 1e-12
assert index.hhi(np.ones(2), normalized=False) == 0.5

stopped = np.array([0.0, 1, 1, 1])
print("one of four has stopped: Theil", index.theil(stopped), "in PySAL", Theil(stopped).T)
print("Gini", index.gini(stopped), "Hoover", index.hoover(stopped))
assert abs(index.theil(stopped)) < 1e-12 and abs(Theil(stopped).T - log(4 / 3)) < 1e-9
assert abs(index.gini(stopped) - 0.25) < 1e-12 and abs(index.hoover(stopped) - 0.25) < 1e-12
PYTHON
