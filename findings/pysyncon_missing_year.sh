#!/usr/bin/env bash
# In pysyncon, a year that one donor did not report is a year in which it had nothing.
#
# One would guess: where a donor has no figure for a year, the synthetic control raises, says so, or leaves
# the year out.
# What happens: the missing figure is left out of the weighted sum, so the donor counts as 0 in that year and
# the synthetic country falls by its share. Korea made as half Japan and half the United States, with nothing
# ever done to it, has an effect of 0; without Japan's row of 2015 it has +1.8 a year (18 in 2015). A row
# missing before the policy makes the fit poor (error 16 for 0). No warning; a row that is not there and a
# NaN are alike.
# Seen with pysyncon 1.7.0, pandas 3.1.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pysyncon==1.7.0" "pandas==3.1.1" "numpy==2.5.5" "scipy==1.18.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import pandas as pd
from pysyncon import Dataprep, Synth

print("pysyncon", version("pysyncon"), "pandas", pd.__version__)
noise = np.random.default_rng(0).normal(0, 0.5, (3, 20))
imports = {
    "JPN": np.linspace(20, 40, 20) + noise[0],
    "USA": np.linspace(30, 20, 20) + noise[1],
    "DEU": np.full(20, 25) + noise[2],
}
imports["KOR"] = (imports["JPN"] + imports["USA"]) / 2
whole = pd.DataFrame(
    [(country, 2000 + year, value) for country in imports for year, value in enumerate(imports[country])],
    columns=["country", "year", "imports"],
)


def effect(table: pd.DataFrame) -> tuple[float, float]:
    """Return the mean effect on Korea from 2010 on, and the error of the fit before."""
    before = range(2000, 2010)
    data = Dataprep(
        foo=table,
        predictors=["imports"],
        predictors_op="mean",
        dependent="imports",
        unit_variable="country",
        time_variable="year",
        treatment_identifier="KOR",
        controls_identifier=["JPN", "USA", "DEU"],
        time_predictors_prior=before,
        time_optimize_ssr=before,
        special_predictors=[("imports", [2000], "mean"), ("imports", [2009], "mean")],
    )
    control = Synth()
    control.fit(dataprep=data)
    found = float(control.att(time_period=range(2010, 2020))["att"]), float(control.mspe())
    print("rows", len(table), "effect", round(found[0], 2), "error before", round(found[1], 2))
    return found


def without(year: int) -> pd.DataFrame:
    """Return the table without Japan's row of a year."""
    return whole[(whole["country"] != "JPN") | (whole["year"] != year)]


assert abs(effect(whole)[0]) < 0.01
assert abs(effect(without(2015))[0] - 1.77) < 0.1
assert effect(without(2005))[1] > 10
PYTHON
