#!/usr/bin/env bash
# BoARIO takes capital as an array in alphabetical order of sectors, whatever the order of the table.
#
# One would guess: an array of capital, one figure an industry, is in the order of the table it goes
# with (mrio.x), or a pandas Series and its values mean the same.
# What happens: the model sorts the table by name, and sorts a Series or DataFrame with it; an array
# is taken as it stands. In a table that lists food first, the capital of food goes to construction.
# No warning, and the length fits.
# Seen with boario 0.7.2 and pymrio 0.7.0 on pymrio's test table.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "boario==0.7.2" "pymrio==0.7.0" "pandas==3.1.1" "numpy==2.4.6" progressbar2==4.6.0 dill==0.4.1

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import numpy as np
import pandas as pd
import pymrio
from boario.extended_models import ARIOPsiModel

logging.disable(logging.CRITICAL)
print("boario", version("boario"), "pymrio", version("pymrio"))
table = pymrio.load_test().calc_all()
capital = pd.Series(np.arange(len(table.x)) + 1000.0, index=table.x.index)


def of_region(given: pd.Series | np.ndarray) -> dict[str, float]:
    """Return the capital of the first region's sectors, as the model has it."""
    model = ARIOPsiModel(table, productive_capital_vector=given)
    return pd.Series(model.productive_capital, index=model.industries)["reg1"].to_dict()


wanted = capital["reg1"].to_dict()
series, array = of_region(capital), of_region(capital.to_numpy())
print("given:    ", wanted)
print("as Series:", series)
print("as array: ", array)
assert list(wanted)[0] == "food" and wanted["food"] == 1000.0
assert series == wanted
assert array["construction"] == 1000.0 and array["food"] == 1002.0
PYTHON
