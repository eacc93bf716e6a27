#!/usr/bin/env bash
# pymrio's calc_all leaves output and footprints as they were when final demand is changed.
#
# One would guess: half the final demand, and calc_all, which calculates whatever follows from what is
# given, give half the output and half the emissions.
# What happens: it calculates only what is None. The whole table stays as at the first call, and total
# footprints, imports and exports of the new demand are those of the old one; nothing says so. Only after
# reset_all_to_coefficients, called before the new demand is set, are they halved.
# Seen with pymrio 0.7.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pymrio==0.7.0" "pandas==2.3.3" "numpy==2.2.6"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import logging
from importlib.metadata import version

import pymrio

logging.disable(logging.CRITICAL)
print("pymrio", version("pymrio"))


def after(*, reset: bool) -> tuple[float, float]:
    """Return output and emissions after final demand is halved, over those before."""
    table = pymrio.load_test().calc_all()
    before = table.x.to_numpy().sum(), table.emissions.D_cba.to_numpy().sum()
    half = table.Y / 2
    if reset:
        table.reset_all_to_coefficients()
    table.Y = half
    table.calc_all()
    now = table.x.to_numpy().sum(), table.emissions.D_cba.to_numpy().sum()
    return tuple(round(float(new / old), 6) for new, old in zip(now, before, strict=True))


found = {"calc_all": after(reset=False), "reset, calc_all": after(reset=True)}
for name, (output, emissions) in found.items():
    print(f"{name:<17}output {output}, emissions {emissions}")
assert found["calc_all"] == (1.0, 1.0)
assert found["reset, calc_all"] == (0.5, 0.5)
PYTHON
