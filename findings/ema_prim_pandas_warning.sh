#!/usr/bin/env bash
# Scenario discovery of the EMA Workbench warns with every search under pandas 3.1.
#
# One would guess: a release of the workbench runs silently with the newest pandas that its
# own requirements let in.
# What happens: Prim drops a column in place, which pandas 3.1 deprecates: a Pandas4Warning is shown to
# whoever searches, though the code is not theirs; where warnings are errors, nothing is found.
# Seen with ema_workbench 2.5.3 and pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ema_workbench==2.5.3" "pandas==3.1.1" "numpy==2.4.6"

"$folder/venv/bin/python" - <<'PYTHON'
import sys
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from ema_workbench.analysis import prim

print("ema_workbench", version("ema_workbench"), "pandas", version("pandas"))
cases = pd.DataFrame(np.random.default_rng(1).random((500, 2)), columns=["a", "b"])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    prim.Prim(cases, (cases["a"] > 0.7).to_numpy(), threshold=0.8).find_box()
told = [w for w in caught if issubclass(w.category, DeprecationWarning) and "inplace" in str(w.message)]
print(len(told), "warnings of", sorted({w.category.__name__ for w in told}))
sys.exit(not told)
PYTHON
