#!/usr/bin/env bash
# ruptures finds changes in every fifth week only, and may find two where there is one.
#
# One would guess: a series of two years that falls from 10 to 4 in week 52, with little noise, has its change in
# week 52, by Pelt as by every other search of the library.
# What happens: all but the kernel search look at multiples of five unless told jump=1. Binary segmentation,
# windows and dynamic programming say week 50; Pelt with squared errors says 50 and 55, two changes, with
# weeks at another level between. No warning. A measure of week 52 seems to come after its effect.
# The author calls it a bad default in deepcharles/ruptures issue 324.
# Seen with ruptures 1.1.10.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ruptures==1.1.10" "numpy==2.5.5" "scipy==1.18.1"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
import ruptures

print("ruptures", version("ruptures"))
weeks = np.arange(104)
imports = np.where(weeks < 52, 10.0, 4.0) + np.random.default_rng(0).normal(0, 0.3, 104)


def changes(search: type, asked: dict[str, float], **settings: object) -> list[int]:
    """Return the weeks of changes that a search finds, without the end."""
    found = [int(week) for week in search(**settings).fit(imports).predict(**asked)[:-1]]
    print(search.__name__, settings, found)
    return found


one, penalty = {"n_bkps": 1}, {"pen": 5}
for search in (ruptures.Binseg, ruptures.BottomUp, ruptures.Dynp):
    assert changes(search, one, model="l2") == [50]
    assert changes(search, one, model="l2", jump=1) == [52]
assert changes(ruptures.Pelt, penalty, model="rbf") == [50]
assert changes(ruptures.Pelt, penalty, model="l2") == [50, 55]
assert changes(ruptures.Pelt, penalty, model="l2", jump=1) == [52]
assert changes(ruptures.KernelCPD, one, kernel="linear") == [52]
PYTHON
