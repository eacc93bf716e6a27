#!/usr/bin/env bash
# The same NetCDF file has other values in xarray than in netCDF4.
#
# One would guess: what a file says of its values holds for all who read it, and xarray reads with
# netCDF4.
# What happens: netCDF4 leaves out what is outside valid_min and valid_max and what was never written;
# xarray looks only at _FillValue and missing_value. The mean of four weeks of imports, of which one is
# negative and one above the range, is 1.5 or 37.5; a week without licences is one of -2,147,483,647.
# Seen with netCDF4 1.7.5.1.post1, xarray 2026.9.0, h5netcdf 1.8.2.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "netCDF4==1.7.5.1.post1" "xarray==2026.9.0" "h5netcdf==1.8.2" "h5py==3.16.0" "pandas==3.1.1" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - "$folder/trade.nc" <<'PYTHON'
import sys
from importlib.metadata import version

import netCDF4
import xarray as xr

print(*(f"{name} {version(name)}" for name in ("netCDF4", "xarray", "h5netcdf")))
path = sys.argv[1]
with netCDF4.Dataset(path, "w") as file:
    file.createDimension("week", 4)
    imports = file.createVariable("imports", "f8", ("week",))
    imports.valid_min, imports.valid_max = 0.0, 100.0
    imports[:] = [1, 2, 150, -3]
    licences = file.createVariable("licences", "i4", ("week",))
    licences[:3] = [4, 5, 6]

means = {}
with netCDF4.Dataset(path) as file:
    means["netCDF4"] = [float(file[name][:].mean()) for name in ("imports", "licences")]
for engine in ("netcdf4", "h5netcdf"):
    with xr.open_dataset(path, engine=engine) as data:
        means[f"xarray, {engine}"] = [float(data[name].mean()) for name in ("imports", "licences")]
for reader, found in means.items():
    print(f"{reader}: mean imports and licences {found}")
assert means.pop("netCDF4") == [1.5, 5]
assert all(found == [37.5, (15 - 2147483647) / 4] for found in means.values())
PYTHON
