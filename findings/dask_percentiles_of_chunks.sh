#!/usr/bin/env bash
# dask's percentiles grow with the number of chunks: of trade flows the 90th is nearly twice what it is.
#
# One would guess: dask.array.percentile is said to be approximate, so it is off by a little, now up and now down,
# and of few values in one machine's memory hardly at all.
# What happens: it is off the same way each time, and the more so the smaller the chunks. Of ten thousand flows
# of skewed sizes the 90th percentile is 5.7; in chunks of a thousand, as of one file each, it is 6.2, of a
# hundred 9.9, and the median rises from 0.8 to 1.35. Of a uniform draw it is 0.95 for 0.90. No warning. Make it
# one chunk first (x.rechunk(-1)); the other method, tdigest, needs a package that is not installed with it.
# Said of small arrays in dask/dask issue 3099.
# Seen with dask 2026.8.0, numpy 2.5.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "dask==2026.8.0" "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import dask.array as da
import numpy as np

print("dask", version("dask"), "numpy", np.__version__)
draws = np.random.default_rng(1)
flows, shares = draws.pareto(1.2, 10_000), draws.uniform(0, 1, 10_000)


def percentiles(values: np.ndarray, chunk: int) -> np.ndarray:
    """Return median and 90th percentile of values in chunks of a size."""
    found = da.percentile(da.from_array(values, chunks=chunk), [50, 90]).compute()
    print("chunks of", chunk, found.round(2), "exact", np.percentile(values, [50, 90]).round(2))
    return found


exact = np.percentile(flows, [50, 90])
whole, thousand, hundred = (percentiles(flows, chunk) for chunk in (10_000, 1_000, 100))
assert np.allclose(whole, exact)
assert (exact < thousand).all() and (thousand < hundred).all()
assert (hundred > 1.5 * exact).all()
assert percentiles(shares, 100)[1] > 0.93
PYTHON
