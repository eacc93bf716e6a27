#!/usr/bin/env bash
# xarray packs changed values as the file was that they were read from: what does not fit there is another number.
#
# One would guess: values of float64 that were read, changed and written are read back as they were written.
# What happens: a file that packs values as int16 in tenths is unpacked when read, and the packing kept. A figure set to
# 5000 is packed again in 16 bits on writing, and comes back as -1553.6; no warning. Arithmetic (trade * 10) forgets the
# packing; values that are set in place, and sorted or copied ones, keep it. Call drop_encoding() before writing.
# Seen with xarray 2026.9.0, netCDF4 1.7.5.1.post1, h5netcdf 1.8.2, numpy 2.4.6.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "xarray==2026.9.0" \
    "netCDF4==1.7.5.1.post1" "h5netcdf==1.8.2" "h5py==3.16.0" "numpy==2.4.6" "pandas==3.1.1"

cd "$folder"
"$folder/venv/bin/python" -W error - <<'PYTHON'
from importlib.metadata import version

import netCDF4
import numpy as np
import xarray as xr

print(*(f"{name} {version(name)}" for name in ("xarray", "netCDF4", "h5netcdf")))
with netCDF4.Dataset("trade.nc", "w") as file:
    file.createDimension("month", 3)
    packed = file.createVariable("trade", "i2", ("month",), fill_value=-32768)
    packed.scale_factor = 0.1
    packed[:] = np.array([1.5, 2.5, 100.0])

found = {}
for engine in ("netcdf4", "h5netcdf"):
    table = xr.open_dataset("trade.nc", engine=engine).load()
    assert table.trade.dtype == np.float64
    table.trade[1] = 5000.0
    table.to_netcdf(f"{engine}.nc", engine=engine)
    found[engine] = xr.open_dataset(f"{engine}.nc", engine=engine).trade.values.round(1).tolist()
    table.drop_encoding().to_netcdf(f"{engine}_plain.nc", engine=engine)
    plain = xr.open_dataset(f"{engine}_plain.nc", engine=engine).trade.values.round(1).tolist()
    print(f"{engine}: 1.5, 5000 and 100 are read back as {found[engine]}, without the packing as {plain}")
    assert found[engine][1] != 5000.0
    assert plain == [1.5, 5000.0, 100.0]
PYTHON
