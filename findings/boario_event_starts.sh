#!/usr/bin/env bash
# In BoARIO the same occurrence and duration mean other steps for two kinds of event.
#
# One would guess: two events that take a fifth of an industry's capacity with occurrence=5,
# duration=10 and recovery_tau=1 hold it down in the same ten steps.
# What happens: the one that destroys capital ('recovery') does so from step 5 to 16, the one that
# sets production ('arbitrary') from step 6 to 17: a step later, and each twelve steps long.
# Seen with boario 0.7.2 and pymrio 0.7.0 on pymrio's test table.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "boario==0.7.2" "pymrio==0.7.0" "pandas==3.1.1" "numpy==2.4.6" progressbar2==4.6.0 dill==0.4.1

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import pandas as pd
import pymrio
from boario.event import from_series
from boario.extended_models import ARIOPsiModel
from boario.simulation import Simulation

logging.disable(logging.CRITICAL)
INDUSTRY = ("reg1", "electricity")
print("boario", version("boario"), "pymrio", version("pymrio"))
table = pymrio.load_test().calc_all()


def steps_held_down(kind: str) -> list[int]:
    """Return the steps in which an event keeps an industry below nine tenths of its capacity."""
    model = ARIOPsiModel(table)
    capital = pd.Series(model.productive_capital, index=model.industries) * model.monetary_factor
    size = 0.2 if kind == "arbitrary" else 0.2 * capital[INDUSTRY]
    impact = pd.Series({INDUSTRY: size}).rename_axis(["region", "sector"])
    simulation = Simulation(model, n_temporal_units_to_sim=30)
    simulation.add_event(
        from_series(impact, event_type=kind, occurrence=5, duration=10, recovery_tau=1)
    )
    simulation.loop()
    capacity = simulation.production_capacity[INDUSTRY]
    return capacity.index[capacity < 0.9 * capacity.iloc[0]].tolist()


recovery, arbitrary = steps_held_down("recovery"), steps_held_down("arbitrary")
print("capital destroyed:", recovery)
print("production set:   ", arbitrary)
assert recovery == list(range(5, 17))
assert arbitrary == list(range(6, 18))
PYTHON
