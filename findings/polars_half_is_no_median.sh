#!/usr/bin/env bash
# In Polars the 50 per cent of describe() and quantile(0.5) are not the median.
#
# One would guess: half of the values lie below the quantile of a half, which is the median, as in numpy,
# pandas and R.
# What happens: median() takes the mean of the two in the middle, quantile(0.5) the upper one of them
# (interpolation is "nearest" unless said), and so do quantile by group and describe, whose line says 50%.
# Of losses of 1, 2, 3 and 40 weeks the median is 2.5 and the quantile 3, and that of 90 per cent is
# the worst run. quantile(q, "linear") is as numpy.
# Seen with polars 2.1.0, numpy 2.4.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "polars==2.1.0" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import polars as pl

print(*(f"{name} {version(name)}" for name in ("polars", "numpy")))
weeks = pl.DataFrame({"variant": ["curb"] * 4, "weeks": [1.0, 2.0, 3.0, 40.0]})
lost = weeks["weeks"]
described = dict(lost.describe().iter_rows())
found = {
    "median": lost.median(),
    "quantile(0.5)": lost.quantile(0.5),
    "by variant": weeks.group_by("variant").agg(pl.col("weeks").quantile(0.5))["weeks"][0],
    "describe, 50%": described["50%"],
    "linear": lost.quantile(0.5, "linear"),
    "numpy": float(np.quantile(lost.to_numpy(), 0.5)),
    "quantile(0.9)": lost.quantile(0.9),
    "numpy, 0.9": round(float(np.quantile(lost.to_numpy(), 0.9)), 1),
}
for name, value in found.items():
    print(f"{name:<15}{value}")
assert list(found.values()) == [2.5, 3.0, 3.0, 3.0, 2.5, 2.5, 40.0, 28.9]
PYTHON
