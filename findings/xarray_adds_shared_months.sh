#!/usr/bin/env bash
# xarray adds two suppliers' exports over the months that both have, and drops the others.
#
# One would guess: a month that one of two series lacks is NaN in their sum, as in pandas, or an error,
# as for arrays of different length in numpy.
# What happens: the sum has only the months of both: of two years that lack one month each ten months are
# left, and the total lacks what was shipped in the others, without NaN and without warning. Series
# that share no month add up to nothing, 0. set_options(arithmetic_join="outer") gives NaN, "exact" an error.
# Seen with xarray 2026.9.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for python in "${PYTHON:-python3}" python3.13 python3.12 ~/.pyenv/versions/3.1[2-9].*/bin/python; do # this xarray needs 3.12
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
done
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "xarray==2026.9.0" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pandas as pd
import xarray as xr

print(*(f"{name} {version(name)}" for name in ("xarray", "pandas")))
japan = pd.Series([100.0, 100.0, 100.0], pd.PeriodIndex(["2019-06", "2019-07", "2019-08"], freq="M").astype(str))
taiwan = pd.Series([10.0, 10.0], pd.PeriodIndex(["2019-08", "2019-09"], freq="M").astype(str))
first, second = (xr.DataArray(series.to_numpy(), {"month": list(series.index)}) for series in (japan, taiwan))
both = first + second
print("xarray:", dict(zip(both["month"].values.tolist(), both.values.tolist(), strict=True)))
print("pandas:", (japan + taiwan).to_dict())
assert both["month"].values.tolist() == ["2019-08"]
assert float(both.sum()) == 110.0
assert len(japan + taiwan) == 4
assert (japan + taiwan).isna().sum() == 3
assert float((first[:1] + second).sum()) == 0.0
with xr.set_options(arithmetic_join="outer"):
    assert int((first + second).isnull().sum()) == 3
try:
    with xr.set_options(arithmetic_join="exact"):
        first + second
except ValueError:
    print("exact: refused")
else:
    raise SystemExit("exact: taken")
PYTHON
