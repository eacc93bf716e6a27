#!/usr/bin/env bash
# numpy gives run 0 of a seed the draws of the seed itself: zeros at the end of a seed do not count.
#
# One would guess: default_rng(7), default_rng([7, 0]) and default_rng([7, 1]) are three streams, so that a
# seed and the number of a run make one of their own for each run.
# What happens: a list of up to four numbers is filled up with zeros, so [7], [7, 0] and [7, 0, 0] are one
# stream: run 0 of world 0 repeats the draws by which the inputs of seed 7 were made, and noise that should be
# independent of them is them. [5, 1] is the seed 5 + 2**32, too. Five numbers are not filled up.
# Put the seed last ([run, seed]), or use spawn, whose children differ from their parent.
# The page on parallel streams advises the former, for other reasons, and says that the latter order works, too.
# For children this was mended: numpy/numpy issue 16539.
# Seen with numpy 2.5.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "numpy==2.5.5"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import numpy as np
from numpy.random import SeedSequence, default_rng

print("numpy", np.__version__)


def first(seed: int | list[int] | SeedSequence) -> float:
    """Return the first draw of a seed."""
    return float(default_rng(seed).random())


for seed in (7, [7], [7, 0], [7, 0, 0, 0], [7, 0, 0, 0, 0], [7, 1]):
    print(seed, first(seed))
assert first(7) == first([7]) == first([7, 0]) == first([7, 0, 0, 0])
assert len({first(7), first([7, 1]), first([7, 0, 0, 0, 0])}) == 3
assert first([5, 1]) == first(5 + 2**32)
inputs = default_rng(7).normal(size=1000)
noise = default_rng([7, 0]).normal(size=1000)
print("correlation of inputs of seed 7 and noise of its run 0:", float(np.corrcoef(inputs, noise)[0, 1]))
assert np.array_equal(inputs, noise)
assert first(SeedSequence(7).spawn(1)[0]) != first(7)
PYTHON
