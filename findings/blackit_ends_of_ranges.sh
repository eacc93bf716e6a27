#!/usr/bin/env bash
# black-it's Halton and R-sequence samplers draw the ends of a range half as often as what is between.
#
# One would guess: a parameter of three levels (bounds 0 and 2, precision 1) has each level in a third
# of the points, as black-it's random sampler has.
# What happens: points of the unit interval are rounded to the nearest level, and only half an interval
# rounds to an end: 25, 50 and 25 of 100 points. A calibration looks half as often at "none" and "all".
# Seen with black-it 0.3.3.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "black-it==0.3.3" "numpy==1.26.4"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from collections import Counter
from importlib.metadata import version

import numpy as np
from black_it.samplers.halton import HaltonSampler
from black_it.samplers.r_sequence import RSequenceSampler
from black_it.samplers.random_uniform import RandomUniformSampler
from black_it.search_space import SearchSpace

print("black-it", version("black-it"))
space = SearchSpace([[0.0], [2.0]], [1.0], False)
shares = {}
for sampler in (HaltonSampler, RSequenceSampler, RandomUniformSampler):
    drawn = sampler(3000, max_deduplication_passes=0, random_state=1).sample(
        space, np.zeros((0, 1)), np.zeros(0)
    )
    counts = Counter(drawn.ravel().tolist())
    shares[sampler.__name__] = [round(counts[level] / 3000, 2) for level in (0, 1, 2)]
    print(sampler.__name__, "has levels 0, 1 and 2 in", shares[sampler.__name__])
assert shares["HaltonSampler"] == shares["RSequenceSampler"] == [0.25, 0.5, 0.25]
assert all(0.3 < share < 0.37 for share in shares["RandomUniformSampler"])
PYTHON
