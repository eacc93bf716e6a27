#!/usr/bin/env bash
# xarray reads the zeros of a Zarr array as missing, in format 2 and not in format 3.
#
# One would guess: what zarr has written as 3, 0 and 5 is 3, 0 and 5 in xarray; fill_value is only what
# parts of the array hold that were never written.
# What happens: zarr's fill value is 0 unless told otherwise, and in format 2 xarray takes it for the mark of a
# missing value: zeros are NaN, integers become floats, and the mean of weekly imports 3, 0 and 5 is 4 for
# 2.67. Weeks of a full ban leave the data. In format 3, zarr's default since version 3, they stay.
# No warning, and open_zarr(..., use_zarr_fill_value_as_mask=False) changes nothing. Write with fill_value=None,
# as xarray does for integers, or read with mask_and_scale=False. Reported as pydata/xarray issue 5475.
# Seen with xarray 2026.9.0, zarr 3.4.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "xarray==2026.9.0" "zarr==3.4.2" "numpy==2.5.5" "pandas==3.1.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import tempfile
from importlib.metadata import version

import numpy as np
import xarray as xr
import zarr

print("xarray", version("xarray"), "zarr", version("zarr"))


def imports(form: int, fill: dict[str, None] | None = None, **options: bool) -> list[float]:
    """Return what xarray reads of three weeks written by zarr in a format."""
    folder = tempfile.mkdtemp()
    group = zarr.open_group(folder, mode="w", zarr_format=form)
    names = {"dimension_names": ("week",)} if form == 3 else {"attributes": {"_ARRAY_DIMENSIONS": ["week"]}}
    group.create_array("imports", data=np.array([3, 0, 5]), **names, **(fill or {}))
    zarr.consolidate_metadata(folder)
    read = xr.open_zarr(folder, **options)["imports"]
    print("format", form, fill or "", options or "", read.dtype, read.values.tolist(), "mean", round(float(read.mean()), 2))
    return read.values.tolist()


second, third = imports(2), imports(3)
assert second[0] == 3 and np.isnan(second[1]) and second[2] == 5
assert third == [3, 0, 5]
assert np.isnan(imports(2, use_zarr_fill_value_as_mask=False)[1])
assert imports(2, mask_and_scale=False) == imports(2, {"fill_value": None}) == [3, 0, 5]
PYTHON
