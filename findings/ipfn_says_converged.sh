#!/usr/bin/env bash
# ipfn says that a table was balanced where it cannot be.
#
# One would guess: ipfn returns a table with the row and column totals that it was given, or says that it
# did not converge; with verbose=1 it returns a flag, 1 where it converged.
# What happens: where totals of rows and of columns do not agree (exports 60, imports 46), or a country
# with exports has no flow to scale, it stops as soon as its measure no longer changes: "ipfn converged",
# flag 1. The rows sum to 15.3, 13.8 and 16.9 in place of 20, 18 and 22; the country without a flow has
# none. And the table that was handed in is overwritten. Compare the sums with the totals.
# Seen with ipfn 1.4.4.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ipfn==1.4.4" "numpy==2.4.6" "pandas==3.1.1"

"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from ipfn import ipfn

print("ipfn", version("ipfn"))


def balanced(flows: list[list[float]], exports: list[float], imports: list[float]):
    """Return the table and the flag: 1 says that it converged."""
    given = np.array(flows, dtype=float)
    totals = [np.array(exports, dtype=float), np.array(imports, dtype=float)]
    table, flag = ipfn.ipfn(given, totals, [[0], [1]], verbose=1).iteration()
    print("exports wanted:", exports, "got:", table.sum(axis=1).round(1).tolist(), "flag:", flag)
    assert np.array_equal(given, table) and not np.array_equal(given, np.array(flows))
    return table, flag


unequal, flag = balanced([[1, 2, 1], [3, 5, 5], [6, 2, 2]], [20, 18, 22], [18, 16, 12])
assert flag == 1 and unequal.sum(axis=1).round(1).tolist() == [15.3, 13.8, 16.9]
empty, flag = balanced([[0, 0, 0], [3, 5, 5], [6, 2, 2]], [10, 20, 16], [18, 16, 12])
assert flag == 1 and empty[0].sum() == 0
PYTHON
