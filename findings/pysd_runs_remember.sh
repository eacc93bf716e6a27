#!/usr/bin/env bash
# PySD runs a model with the parameters and the end of the run before it.
#
# One would guess: model.run(params={"tariff": 10}) runs with a tariff of 10, and model.run() after it is the
# baseline of the model file, for what is said in a call holds for that call.
# What happens: it stays set. The baseline after a policy is the policy: price 11 in place of 1. A run that
# returns only weeks 0 and 4 ends the next one at week 4, and time_step and final_time stay, too. Stocks do
# begin anew, so that only the order of runs tells. No warning: run(reload=True), or load the model for each run.
# Seen with pysd 3.14.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pysd==3.14.3" "pandas==3.1.1" "numpy==2.5.5" "scipy==1.18.1" "xarray==2026.9.0"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import tempfile
from importlib.metadata import version
from pathlib import Path

import pysd

print("pysd", version("pysd"))
MODEL = """{UTF-8}
tariff = 0
	~	Dmnl
	~	|
price = 1 + tariff
	~	Dmnl
	~	|
bought = INTEG(price, 0)
	~	Dmnl
	~	|
FINAL TIME = 12 ~ Week ~|
INITIAL TIME = 0 ~ Week ~|
SAVEPER = 1 ~ Week ~|
TIME STEP = 1 ~ Week ~|
"""
file = Path(tempfile.mkdtemp()) / "tariff.mdl"
file.write_text(MODEL)
model = pysd.read_vensim(str(file))


def price(**said: object) -> float:
    """Return the price in the last week of a run."""
    run = model.run(**said)
    print(said, "price", run["price"].iloc[-1], "in week", run.index[-1])
    return float(run["price"].iloc[-1])


assert [price(), price(params={"tariff": 10}), price(), price(reload=True)] == [1, 11, 11, 1]
model.run(return_timestamps=[0, 4])
price()
assert model.run().index[-1] == 4
assert model.run(reload=True).index[-1] == 12
PYTHON
