#!/usr/bin/env bash
# black-it's Minkowski loss is 0 for a model none of whose runs is near the data.
#
# One would guess: the loss of an ensemble says how far its runs are from the series observed, so it is
# 0 only where the runs are that series.
# What happens: the runs are averaged first. Of a market that loses one or gains one in every week of a
# run, the ensemble of two such runs has no loss against weeks without change; each run has 3.16. The more
# runs a calibration averages, the less it sees of how a single run swings. Only the source says so.
# Seen with black-it 0.3.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "black-it==0.3.3" "numpy==1.26.4"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy as np
from black_it.loss_functions.minkowski import MinkowskiLoss

print("black-it", version("black-it"))
observed = np.zeros((10, 1))
runs = np.stack([np.ones((10, 1)), -np.ones((10, 1))])
alone = [round(MinkowskiLoss().compute_loss(run[None], observed), 2) for run in runs]
together = MinkowskiLoss().compute_loss(runs, observed)
print("loss of each run:", alone, "of the ensemble:", together)
assert alone == [3.16, 3.16] and together == 0
PYTHON
