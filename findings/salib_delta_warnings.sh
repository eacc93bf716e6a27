#!/usr/bin/env bash
# Working out Borgonovo's delta with SALib turns off the warning filters of the program around it.
#
# One would guess: delta.analyze returns indices and leaves the program as it was.
# What happens: it calls warnings.simplefilter("once") and replaces warnings.formatwarning, and puts
# neither back. A program (or a test run) that turns warnings into errors no longer does so after it,
# and with a seed the global draws of numpy begin anew.
# Seen with SALib 1.6.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==1.6.0" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
import warnings
from importlib.metadata import version

import numpy as np
from SALib.analyze import delta

problem = {"num_vars": 2, "names": ["tariff", "quota"], "bounds": [[0.0, 1.0]] * 2}
points = np.random.default_rng(1).random((200, 2))
outcome = points[:, 0] + 0.1 * points[:, 1]
warnings.simplefilter("error")
before = warnings.formatwarning
np.random.seed(5)
expected = np.random.RandomState(5).random()
delta.analyze(problem, points, outcome, num_resamples=10, seed=1)
print("SALib", version("SALib"))
print("first filter after it:", warnings.filters[0][0])
print("formatwarning replaced:", warnings.formatwarning is not before)
assert warnings.filters[0][0] == "once"
assert warnings.formatwarning is not before
assert np.random.random() != expected
warnings.warn("this ought to be an error", UserWarning)
PYTHON
