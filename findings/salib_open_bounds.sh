#!/usr/bin/env bash
# Releases of SALib that install beside numpy 2 or pandas 3 cannot work out Sobol indices there.
#
# One would guess: SALib 1.5.0 and 1.5.1 ask for numpy and pandas from some version on, with no end,
# so a resolver may put them beside numpy 2 and pandas 3.
# What happens: with numpy 2 analysis by 1.5.0 raises AttributeError, with pandas 3.1 that by 1.5.1
# raises TypeError, both after the design was drawn and simulated. 1.5.2 works with both.
# Seen with SALib 1.5.0, 1.5.1 and 1.5.2; numpy 2.1.0 and 2.4.6; pandas 2.2.3 and 3.1.1; Python 3.11.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

tried() { # SALib, numpy, pandas, what is expected
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SALib==$1" "numpy==$2" "pandas==$3"
    "$folder/venv/bin/python" -W ignore - "$4" <<'PYTHON'
import sys
from importlib.metadata import version

from SALib.analyze import sobol
from SALib.sample import sobol as design

problem = {"num_vars": 2, "names": ["tariff", "quota"], "bounds": [[0.0, 1.0]] * 2}
points = design.sample(problem, 16, calc_second_order=False, seed=1)
try:
    sobol.analyze(problem, points[:, 0] + 0.1 * points[:, 1], calc_second_order=False, seed=1)
    said = "works"
except (AttributeError, TypeError) as error:
    said = type(error).__name__
print(*(f"{name} {version(name)}" for name in ("SALib", "numpy", "pandas")), said, sep=", ")
assert said == sys.argv[1]
PYTHON
}

tried 1.5.0 2.1.0 2.2.3 AttributeError
tried 1.5.1 2.1.0 2.2.3 works
tried 1.5.1 2.4.6 3.1.1 TypeError
tried 1.5.2 2.4.6 3.1.1 works
